import { type Office, offices } from './offices.ts';
import { pick } from './seed.ts';
import type { DirectoryUser, Tenant } from './types.ts';

/** Licences of the pretend tenant: E3 and, for those in harbours and yards, F3 (Microsoft's public product ids). */
const skus = { e3: '05e9a617-0261-4cee-bb44-138d3ef5d965', f3: '66b55226-6b4f-492c-910c-a3b7a3c9d993' };
const exchangePlan = 'efb87545-963c-4e0d-99df-69c6916d9eb0';

/** The licence properties of a user. */
export function licence(
  kind: 'e3' | 'f3' | 'none',
  since: string,
): Pick<DirectoryUser, 'assignedLicenses' | 'assignedPlans'> {
  if (kind === 'none') return { assignedLicenses: [], assignedPlans: [] };
  return {
    assignedLicenses: [{ skuId: skus[kind], disabledPlans: [] }],
    assignedPlans: [
      { assignedDateTime: since, capabilityStatus: 'Enabled', service: 'exchange', servicePlanId: exchangePlan },
    ],
  };
}

/** The properties that come from a person's office; `n` chooses the extension numbers. */
export function atOffice(office: Office, n: number): Partial<DirectoryUser> {
  return {
    officeLocation: office.officeLocation,
    streetAddress: office.streetAddress,
    city: office.city,
    ...(office.state === null ? {} : { state: office.state }),
    postalCode: office.postalCode,
    country: office.country,
    usageLocation: office.usageLocation,
    preferredLanguage: office.language,
    businessPhones: [office.phone(n)],
    mobilePhone: office.mobile(n),
  };
}

export interface PersonParts {
  id: string;
  /** Before the @. */
  localPart: string;
  givenName: string;
  surname: string;
  displayName?: string;
  office: number;
  /** Counts the people of an office. */
  n: number;
  department: string;
  costCenter: string;
  jobTitle: string;
  aliases?: string[];
}

/** An ordinary employee. */
export function employee(parts: PersonParts, tenant: Tenant): DirectoryUser {
  const office = pick(offices, parts.office);
  const mail = `${parts.localPart}@${tenant.domain}`;
  const year = 2009 + (parts.n % 16);
  const since = `${year}-${String(1 + (parts.n % 12)).padStart(2, '0')}-01T08:00:00Z`;
  return {
    id: parts.id,
    userPrincipalName: mail,
    displayName: parts.displayName ?? `${parts.givenName} ${parts.surname}`,
    givenName: parts.givenName,
    surname: parts.surname,
    mail,
    mailNickname: parts.localPart,
    proxyAddresses: [
      `SMTP:${mail}`,
      `smtp:${parts.localPart}@${tenant.initialDomain}`,
      ...(parts.aliases ?? []).map((alias) => `smtp:${alias}`),
    ],
    otherMails: [],
    jobTitle: parts.jobTitle,
    department: parts.department,
    companyName: `${tenant.displayName} ${companyForms[office.usageLocation] ?? ''}`.trim(),
    employeeId: `N${String(10000 + parts.office * 1000 + parts.n)}`,
    employeeType: 'Employee',
    employeeOrgData: { costCenter: parts.costCenter, division: parts.department },
    employeeHireDate: since,
    ...atOffice(office, parts.n),
    accountEnabled: true,
    userType: 'Member',
    ...licence(parts.department === 'Operations' && parts.n % 3 === 0 ? 'f3' : 'e3', since),
    onPremisesExtensionAttributes: extensionAttributes({ extensionAttribute1: office.city.slice(0, 3).toUpperCase() }),
    createdDateTime: since,
  };
}

const companyForms: Record<string, string> = {
  DE: 'GmbH',
  SE: 'AB',
  GB: 'Ltd',
  US: 'Inc.',
  FR: 'SAS',
  JP: 'K.K.',
  IL: 'Ltd',
};

/** All fifteen attributes, as Graph shows them: those without a value are null. */
export function extensionAttributes(given: Record<string, string>): Record<string, string | null> {
  const names = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);
  return Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
}
