import { z } from 'zod';

/** What the mail being written is. */
export const composeTypes = ['newMail', 'reply', 'forward'] as const;
export const composeTypeSchema = z.enum(composeTypes);
export type ComposeType = z.infer<typeof composeTypeSchema>;

/** The two variants of a signature. */
export const signatureFormats = ['html', 'text'] as const;
export const signatureFormatSchema = z.enum(signatureFormats);
export type SignatureFormat = z.infer<typeof signatureFormatSchema>;

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

/** `GET /api/v1/me/signatures`: all addresses × compose types; `signature: null` where this person gets none. */
export const signaturesAnswerSchema = z.object({
  signatures: z.array(
    z.object({ from: z.string(), composeType: composeTypeSchema, answer: signatureAnswerSchema.nullable() }),
  ),
});
export type SignaturesAnswer = z.infer<typeof signaturesAnswerSchema>;

/** `GET /api/v1/me/signature?from=&composeType=&format=`. */
export const signatureQuerySchema = z.object({
  from: z.string().trim().max(320).optional(),
  composeType: composeTypeSchema.default('newMail'),
  format: signatureFormatSchema.optional(),
});

/** `POST /api/v1/me/deliveries`: what became of one insertion. No content, no recipients. */
export const deliverySchema = z.object({
  from: z.string().max(320).optional(),
  composeType: composeTypeSchema,
  format: signatureFormatSchema,
  outcome: z.enum(['inserted', 'insertedFromCache', 'unchanged', 'none', 'failed']),
  template: z.object({ id: z.string().max(200), version: z.number() }).optional(),
  client: z.object({ platform: z.string().max(60), version: z.string().max(60) }).optional(),
  milliseconds: z.number().nonnegative().optional(),
  error: z.string().max(200).optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;
