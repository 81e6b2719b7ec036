import { createHash } from 'node:crypto';
import type { PersonFields, PersonKind } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';

/** A directory user in Signet's words. */
export interface MappedUser {
  objectId: string;
  kind: PersonKind;
  address?: string;
  addresses: string[];
  fields: PersonFields;
  enabled: boolean;
  licensed: boolean;
  rank: string;
  issues: { code: string; message: string }[];
}

/** No field is longer; a signature could not show more. */
const longestField = 1000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]|[\u202a-\u202e\u2066-\u2069]/g;

/** What stands where in Graph's user (learn.microsoft.com/graph/api/resources/user). */
const sources: { [Field in keyof PersonFields]: (user: DirectoryUser) => string | null | undefined } = {
  displayName: (user) => user.displayName,
  givenName: (user) => user.givenName,
  surname: (user) => user.surname,
  jobTitle: (user) => user.jobTitle,
  department: (user) => user.department,
  companyName: (user) => user.companyName,
  officeLocation: (user) => user.officeLocation,
  streetAddress: (user) => user.streetAddress,
  city: (user) => user.city,
  state: (user) => user.state,
  postalCode: (user) => user.postalCode,
  country: (user) => user.country,
  businessPhone: (user) => user.businessPhones?.[0],
  mobilePhone: (user) => user.mobilePhone,
  faxNumber: (user) => user.faxNumber,
  mail: (user) => user.mail,
  userPrincipalName: (user) => user.userPrincipalName,
  employeeId: (user) => user.employeeId,
  employeeType: (user) => user.employeeType,
  costCenter: (user) => user.employeeOrgData?.costCenter,
  division: (user) => user.employeeOrgData?.division,
  preferredLanguage: (user) => user.preferredLanguage,
  usageLocation: (user) => user.usageLocation,
  managerName: (user) => user.manager?.displayName,
  managerMail: (user) => user.manager?.mail,
};

/** A directory user in Signet's words: text cleaned and capped, addresses in lower case with the primary one first. */
export function mapUser(user: DirectoryUser): MappedUser {
  const issues: MappedUser['issues'] = [];
  const fields: PersonFields = {};
  for (const [field, read] of Object.entries(sources)) put(fields, field, read?.(user), issues);
  for (const [name, value] of Object.entries(user.onPremisesExtensionAttributes ?? {})) {
    if (/^extensionAttribute\d{1,2}$/.test(name)) put(fields, name, value, issues);
  }
  const addresses = addressesOf(user);
  const enabled = user.accountEnabled !== false;
  const licensed = (user.assignedLicenses?.length ?? 0) > 0;
  return {
    objectId: user.id.toLowerCase(),
    kind: user.userType?.toLowerCase() === 'guest' ? 'guest' : 'user',
    address: addresses[0],
    addresses,
    fields,
    enabled,
    licensed,
    rank: `${enabled ? 0 : 1}${licensed ? 0 : 1}-${user.createdDateTime ?? '9999'}`,
    issues,
  };
}

/** A hash of everything that sync writes of a person, so that an unchanged one needs no write. */
export function hashOf(user: MappedUser, groupIds: string[]): string {
  const { kind, addresses, fields, rank } = user;
  const content = JSON.stringify([
    kind,
    addresses,
    Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)),
    rank,
    [...groupIds].sort(),
  ]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

function put(fields: PersonFields, name: string, value: unknown, issues: MappedUser['issues']): void {
  if (typeof value !== 'string') return;
  const clean = value.replace(controls, '').trim();
  if (clean === '') return;
  if (clean.length > longestField)
    issues.push({
      code: 'FIELD_CUT',
      message: `${name} has ${clean.length} characters and was cut at ${longestField}.`,
    });
  fields[name as keyof PersonFields] = capped(clean);
}

/** Cut between characters, never inside one. */
function capped(text: string): string {
  return text.length <= longestField ? text : text.slice(0, longestField).replace(/[\ud800-\udbff]$/, '');
}

/**
 * `mail` first, then the primary and other proxy addresses (`SMTP:` marks the primary one), then the sign-in name.
 * Without mailbox the sign-in name stands in, so that people without a licence are found too.
 */
function addressesOf(user: DirectoryUser): string[] {
  const proxies = (user.proxyAddresses ?? [])
    .filter((proxy) => /^smtp:/i.test(proxy))
    .sort((a, b) => Number(b.startsWith('SMTP:')) - Number(a.startsWith('SMTP:')));
  const all = [user.mail, ...proxies.map((proxy) => proxy.slice('smtp:'.length)), user.userPrincipalName];
  const clean = all.flatMap((address) => (address?.includes('@') ? [address.trim().toLowerCase()] : []));
  return [...new Set(clean)].filter((address) => address.length <= 320 && !address.includes('#ext#'));
}
