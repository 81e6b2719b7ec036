import { z } from 'zod';
import { type ImageView, type ImportedSignature, imageUploadSchema, importQuerySchema } from '../image.ts';
import { editors, listOf, pixel, readers, room } from './route.ts';
import { templateProblem } from './template-api.ts';

const file = z.strictObject({
  file: z.string(),
  url: z.string(),
  contentType: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});
const image: z.ZodType<ImageView> = z
  .strictObject({
    name: z.string(),
    alt: z.string(),
    width: z.number(),
    height: z.number(),
    animated: z.boolean(),
    double: file,
    single: file,
    dark: file.optional(),
    usedBy: z.array(
      z.strictObject({
        kind: z.enum(['template', 'campaign']),
        id: z.string(),
        title: z.string(),
        in: z.enum(['draft', 'published', 'waiting']).optional(),
      }),
    ),
    changedAt: z.string(),
    changedBy: z.string(),
  })
  .meta({ id: 'Image' });
const imported: z.ZodType<ImportedSignature> = z
  .strictObject({
    source: z.strictObject({ html: z.string() }),
    fields: z.array(
      z.strictObject({
        field: z.string(),
        expression: z.string(),
        found: z.string(),
        times: z.number(),
        sure: z.boolean(),
      }),
    ),
    images: z.array(z.string()),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'ImportedSignature' });

/** The library of images, and what reads files of signatures. */
export const imageApi = room('Images and files', '/api/v1', [
  {
    ...{
      method: 'get',
      path: '/images',
      does: 'The images that templates can show, with where they are',
      may: readers,
    },
    answers: { 200: listOf(image) },
  },
  {
    ...{ method: 'post', path: '/images', does: 'Upload a PNG, JPEG or GIF of at most 4 MB', may: editors },
    query: imageUploadSchema,
    body: { schema: { type: 'image/png' }, example: pixel },
    answers: { 201: image },
  },
  {
    ...{ method: 'delete', path: '/images/:name', does: 'Delete an image that nothing shows', may: editors },
    answers: { 204: null },
  },
  {
    ...{ method: 'post', path: '/templates/import', does: 'Propose a template for an Outlook signature', may: editors },
    query: importQuerySchema,
    body: { schema: { type: 'text/html' }, example: '<p>Anna Berg</p><p>anna.berg@contoso.com</p>' },
    answers: { 200: imported },
  },
  {
    ...{ method: 'get', path: '/templates/:id/lint', does: 'What readers would see wrong, with advice', may: readers },
    answers: { 200: listOf(templateProblem) },
  },
]);
