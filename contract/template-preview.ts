import { z } from 'zod';
import {
  type ComposeType,
  composeTypeSchema,
  type Recipients,
  recipientsSchema,
  type SignatureImage,
} from './signature.ts';
import { nameIdSchema, type TemplateProblem, templateMetaSchema, variantSchema } from './template.ts';

/** Of whom, from which address, for which mail and when: a person by any address or by id; absent: somebody made up. */
const subject = {
  address: z.string().trim().max(320).optional(),
  person: z.string().max(200).optional(),
  from: z.string().trim().max(320).optional(),
  composeType: composeTypeSchema.default('newMail'),
  recipients: recipientsSchema.optional(),
  at: z.string().max(40).optional(),
};

/** `POST /api/v1/templates/preview` and `…/:id/preview`: a source that need not be saved; absent parts are the starter's or draft's. */
export const templatePreviewSchema = z.strictObject({
  ...subject,
  /** One of the starters, before anything is made of it. */
  starter: nameIdSchema.optional(),
  html: variantSchema.optional(),
  text: variantSchema.nullable().optional(),
  images: templateMetaSchema.shape.images.unwrap().optional(),
});
export type TemplatePreviewRequest = z.infer<typeof templatePreviewSchema>;

/** What a template looks like for somebody; `html` and `text` are null while its problems are errors. */
export interface TemplatePreview {
  html: string | null;
  text: string | null;
  images: SignatureImage[];
  /** Characters of the HTML; Outlook takes fewer than 30,000. */
  size: number;
  problems: TemplateProblem[];
  person: { id: string; name: string };
  /** The moment it shows, and the campaign whose banner it carries then. */
  at: string;
  campaign: string | null;
}

/** `POST /api/v1/templates/:id/impact`: what publishing this (absent: the draft) would change, for whom. */
export const templateImpactSchema = z.strictObject({
  html: variantSchema.optional(),
  text: variantSchema.nullable().optional(),
  images: templateMetaSchema.shape.images.unwrap().optional(),
  samples: z.number().int().min(0).max(20).default(5),
  at: z.string().max(40).optional(),
});

/** Whose signatures would differ, counted over everyone as far as the time allowed, with some of them before and after. */
export interface ImpactView {
  people: number;
  /** How many of them were looked at. */
  checked: number;
  /** Was there time for all? */
  complete: boolean;
  affected: number;
  samples: {
    person: { id: string; name: string; address?: string };
    composeType: ComposeType;
    recipients: Recipients;
    reason: string;
    /** HTML; null: no signature. */
    before: string | null;
    after: string | null;
  }[];
}
