import { z } from 'zod';

const text = z.string().nullish();

/**
 * A user as Microsoft Graph shows one. Unknown properties stay (the raw copy keeps them); null means cleared, absent never set.
 * Source: learn.microsoft.com/graph/api/resources/user.
 */
export const directoryUserSchema = z.looseObject({
  id: z.string().min(1),
  userPrincipalName: text,
  mail: text,
  proxyAddresses: z.array(z.string()).nullish(),
  displayName: text,
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  companyName: text,
  employeeId: text,
  employeeType: text,
  employeeOrgData: z.looseObject({ costCenter: text, division: text }).nullish(),
  officeLocation: text,
  streetAddress: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  usageLocation: text,
  preferredLanguage: text,
  businessPhones: z.array(z.string()).nullish(),
  mobilePhone: text,
  faxNumber: text,
  accountEnabled: z.boolean().nullish(),
  userType: text,
  assignedLicenses: z.array(z.unknown()).nullish(),
  onPremisesExtensionAttributes: z.record(z.string(), text).nullish(),
  createdDateTime: text,
  manager: z.looseObject({ id: z.string(), displayName: text, mail: text }).nullish(),
  '@removed': z.object({ reason: z.string() }).nullish(),
});
export type DirectoryUser = z.infer<typeof directoryUserSchema>;

/** What we ask Graph for in any case. Its default is eleven properties only. */
const always = Object.keys(directoryUserSchema.shape).filter((name) => name !== 'manager' && !name.startsWith('@'));
export const userSelect = always.join(',');

/** Properties that are asked for only where a rule or mapping names them. */
const onDemand = [
  ...['mailNickname', 'otherMails', 'employeeHireDate', 'creationType', 'externalUserState', 'onPremisesSyncEnabled'],
  ...['onPremisesImmutableId', 'onPremisesSamAccountName', 'onPremisesDistinguishedName', 'onPremisesDomainName'],
  ...['onPremisesUserPrincipalName', 'ageGroup', 'imAddresses', 'securityIdentifier', 'showInAddressList'],
];

/**
 * What to ask Graph for where these attributes are used, too: directory extensions (`extension_<app id>_<name>`) and schema
 * extensions come only when named. What is no property at all is not asked for: Graph would refuse the whole page.
 */
export function userSelectWith(attributes: Iterable<string>): string {
  const roots = new Set([...attributes].map((name) => name.split('.')[0] ?? ''));
  const more = [...roots].filter(
    (name) => onDemand.includes(name) || /^ext(ension_[0-9a-f]{32}|\w{8})_\w+$/i.test(name),
  );
  return [...always, ...more.sort()].join(',');
}

const textNames = Object.entries(directoryUserSchema.shape)
  .filter(([, schema]) => schema === text)
  .map(([name]) => name);

/**
 * A quick look at a value of a page: true only for what the schema takes as it is, at a tenth of its cost. A full read looks at
 * everyone; where this says no, the schema is asked.
 */
export function isDirectoryUser(value: unknown): value is DirectoryUser {
  if (!isRecord(value) || typeof value.id !== 'string' || value.id === '') return false;
  for (const name of textNames) if (!isText(value[name])) return false;
  const {
    accountEnabled,
    assignedLicenses,
    employeeOrgData,
    manager,
    onPremisesExtensionAttributes: extensions,
  } = value;
  const removed = value['@removed'];
  return (
    (isAbsent(accountEnabled) || typeof accountEnabled === 'boolean') &&
    (isAbsent(assignedLicenses) || Array.isArray(assignedLicenses)) &&
    isTexts(value.proxyAddresses) &&
    isTexts(value.businessPhones) &&
    (isAbsent(employeeOrgData) ||
      (isRecord(employeeOrgData) && isText(employeeOrgData.costCenter) && isText(employeeOrgData.division))) &&
    (isAbsent(extensions) || (isRecord(extensions) && Object.values(extensions).every(isText))) &&
    (isAbsent(manager) ||
      (isRecord(manager) && typeof manager.id === 'string' && isText(manager.displayName) && isText(manager.mail))) &&
    (isAbsent(removed) || (isRecord(removed) && typeof removed.reason === 'string'))
  );
}

const isAbsent = (value: unknown) => value === undefined || value === null;
const isText = (value: unknown) => typeof value === 'string' || isAbsent(value);
const isTexts = (value: unknown) =>
  isAbsent(value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
