import { z } from 'zod';

/** The fields of a person that templates, rules and mappings know; every one is text, absent when empty. */
export const personFields = [
  'displayName',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'companyName',
  'officeLocation',
  'streetAddress',
  'city',
  'state',
  'postalCode',
  'country',
  'businessPhone',
  'mobilePhone',
  'faxNumber',
  'mail',
  'userPrincipalName',
  'employeeId',
  'employeeType',
  'costCenter',
  'division',
  'preferredLanguage',
  'usageLocation',
  'managerName',
  'managerMail',
  'website',
] as const;
export type PersonField = (typeof personFields)[number];
export type PersonFields = Partial<Record<PersonField | `extensionAttribute${number}`, string>>;

export const personStates = ['active', 'paused', 'removed'] as const;
export type PersonState = (typeof personStates)[number];

export const personKinds = ['user', 'guest', 'sharedMailbox'] as const;
export type PersonKind = (typeof personKinds)[number];

/** One person as the HTTP API and `people show --json` give it. */
export interface PersonView {
  id: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: PersonState;
  address?: string;
  addresses: string[];
  fields: PersonFields;
  groups: { id: string; name: string }[];
  updatedAt: string;
}

/** `GET /api/v1/people`. */
export const peopleQuerySchema = z.object({
  query: z.string().trim().max(200).optional(),
  state: z.enum(personStates).optional(),
  group: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

/** A page of any list. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}
