import { z } from 'zod';
import { nameSchema } from './name.ts';

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

/** Where a shown value comes from: read from the directory, or entered by hand. */
export type FieldSource = 'directory' | 'hand';

/** An address a person had until lately: it still finds them until then (ISO date), unless someone else has it now. */
export interface FormerAddress {
  address: string;
  until: string;
}

/** One person as the HTTP API and `people show --json` give it. */
export interface PersonView {
  id: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: PersonState;
  address?: string;
  addresses: string[];
  formerAddresses?: FormerAddress[];
  fields: PersonFields;
  /** Where each field comes from; a field that was emptied by hand stands here, and not in `fields`. */
  sources?: Record<string, FieldSource>;
  /** What was entered by hand; where the directory overwrites it, it is kept and not shown. */
  overrides?: PersonFields;
  /** The directory's values go before those entered by hand, whatever the tenant's setting says. */
  dataSync?: boolean;
  /** Their photo: which picture, and whether somebody uploaded it; otherwise it is of the directory. */
  photo?: { tag: string; uploaded: boolean };
  /** Sync was ended for good: nothing comes from the directory any more. */
  endedAt?: string;
  removed?: { at: string; reason?: string };
  /** `byHand`: put in by hand, so that no rule takes them out. */
  groups: { id: string; name: string; byHand?: true }[];
  updatedAt: string;
}

/** What is looked for in names and addresses. No pattern of a database takes the character zero. */
export const searchSchema = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim())
  .pipe(z.string().max(200));

/** `GET /api/v1/people`. */
export const peopleQuerySchema = z.object({
  query: searchSchema.optional(),
  state: z.enum(personStates).optional(),
  group: z.string().max(200).optional(),
  kind: z.enum(personKinds).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

/** A page of any list. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** Any field of a person, extension attributes included. */
export const personFieldSchema = z.union([
  z.enum(personFields),
  z.string().regex(/^extensionAttribute([1-9]|1[0-5])$/, 'must be a field of a person'),
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being taken out
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]|[\u202a-\u202e\u2066-\u2069]/g;

/** A value entered by hand: trimmed, without control characters and text direction overrides. */
export const fieldValueSchema = z
  .string()
  .max(1000)
  .transform((text) => text.replace(controls, '').trim());

/** An address as it is stored: lower case. */
export const addressSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(320)
  .pipe(z.email('must be an e-mail address like anna@example.com'));

const groupNamesSchema = z.array(nameSchema(100)).max(50);

/** `POST /api/v1/people`: someone entered by hand. */
export const newPersonSchema = z.strictObject({
  address: addressSchema,
  aliases: z.array(addressSchema).max(50).default([]),
  kind: z.enum(['user', 'sharedMailbox']).default('user'),
  fields: z.partialRecord(personFieldSchema, fieldValueSchema).default({}),
  groups: groupNamesSchema.default([]),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

/**
 * `PATCH /api/v1/people/:id`: only what is named changes. A field set to null follows the directory again (of someone entered by
 * hand: it goes); an empty text empties it by hand. Addresses can be changed only where the directory has no say.
 */
export const editPersonSchema = z.strictObject({
  fields: z.partialRecord(personFieldSchema, fieldValueSchema.nullable()).default({}),
  dataSync: z.boolean().optional(),
  address: addressSchema.optional(),
  aliases: z.array(addressSchema).max(50).optional(),
  groups: groupNamesSchema.optional(),
});
export type EditPerson = z.infer<typeof editPersonSchema>;

/** `POST /api/v1/people/:id/follow`: these fields, or all, follow the directory again. */
export const followSchema = z.strictObject({ fields: z.array(personFieldSchema).min(1).optional() });

const reasonSchema = z.string().trim().max(500).optional();
export const reasonedSchema = z.strictObject({ reason: reasonSchema });

export const bulkActions = ['pause', 'resume', 'end', 'remove', 'restore'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** What a list can be narrowed to. */
const narrowedSchema = z.strictObject({
  query: searchSchema.pipe(z.string().min(1)).optional(),
  state: z.enum(personStates).optional(),
  group: z.string().max(200).optional(),
});

/** Whom a bulk action concerns: these people, those whom a list shows, or all. */
export type PeopleSelection = { ids: string[] } | { query: z.infer<typeof narrowedSchema> } | { all: true };

/** `POST /api/v1/people/bulk`: an action on exactly one of `ids`, `query` (text, or what a list is narrowed to) and `all`. */
export const bulkSchema = z
  .strictObject({
    action: z.enum(bulkActions),
    ids: z.array(z.string().max(200)).min(1).max(1000).optional(),
    query: searchSchema
      .pipe(z.string().min(1))
      .transform((query) => ({ query }))
      .or(narrowedSchema.refine((query) => Object.keys(query).length > 0, 'must narrow the list'))
      .optional(),
    all: z.literal(true).optional(),
    reason: reasonSchema,
  })
  .refine(
    ({ ids, query, all }) => [ids, query, all].filter(Boolean).length === 1,
    'name exactly one of ids, query, all',
  );

/** How many a bulk action met, and how many it changed; the others were so already. */
export interface BulkResult {
  action: BulkAction;
  matched: number;
  changed: number;
}

/** Something wrong with one line of a CSV file; lines count from 1, the header's. */
export interface ImportProblem {
  line: number;
  column?: string;
  message: string;
}

/** What an import does, or would do, with one line. */
export interface ImportedPerson {
  line: number;
  address: string;
  name: string;
  what: 'create' | 'update' | 'unchanged';
  fields: { field: string; old?: string; new?: string }[];
}

/** `POST /api/v1/people/import`. With problems nothing is imported. */
export interface ImportResult {
  dryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  problems: ImportProblem[];
  people: ImportedPerson[];
}

/** `POST /api/v1/people/:id/grants`: who may send as this mailbox: a person, or everyone in a Signet group. */
export const grantSchema = z.union([
  z.strictObject({ address: addressSchema }),
  z.strictObject({ group: nameSchema(100) }),
]);
export type GrantTo = z.infer<typeof grantSchema>;

/** One permission to send as a mailbox. */
export interface GrantView {
  id: string;
  to: { kind: 'person'; id: string; name: string; address?: string } | { kind: 'group'; id: string; name: string };
  grantedAt: string;
  grantedBy: string;
}
