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

/** What we ask Graph for. Its default is eleven properties only. */
export const userSelect = Object.keys(directoryUserSchema.shape)
  .filter((name) => name !== 'manager' && !name.startsWith('@'))
  .join(',');
