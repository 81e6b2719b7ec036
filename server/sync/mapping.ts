import {
  type Expression,
  type Mappings,
  type PersonField,
  type PersonFields,
  type PersonKind,
  personFields,
} from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { evaluateExpression } from './expression.ts';

/** No field is longer; a signature could not show more. */
const longestField = 1000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]|[\u202a-\u202e\u2066-\u2069]/g;

/** Fields whose property has another name in Graph, or is somewhere inside another (learn.microsoft.com/graph/api/resources/user). */
const otherSources: Partial<Record<PersonField, Expression | null>> = {
  businessPhone: 'businessPhones',
  costCenter: 'employeeOrgData.costCenter',
  division: 'employeeOrgData.division',
  managerName: 'manager.displayName',
  managerMail: 'manager.mail',
  // Graph has no such property of an organisation's people; a mapping may name one.
  website: null,
};

/** Where a field comes from unless the tenant's mappings say otherwise; null: from nowhere. */
export function defaultSource(field: PersonField): Expression | null {
  const other = otherSources[field];
  return other === undefined ? field : other;
}

const simpleSources = personFields.flatMap((field) => {
  const source = defaultSource(field);
  return source === null ? [] : [{ field, source }];
});

/** What became of a user's fields, and what had to be said about them. */
export interface MappedFields {
  fields: PersonFields;
  issues: { code: string; message: string }[];
}

/**
 * The fields of a user by the tenant's mappings, cleaned and capped. `before` is what was there: a field that the directory
 * fills only if empty keeps it, one that it never fills stays out.
 */
export function mapFields(user: DirectoryUser, mappings: Mappings, before: PersonFields): MappedFields {
  const issues: MappedFields['issues'] = [];
  const fields: PersonFields = {};
  for (const { field, source } of simpleSources) {
    if (!(field in mappings)) put(fields, field, evaluateExpression(source, user), issues);
  }
  for (const [name, value] of Object.entries(user.onPremisesExtensionAttributes ?? {})) {
    if (value && /^extensionAttribute\d{1,2}$/.test(name) && !(name in mappings)) put(fields, name, value, issues);
  }
  for (const [field, mapping] of Object.entries(mappings)) {
    const kept = before[field as PersonField];
    if (!mapping || mapping.ownership === 'never') continue;
    const value = mapping.ownership === 'onlyIfEmpty' && kept ? kept : evaluateExpression(mapping.from, user);
    put(fields, field, value, issues);
  }
  return { fields, issues };
}

function put(fields: PersonFields, name: string, value: string, issues: MappedFields['issues']): void {
  const clean = value.replace(controls, '').trim();
  if (clean === '') return;
  if (clean.length > longestField)
    issues.push({
      code: 'FIELD_CUT',
      message: `${name} has ${clean.length} characters and was cut at ${longestField}.`,
    });
  fields[name as PersonField] = capped(clean);
}

/** Cut between characters, never inside one. */
function capped(text: string): string {
  return text.length <= longestField ? text : text.slice(0, longestField).replace(/[\ud800-\udbff]$/, '');
}

/**
 * Every address once, in lower case: `mail` first, then the primary and other proxy addresses (`SMTP:` marks the primary one),
 * then the sign-in name, so that people without a mailbox are found too.
 */
export function addressesOf(user: DirectoryUser): string[] {
  const proxies = (user.proxyAddresses ?? [])
    .filter((proxy) => /^smtp:/i.test(proxy))
    .sort((a, b) => Number(b.startsWith('SMTP:')) - Number(a.startsWith('SMTP:')));
  const all = [user.mail, ...proxies.map((proxy) => proxy.slice('smtp:'.length)), user.userPrincipalName];
  const clean = all.flatMap((address) => (address?.includes('@') ? [address.trim().toLowerCase()] : []));
  return [...new Set(clean)].filter((address) => address.length <= 320 && !address.includes('#ext#'));
}

/** `purpose` is the mailbox's, where it is known. An absent userType means member: directories have been seen without it. */
export function kindOf(user: DirectoryUser, purpose: string | undefined): PersonKind {
  if (user.userType?.toLowerCase() === 'guest') return 'guest';
  return purpose !== undefined && ['shared', 'room', 'equipment'].includes(purpose) ? 'sharedMailbox' : 'user';
}

export const enabledOf = (user: DirectoryUser): boolean => user.accountEnabled !== false;
export const licensedOf = (user: DirectoryUser): boolean => (user.assignedLicenses?.length ?? 0) > 0;

/** Who keeps an address that two claim: enabled, then licensed, then oldest. The smaller rank wins. */
export function rankOf(user: DirectoryUser): string {
  return `${enabledOf(user) ? 0 : 1}${licensedOf(user) ? 0 : 1}-${user.createdDateTime ?? '9999'}`;
}
