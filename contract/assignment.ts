import { z } from 'zod';
import { type ConditionTrail, conditionOf } from './condition.ts';
import { localTimeSchema } from './local-time.ts';
import { nameSchema } from './name.ts';
import { addressSchema, personFieldSchema } from './person.ts';
import { composeTypeSchema, recipientsSchema } from './signature.ts';
import { nameIdSchema } from './template.ts';

/** What conditions over persons may compare beside their fields; `address` is any of theirs. */
export const personAttributes = ['address', 'kind', 'source'] as const;

/** A condition over the fields of a person, and Signet groups by id. */
export const personConditionSchema = conditionOf(
  z.union([personFieldSchema, z.enum(personAttributes)], 'must be a field of a person, like department'),
  z.string().min(1).max(200),
);

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const ids = (most: number) => z.array(z.string().min(1).max(200)).min(1).max(most).optional();

/** Everyone, or who is in any of the groups or any of the persons; and of them only those for whom the condition holds. */
export const whoSchema = z
  .strictObject({
    everyone: z.literal(true).optional(),
    groupIds: ids(200),
    personIds: ids(500),
    condition: personConditionSchema.optional(),
  })
  .refine(
    (who) => Object.values(who).some((part) => part !== undefined),
    'must name everyone, groups, persons or a condition',
  );
export type Who = z.infer<typeof whoSchema>;

/** From the beginning of `starts` to `ends`, as the clock of the tenant's zone shows it: a day that ends is still part of it. */
export const periodSchema = z.strictObject({
  starts: localTimeSchema.optional(),
  ends: localTimeSchema.optional(),
  weekdays: z.array(z.enum(weekdays)).min(1).max(7).optional(),
});
export type Period = z.infer<typeof periodSchema>;

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language like de or pt-BR');

/** All that is given must hold; what is absent always does. */
export const whenSchema = periodSchema.extend({
  composeTypes: z.array(composeTypeSchema).min(1).max(3).optional(),
  /** Sender addresses: an alias, a shared mailbox. */
  from: z.array(addressSchema).min(1).max(200).optional(),
  /** `external`: anyone outside the organisation reads it. */
  recipients: recipientsSchema.optional(),
  /** The person's preferred language; `de` stands for de-AT as well. */
  languages: z.array(language).min(1).max(50).optional(),
});
export type When = z.infer<typeof whenSchema>;

/** A period that ends when it begins, or before, is a mistake. */
export const endsAfterStart = ({ when }: { when: { starts?: string; ends?: string } }) =>
  when.starts === undefined || when.ends === undefined || when.starts.slice(0, 16) <= when.ends.padEnd(16, '~');

/** `POST /api/v1/assignments` and `PUT /api/v1/assignments/:id`: who × when → template. The first that matches, in order, decides. */
const assignmentShape = z.strictObject({
  name: nameSchema(200),
  enabled: z.boolean().default(true),
  /** null: whoever this matches gets no signature. */
  templateId: nameIdSchema.nullable(),
  /** Templates that people may choose instead of that one. */
  choices: z.array(nameIdSchema).max(20).default([]),
  who: whoSchema,
  when: whenSchema.default({}),
});
export const assignmentSchema = assignmentShape.refine(endsAfterStart, 'when: ends before it starts');
export type AssignmentInput = z.infer<typeof assignmentSchema>;

/** A new one: its id (absent: made of the name), and before which other it comes (absent: last). */
export const newAssignmentSchema = assignmentShape
  .extend({ id: nameIdSchema.optional(), before: nameIdSchema.optional() })
  .refine(endsAfterStart, 'when: ends before it starts');
export type NewAssignment = z.infer<typeof newAssignmentSchema>;

/** `PUT /api/v1/assignments/order`: every id, in the new order. */
export const orderSchema = z.strictObject({ ids: z.array(nameIdSchema).max(500) });

/** `POST /api/v1/assignments/impact`: what this list would change, for whom, if it were the tenant's. */
export const assignmentImpactSchema = z.strictObject({
  items: z.array(assignmentShape.extend({ id: nameIdSchema })).max(500),
  samples: z.number().int().min(0).max(20).default(5),
  at: z.string().max(40).optional(),
});

/** One assignment in the ordered list. */
export interface AssignmentView extends AssignmentInput {
  id: string;
  position: number;
  changedAt: string;
  changedBy: string;
  /** Why it can never decide: what stands before it takes everything, it is over, its template or groups are gone. */
  conflicts: { code: 'HIDDEN' | 'OVER' | 'TEMPLATE' | 'GROUP'; message: string; by?: string }[];
  /** Its groups by name, as far as they are there. */
  groups: { id: string; name: string }[];
}

/** `GET /api/v1/assignments`: all of them, in order. The answer's ETag is that of the list as a whole. */
export interface AssignmentsAnswer {
  items: AssignmentView[];
  timeZone: string;
}

/** Why one assignment or campaign was chosen or passed over. */
export interface AssignmentStep {
  assignment: string;
  name: string;
  template: string | null;
  matched: boolean;
  reason: string;
  /** The condition with every value it met, where it has one. */
  condition?: ConditionTrail;
}

/** The same for campaigns. */
export interface CampaignStep {
  campaign: string;
  name: string;
  matched: boolean;
  reason: string;
  condition?: ConditionTrail;
}

/** `GET /api/v1/explain`: which template somebody gets and why, with everything that was passed over. */
export interface Explanation {
  template: string | null;
  reason: string;
  trail: AssignmentStep[];
  /** The campaign whose banner it carries, and why not the others. */
  campaign: string | null;
  campaigns: CampaignStep[];
  /** What was asked: the moment and its zone, and what of the mail decides. */
  asked?: {
    person: { id: string; name: string };
    from: string;
    composeType: z.infer<typeof composeTypeSchema>;
    recipients: z.infer<typeof recipientsSchema>;
    at: string;
    timeZone: string;
  };
}

/** `GET /api/v1/people-without-signature`: how many active people get none for a new mail now. */
export interface UnsignedView {
  people: number;
  /** How many of them were looked at; where not all of them were, `without` is the least it can be. */
  checked: number;
  complete: boolean;
  without: number;
  /** Some of them. */
  samples: { id: string; name: string }[];
}

/** `GET /api/v1/explain?address=&from=&composeType=&recipients=&at=`; a person by any address, or by id. */
export const explainQuerySchema = z.object({
  address: z.string().trim().max(320).optional(),
  person: z.string().max(200).optional(),
  from: z.string().trim().max(320).optional(),
  composeType: composeTypeSchema.default('newMail'),
  recipients: recipientsSchema.optional(),
  at: z.string().max(40).optional(),
});
