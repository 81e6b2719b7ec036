import { personFields } from '../../contract/index.ts';

/** What a column of a CSV file is about: an address, groups, or a field. */
export type Column = { kind: 'address' } | { kind: 'aliases' } | { kind: 'groups' } | { kind: 'field'; field: string };

/** Other names of fields, as exports of other programs have them; letters and digits only, lower case. */
const otherNames: Record<string, string> = {
  name: 'displayName',
  fullname: 'displayName',
  firstname: 'givenName',
  lastname: 'surname',
  familyname: 'surname',
  title: 'jobTitle',
  position: 'jobTitle',
  company: 'companyName',
  office: 'officeLocation',
  street: 'streetAddress',
  zip: 'postalCode',
  zipcode: 'postalCode',
  postcode: 'postalCode',
  countryorregion: 'country',
  stateorprovince: 'state',
  phone: 'businessPhone',
  phonenumber: 'businessPhone',
  businessphones: 'businessPhone',
  telephone: 'businessPhone',
  mobile: 'mobilePhone',
  fax: 'faxNumber',
  employeenumber: 'employeeId',
  manager: 'managerName',
  url: 'website',
  homepage: 'website',
};
const addressNames = ['address', 'mail', 'email', 'emailaddress', 'primarysmtpaddress'];
const fieldNames = new Map(
  personFields.filter((field) => field !== 'mail').map((field) => [field.toLowerCase(), field as string]),
);

/** What the header says a column is, or null where it is none that is known. Letter case, spaces and punctuation don't matter. */
export function columnOf(header: string): Column | null {
  const name = header.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (addressNames.includes(name)) return { kind: 'address' };
  if (name === 'aliases' || name === 'otheraddresses') return { kind: 'aliases' };
  if (name === 'groups' || name === 'group') return { kind: 'groups' };
  const extension = /^extensionattribute([1-9]|1[0-5])$/.exec(name);
  const field = extension ? `extensionAttribute${extension[1]}` : (fieldNames.get(name) ?? otherNames[name]);
  return field ? { kind: 'field', field } : null;
}

/** The names a header may have, for who used another. */
export const columnNames: string = ['address', 'aliases', 'groups', ...fieldNames.values()].join(', ');
