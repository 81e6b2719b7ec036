import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';

/** The longest source of one variant, in characters. Far above any signature, far below what costs time to compile. */
export const longestSource = 60_000;

/** An image a template shows by its name: the file, the size it is shown in, and its words; `dark`: the file for dark backgrounds. */
const templateImageSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens'),
  file: z.string().max(200),
  width: z.number().int().min(1).max(2000),
  height: z.number().int().min(1).max(2000),
  alt: z.string().max(200).default(''),
  dark: z.string().max(200).optional(),
});
export type TemplateImage = z.infer<typeof templateImageSchema>;

/** `meta.json` of a template: what people see of it, and the images it shows. */
export const templateMetaSchema = z.object({
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(1000).default(''),
  fields: z.array(z.string().max(60)).max(60).default([]),
  images: z.array(templateImageSchema).max(20).default([]),
  imageMode: z.enum(['hosted', 'embedded']).default('hosted'),
});
export type TemplateMeta = z.infer<typeof templateMetaSchema>;

/** What an author writes: Handlebars for HTML, and for plain text unless that is to be derived from the HTML. */
export interface TemplateSource {
  html: string;
  text?: string;
}

/** One published version of a template; it never changes. */
export interface TemplateVersion {
  tenantId: string;
  id: string;
  version: number;
  meta: TemplateMeta;
  source: TemplateSource;
  publishedAt: Date;
}

/** One template in a list. */
export interface TemplateView {
  id: string;
  title: string;
  description: string;
  version: number;
  publishedAt: string;
}

/** Where something in a template stands: line and column count from 1. */
export interface Place {
  variant: 'html' | 'text';
  line: number;
  column: number;
}

/** The error of a template that cannot be used: TEMPLATE_INVALID, with the place in the message and in the details. */
export function templateError(message: string, place: Place, cause?: unknown): SignetError {
  const where = `${place.variant}.hbs, line ${place.line}, column ${place.column}`;
  return new SignetError('TEMPLATE_INVALID', `${where}: ${message}`, {
    details: { ...place, problem: message },
    cause,
  });
}

/** Line and column (from 1) of an offset in a text. */
export function placeAt(source: string, offset: number, variant: Place['variant']): Place {
  const before = source.slice(0, offset);
  return { variant, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
