import { z } from 'zod';
import { composeTypeSchema, recipientsSchema, signatureImageSchema } from '../signature.ts';
import {
  contentQuerySchema,
  diffQuerySchema,
  draftSchema,
  newTemplateSchema,
  publishSchema,
  rejectSchema,
  rollbackSchema,
  type TemplateDetail,
  type TemplateDiff,
  type TemplateVersionView,
  type TemplateView,
  templateListSchema,
  templateMetaSchema,
  templateSourceSchema,
  templateStates,
} from '../template.ts';
import {
  type ImpactView,
  type TemplatePreview,
  templateImpactSchema,
  templatePreviewSchema,
} from '../template-preview.ts';
import { type ApiRoute, editors, listOf, readers, room } from './route.ts';

const view = {
  id: z.string(),
  title: z.string(),
  description: z.string(),
  state: z.enum(templateStates),
  version: z.number(),
  publishedAt: z.string().optional(),
  publishedBy: z.string().optional(),
  changedAt: z.string(),
  changedBy: z.string(),
  size: z.number(),
  usedBy: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  waiting: z
    .strictObject({
      state: z.enum(['approval', 'scheduled']),
      by: z.string(),
      requestedAt: z.string(),
      note: z.string().optional(),
      approvedBy: z.string().optional(),
      at: z.string().optional(),
      publishAt: z.string().optional(),
      problem: z.string().optional(),
    })
    .optional(),
};
const template: z.ZodType<TemplateView> = z.strictObject(view).meta({ id: 'TemplateInList' });

export const templateProblem = z
  .strictObject({
    severity: z.enum(['error', 'warning', 'notice']),
    rule: z.string().optional(),
    message: z.string(),
    advice: z.string().optional(),
    variant: z.enum(['html', 'text']).optional(),
    line: z.number().optional(),
    column: z.number().optional(),
  })
  .meta({ id: 'TemplateProblem' });
const content = { meta: templateMetaSchema, source: templateSourceSchema };
const detail: z.ZodType<TemplateDetail> = z
  .strictObject({ ...view, ...content, problems: z.array(templateProblem) })
  .meta({ id: 'Template' });

const version: z.ZodType<TemplateVersionView> = z
  .strictObject({
    version: z.number(),
    publishedAt: z.string(),
    publishedBy: z.string(),
    approvedBy: z.string().optional(),
    note: z.string().optional(),
    restored: z.number().optional(),
    current: z.boolean(),
  })
  .meta({ id: 'TemplateVersion' });

const line = z.strictObject({ kind: z.enum(['same', 'removed', 'added']), text: z.string() });
const diff: z.ZodType<TemplateDiff> = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    parts: z.array(
      z.strictObject({
        part: z.enum(['html', 'text', 'meta']),
        added: z.number(),
        removed: z.number(),
        lines: z.array(line),
      }),
    ),
  })
  .meta({ id: 'TemplateDiff' });

/** Writing a template: drafts that nobody gets. */
const writing: ApiRoute[] = [
  {
    ...{
      method: 'get',
      path: '',
      does: 'All templates, or the archived ones',
      may: readers,
      query: templateListSchema,
    },
    answers: { 200: listOf(template) },
  },
  {
    ...{ method: 'post', path: '', does: 'A new one: blank, from a starter, or a copy', may: editors },
    body: { schema: newTemplateSchema, example: { title: 'Sales', starter: 'classic' } },
    answers: { 201: detail },
  },
  {
    ...{ method: 'get', path: '/starters', does: 'What new templates can start from', may: readers },
    answers: { 200: listOf(z.strictObject({ id: z.string(), title: z.string(), description: z.string() })) },
  },
  { method: 'get', path: '/:id', does: 'One template, with its draft', may: readers, answers: { 200: detail } },
  {
    ...{ method: 'delete', path: '/:id', does: 'Delete it with its history, unless it is in use', may: editors },
    answers: { 204: null },
  },
  {
    ...{
      method: 'put',
      path: '/:id/draft',
      does: 'Save the draft, also an unfinished one; takes If-Match',
      may: editors,
    },
    body: { schema: draftSchema, example: { html: '<p>{{name}}</p>' } },
    answers: { 200: detail },
  },
  {
    ...{ method: 'delete', path: '/:id/draft', does: 'Go back to what is published', may: editors },
    answers: { 200: detail },
  },
  {
    ...{ method: 'post', path: '/:id/archive', does: 'Put it away, unless it is in use', may: editors },
    answers: { 200: detail },
  },
  { method: 'post', path: '/:id/restore', does: 'Bring it back', may: editors, answers: { 200: detail } },
  {
    ...{ method: 'get', path: '/:id/versions', does: 'Its history, newest first', may: readers },
    answers: { 200: listOf(version) },
  },
  {
    ...{ method: 'get', path: '/:id/content', does: 'The source of a version', may: readers },
    query: contentQuerySchema,
    answers: { 200: z.strictObject({ stage: z.string(), ...content }) },
  },
  {
    ...{ method: 'get', path: '/:id/diff', does: 'What differs between two versions', may: readers },
    query: diffQuerySchema,
    answers: { 200: diff },
  },
];

