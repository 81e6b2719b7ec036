import { z } from 'zod';
import { localTimeSchema } from './local-time.ts';
import { nameSchema } from './name.ts';

/** The longest source of one variant, in characters. Far above any signature, far below what costs time to compile. */
export const longestSource = 60_000;

/** Names of templates, assignments and campaigns: short, fit for a folder and a URL, and never changed. */
export const nameIdSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'must be small letters, digits and hyphens, like sales-banner');

/**
 * An image a template shows by its name: the file (in twice the pixels), the size it is shown in, and its words. `single` has half the
 * pixels, `dark` is for dark backgrounds.
 */
const templateImageSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'),
  file: z.string().max(200),
  width: z.number().int().min(1).max(2000),
  height: z.number().int().min(1).max(2000),
  alt: z.string().max(200).default(''),
  single: z.string().max(200).optional(),
  dark: z.string().max(200).optional(),
});
export type TemplateImage = z.infer<typeof templateImageSchema>;

/** `meta.json` of a template: what people see of it, and the images it shows. */
export const templateMetaSchema = z.object({
  title: nameSchema(200),
  description: z.string().trim().max(1000).default(''),
  fields: z.array(z.string().max(60)).max(60).default([]),
  images: z.array(templateImageSchema).max(20).default([]),
  imageMode: z.enum(['hosted', 'embedded']).default('hosted'),
});
export type TemplateMeta = z.infer<typeof templateMetaSchema>;

/** One variant of a source. */
export const variantSchema = z.string().max(longestSource, `is longer than ${longestSource} characters`);

/** What an author writes: Handlebars for HTML, and for plain text unless that is to be derived from the HTML. */
export const templateSourceSchema = z.strictObject({ html: variantSchema, text: variantSchema.optional() });
export type TemplateSource = z.infer<typeof templateSourceSchema>;

/** `POST /api/v1/templates`: blank, from a starter, as a copy of another template, or with a source of its own. */
export const newTemplateSchema = z.strictObject({
  /** Absent: made of the title. */
  id: nameIdSchema.optional(),
  title: nameSchema(200),
  description: z.string().trim().max(1000).optional(),
  starter: nameIdSchema.optional(),
  copyOf: nameIdSchema.optional(),
  source: templateSourceSchema.optional(),
});
export type NewTemplate = z.infer<typeof newTemplateSchema>;

/**
 * `PUT /api/v1/templates/:id/draft`, with `If-Match`. What is absent stays; `text: null` derives the text from the HTML again. A draft
 * that cannot be rendered yet is kept all the same: the answer's `problems` say what is wrong, and publishing refuses it.
 */
export const draftSchema = z.strictObject({
  title: nameSchema(200).optional(),
  description: z.string().trim().max(1000).optional(),
  imageMode: templateMetaSchema.shape.imageMode.unwrap().optional(),
  images: templateMetaSchema.shape.images.unwrap().optional(),
  html: variantSchema.optional(),
  text: variantSchema.nullable().optional(),
});
export type DraftChange = z.infer<typeof draftSchema>;

/** `POST /api/v1/templates/:id/publish`: now, or `at` a time in the tenant's zone. With `If-Match`: exactly the draft that was seen. */
export const publishSchema = z.strictObject({
  at: localTimeSchema.optional(),
  note: z.string().trim().max(500).optional(),
});
export type PublishRequest = z.infer<typeof publishSchema>;

/** `POST /api/v1/templates/:id/reject`. */
export const rejectSchema = z.strictObject({ reason: z.string().trim().max(500).optional() });

/** `POST /api/v1/templates/:id/rollback`. */
export const rollbackSchema = z.strictObject({
  version: z.number().int().min(1),
  note: z.string().trim().max(500).optional(),
});

/**
 * `draft`: never published; `published`; `changed`: published, and its draft differs; `archived`: kept for its history, nobody can be
 * given it.
 */
export const templateStates = ['draft', 'published', 'changed', 'archived'] as const;
export type TemplateState = (typeof templateStates)[number];

/** What waits to be published: for somebody else's approval, or for its time. The draft may be worked on meanwhile. */
export interface TemplateWaiting {
  state: 'approval' | 'scheduled';
  by: string;
  requestedAt: string;
  note?: string;
  /** Who approved it, where that was needed. */
  approvedBy?: string;
  /** The local time it is scheduled for, and the moment that is. */
  at?: string;
  publishAt?: string;
  /** Why it could not be published at its time. */
  problem?: string;
}

/** One template in a list. */
export interface TemplateView {
  id: string;
  title: string;
  description: string;
  state: TemplateState;
  /** The published version that people get; 0: none yet. */
  version: number;
  publishedAt?: string;
  publishedBy?: string;
  /** The last change of the draft or of what is published. */
  changedAt: string;
  changedBy: string;
  /** Characters of the HTML source. */
  size: number;
  usedBy: { id: string; name: string }[];
  waiting?: TemplateWaiting;
}

/** Something wrong with a source, with its place where it has one (line and column from 1). */
export interface TemplateProblem {
  /** `error`: nobody can be given it; `warning`: some readers see it wrong; `notice`: worth knowing. */
  severity: 'error' | 'warning' | 'notice';
  /** Which rule of the lint says so. */
  rule?: string;
  message: string;
  /** What to do about it. */
  advice?: string;
  variant?: 'html' | 'text';
  line?: number;
  column?: number;
}

/** One template to work on: `source` is the draft, or what is published while there is no draft. */
export interface TemplateDetail extends TemplateView {
  meta: TemplateMeta;
  source: TemplateSource;
  problems: TemplateProblem[];
}

/** One version of the history. */
export interface TemplateVersionView {
  version: number;
  publishedAt: string;
  publishedBy: string;
  approvedBy?: string;
  note?: string;
  /** The version it was rolled back to. */
  restored?: number;
  /** Is it the one that people get? */
  current: boolean;
}

/** `GET /api/v1/templates`. */
export const templateListSchema = z.object({ archived: z.enum(['true', 'false']).default('false') });

/** Which state of a template: a version by number, the published one, or the draft. */
export const stageSchema = z.union([z.literal(['published', 'draft']), z.coerce.number().int().min(1)]);
export type Stage = z.infer<typeof stageSchema>;

/** `GET /api/v1/templates/:id/content?stage=`. */
export const contentQuerySchema = z.object({ stage: stageSchema.default('published') });

/** `GET /api/v1/templates/:id/diff?from=&to=`. */
export const diffQuerySchema = z.object({
  from: stageSchema.default('published'),
  to: stageSchema.default('draft'),
});

/** Lines of one part as they were and are. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** What differs between two states of a template, part by part; equal parts are left out. */
export interface TemplateDiff {
  from: string;
  to: string;
  parts: { part: 'html' | 'text' | 'meta'; added: number; removed: number; lines: DiffLine[] }[];
}
