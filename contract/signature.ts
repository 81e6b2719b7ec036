import { z } from 'zod';
import { addinSettingsSchema } from './addin.ts';
import { fieldValueSchema, personFieldSchema } from './person.ts';

/** What the mail being written is. */
export const composeTypes = ['newMail', 'reply', 'forward'] as const;
export const composeTypeSchema = z.enum(composeTypes);
export type ComposeType = z.infer<typeof composeTypeSchema>;

/** The two variants of a signature. */
export const signatureFormats = ['html', 'text'] as const;
export const signatureFormatSchema = z.enum(signatureFormats);
export type SignatureFormat = z.infer<typeof signatureFormatSchema>;

/** Who reads a mail: colleagues only, or anyone else too. A mail without recipients yet counts as `external`. */
export const recipientsSchema = z.enum(['internal', 'external']);
export type Recipients = z.infer<typeof recipientsSchema>;

/** An image a signature shows. `base64` is there when the template embeds it (the HTML then says `cid:<name>`). */
export const signatureImageSchema = z.object({
  name: z.string(),
  contentType: z.string(),
  url: z.string(),
  base64: z.string().optional(),
});
export type SignatureImage = z.infer<typeof signatureImageSchema>;

/** `GET /api/v1/me/signature`: without `format` both variants come, with it only that one. */
export const signatureAnswerSchema = z.object({
  signature: z.object({
    html: z.string().optional(),
    text: z.string().optional(),
    images: z.array(signatureImageSchema),
    marker: z.string(),
  }),
  template: z.object({ id: z.string(), version: z.number() }),
  person: z.object({ id: z.string() }),
  validUntil: z.iso.datetime().optional(),
});
export type SignatureAnswer = z.infer<typeof signatureAnswerSchema>;

/**
 * `GET /api/v1/me/signatures`: all addresses × compose types; `answer: null` where this person gets none. Where internal and external
 * mail differ there are two entries, the one for internal recipients first, and `needsRecipients` says so; else one entry without
 * `recipients` that holds for both. An entry is good until its `validUntil` (a date or a campaign begins or ends): ask again then.
 */
export const signaturesAnswerSchema = z.object({
  signatures: z.array(
    z.object({
      from: z.string(),
      composeType: composeTypeSchema,
      recipients: recipientsSchema.optional(),
      answer: signatureAnswerSchema.nullable(),
      validUntil: z.iso.datetime().optional(),
    }),
  ),
  /** Does any entry depend on who reads the mail? */
  needsRecipients: z.boolean().optional(),
  /** The domains that count as internal, lower case. */
  internalDomains: z.array(z.string()).optional(),
  /** How the add-in of this tenant behaves. */
  addin: addinSettingsSchema.optional(),
});
export type SignaturesAnswer = z.infer<typeof signaturesAnswerSchema>;

/** `GET /api/v1/me/signature?from=&composeType=&recipients=&format=`. */
export const signatureQuerySchema = z.object({
  from: z.string().trim().max(320).optional(),
  composeType: composeTypeSchema.default('newMail'),
  recipients: recipientsSchema.optional(),
  format: signatureFormatSchema.optional(),
});

/** `GET /api/v1/people/:id/signature`: the same for whoever looks after people, also at another time. */
export const previewQuerySchema = signatureQuerySchema.extend({
  /** A date or local time in the tenant's zone (`2027-01-31T09:00`), or a moment with its offset; absent: now. */
  at: z.string().max(40).optional(),
});

/** `GET /api/v1/me/profile`: who the add-in's user is here, and which signatures they may choose among. */
export interface ProfileAnswer {
  person: { id: string };
  name: string;
  address?: string;
  addresses: string[];
  /** Per compose type where there is a choice: what is offered, and what is taken; `chosen: null` is the default, the first one. */
  choices: { composeType: ComposeType; offered: { template: string; title: string }[]; chosen: string | null }[];
  /** The fields they may edit themselves. */
  fields: OwnField[];
}

/** A field that people may edit themselves: what is shown, empty where there is nothing, and whether it was entered by hand. */
export interface OwnField {
  name: string;
  value: string;
  byHand: boolean;
}

/**
 * `PATCH /api/v1/me/profile`: a person's own choice by compose type, where null goes back to the default; and their own fields, where
 * null follows the directory again.
 */
export const profileChangeSchema = z.strictObject({
  choices: z.partialRecord(composeTypeSchema, z.string().max(100).nullable()).default({}),
  fields: z.partialRecord(personFieldSchema, fieldValueSchema.nullable()).optional(),
});
export type ProfileChange = z.infer<typeof profileChangeSchema>;