/** Bringing it to people; 202: it waits for a second person or for its time. Editors may where the tenant lets them. */
const publishing: ApiRoute[] = [
  {
    ...{ method: 'post', path: '/:id/publish', does: 'Publish the draft, now or later; takes If-Match', may: editors },
    body: { schema: publishSchema, example: { note: 'New address' } },
    answers: { 200: detail, 202: detail },
  },
  {
    ...{ method: 'post', path: '/:id/approve', does: 'Agree to what somebody else asked to publish', may: editors },
    answers: { 200: detail, 202: detail },
  },
  {
    ...{ method: 'post', path: '/:id/reject', does: 'Refuse it', may: editors },
    body: { schema: rejectSchema, example: { reason: 'The address is the old one' } },
    answers: { 200: detail },
  },
  {
    ...{ method: 'delete', path: '/:id/waiting', does: 'Take back what waits to be published', may: editors },
    answers: { 200: detail },
  },
  {
    ...{ method: 'post', path: '/:id/rollback', does: 'Make an earlier version what people get', may: editors },
    body: { schema: rollbackSchema, example: { version: 1 } },
    answers: { 200: detail },
  },
];

const html = z.string().nullable();
export const impact: z.ZodType<ImpactView> = z
  .strictObject({
    people: z.number(),
    checked: z.number(),
    complete: z.boolean(),
    affected: z.number(),
    samples: z.array(
      z.strictObject({
        person: z.strictObject({ id: z.string(), name: z.string(), address: z.string().optional() }),
        ...{ composeType: composeTypeSchema, recipients: recipientsSchema, reason: z.string() },
        ...{ before: html, after: html },
      }),
    ),
  })
  .meta({ id: 'Impact' });
const preview: z.ZodType<TemplatePreview> = z
  .strictObject({
    ...{ html, text: html, images: z.array(signatureImageSchema), size: z.number() },
    problems: z.array(templateProblem),
    person: z.strictObject({ id: z.string(), name: z.string() }),
    ...{ at: z.string(), campaign: html },
  })
  .meta({ id: 'TemplatePreview' });
const previewBody = { schema: templatePreviewSchema, example: { html: '<p>{{name}}</p>', composeType: 'reply' } };

/** Looking before doing. */
const looking: ApiRoute[] = [
  {
    ...{ method: 'post', path: '/preview', does: 'What a source looks like for somebody', may: readers },
    ...{ body: previewBody, answers: { 200: preview } },
  },
  {
    ...{ method: 'post', path: '/:id/preview', does: 'What a template looks like for somebody', may: readers },
    ...{ body: previewBody, answers: { 200: preview } },
  },
  {
    ...{ method: 'post', path: '/:id/impact', does: 'What publishing it would change, for whom', may: readers },
    body: { schema: templateImpactSchema, example: { samples: 3 } },
    answers: { 200: impact },
  },
];

/** Templates, their versions, and publishing. */
export const templateApi = room('Templates', '/api/v1/templates', [...writing, ...publishing, ...looking]);
