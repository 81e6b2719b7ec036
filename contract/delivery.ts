import { z } from 'zod';
import { personStates, searchSchema } from './person.ts';
import { composeTypeSchema, signatureFormatSchema } from './signature.ts';

/** What became of one attempt to put a signature into a message; `none`: this sender gets none. */
export const deliveryOutcomes = ['inserted', 'insertedFromCache', 'unchanged', 'none', 'failed'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** What made the add-in look for a signature. */
export const deliveryOccasions = ['opened', 'fromChanged', 'recipientsChanged', 'send', 'pane'] as const;
export type DeliveryOccasion = (typeof deliveryOccasions)[number];

/** The Outlooks there are; `classic` is classic Outlook on Windows. Reports name others as they name themselves. */
export const outlookClients = ['classic', 'newWindows', 'web', 'mac', 'ios', 'android'] as const;
export type OutlookClient = (typeof outlookClients)[number];

/**
 * One report of the add-in. No content, no recipients. `id` is made by the add-in: a report that comes twice counts once.
 * `milliseconds`: from the event to the signature in the message.
 */
export const deliverySchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be up to 64 letters, digits, - and _')
    .optional(),
  at: z.iso.datetime().optional(),
  occasion: z.enum(deliveryOccasions).optional(),
  from: z.string().max(320).optional(),
  composeType: composeTypeSchema,
  format: signatureFormatSchema,
  outcome: z.enum(deliveryOutcomes),
  template: z.object({ id: z.string().max(200), version: z.number() }).optional(),
  client: z.object({ platform: z.string().max(60), version: z.string().max(60) }).optional(),
  milliseconds: z.number().nonnegative().optional(),
  error: z.string().max(200).optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** `POST /api/v1/me/deliveries`: one report, or several at once. */
export const reportsSchema = z.union([deliverySchema, z.array(deliverySchema).min(1).max(100)]);

/**
 * `GET /api/v1/deliveries`: who has the signature in Outlook, and who not. `seen=no`: those Signet never heard of. By name; where only
 * what was reported narrows the list (`seen=yes`, `client`, `outcome`), the newest report comes first.
 */
export const coverageQuerySchema = z.object({
  query: searchSchema.optional(),
  group: z.string().max(200).optional(),
  state: z.enum(personStates).optional(),
  seen: z.enum(['yes', 'no']).optional(),
  client: z.string().max(60).optional(),
  outcome: z.enum(deliveryOutcomes).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type CoverageQuery = z.infer<typeof coverageQuerySchema>;

/** One person in the list of who has the signature. */
export interface CoverageView {
  person: { id: string; name: string; address?: string };
  /** The last report, whatever its outcome; absent: none yet. */
  last?: Omit<Delivery, 'id' | 'at'> & { at: string };
  /** When a signature was last put into a message. */
  insertedAt?: string;
  /** Every Outlook this person was seen with, the latest first. */
  clients: { platform: string; version: string; at: string }[];
}

/** `GET /api/v1/deliveries/summary`: how far the add-in has come. */
export interface CoverageSummary {
  /** How many people are active. */
  people: number;
  /** How many people were heard of, with their last outcome. Those who were paused or removed since are among them. */
  heardOf: number;
  outcomes: { outcome: DeliveryOutcome; people: number }[];
  /** Every Outlook and version in use, the most used first; who uses two counts with both. */
  clients: { platform: string; version: string; people: number }[];
}

/** `GET /api/v1/deliveries/:personId`: what is kept of one person's deliveries, newest first. */
export interface DeliveriesView {
  items: (Omit<Delivery, 'id' | 'at'> & { at: string })[];
}
