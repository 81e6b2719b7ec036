import { z } from 'zod';
import {
  type BulkResult,
  bulkActions,
  bulkSchema,
  editPersonSchema,
  followSchema,
  type GrantView,
  grantSchema,
  type ImportResult,
  newPersonSchema,
  type PersonView,
  peopleQuerySchema,
  personKinds,
  personStates,
  reasonedSchema,
} from '../person.ts';
import { previewQuerySchema, signatureAnswerSchema } from '../signature.ts';
import { admins, editors, listOf, pageOf, pixel, readers, room } from './route.ts';
import { historyEntry } from './run-answers.ts';

const texts = z.record(z.string(), z.string());
const person: z.ZodType<PersonView> = z
  .strictObject({
    id: z.string(),
    source: z.enum(['directory', 'manual']),
    kind: z.enum(personKinds),
    state: z.enum(personStates),
    address: z.string().optional(),
    addresses: z.array(z.string()),
    formerAddresses: z.array(z.strictObject({ address: z.string(), until: z.string() })).optional(),
    fields: texts,
    sources: z.record(z.string(), z.enum(['directory', 'hand'])).optional(),
    overrides: texts.optional(),
    dataSync: z.boolean().optional(),
    photo: z.strictObject({ tag: z.string(), uploaded: z.boolean() }).optional(),
    endedAt: z.string().optional(),
    removed: z.strictObject({ at: z.string(), reason: z.string().optional() }).optional(),
    groups: z.array(z.strictObject({ id: z.string(), name: z.string(), byHand: z.literal(true).optional() })),
    updatedAt: z.string(),
  })
  .meta({ id: 'Person' });

const bulkResult: z.ZodType<BulkResult> = z.strictObject({
  action: z.enum(bulkActions),
  matched: z.number(),
  changed: z.number(),
});

const importResult: z.ZodType<ImportResult> = z
  .strictObject({
    dryRun: z.boolean(),
    created: z.number(),
    updated: z.number(),
    unchanged: z.number(),
    problems: z.array(z.strictObject({ line: z.number(), column: z.string().optional(), message: z.string() })),
    people: z.array(
      z.strictObject({
        line: z.number(),
        address: z.string(),
        name: z.string(),
        what: z.enum(['create', 'update', 'unchanged']),
        fields: z.array(z.strictObject({ field: z.string(), old: z.string().optional(), new: z.string().optional() })),
      }),
    ),
  })
  .meta({ id: 'ImportResult' });

const grant: z.ZodType<GrantView> = z
  .strictObject({
    id: z.string(),
    to: z.union([
      z.strictObject({ kind: z.literal('person'), id: z.string(), name: z.string(), address: z.string().optional() }),
      z.strictObject({ kind: z.literal('group'), id: z.string(), name: z.string() }),
    ]),
    grantedAt: z.string(),
    grantedBy: z.string(),
  })
  .meta({ id: 'SenderGrant' });
const grantee = { schema: grantSchema, example: { address: 'anna@example.com' } };

/** Who is managed, and what is done to them by hand. */
export const peopleApi = room('People', '/api/v1', [
  {
    ...{ method: 'get', path: '/people', does: 'People by name', may: readers, query: peopleQuerySchema },
    answers: { 200: pageOf(person) },
  },
  {
    ...{ method: 'post', path: '/people', does: 'Enter somebody by hand', may: editors },
    body: {
      schema: newPersonSchema,
      example: { address: 'anna@example.com', fields: { displayName: 'Anna Berg', jobTitle: 'Consultant' } },
    },
    answers: { 201: person },
  },
  {
    ...{ method: 'post', path: '/people/bulk', does: 'Pause, resume, end, remove or restore many', may: editors },
    body: { schema: bulkSchema, example: { action: 'pause', query: { group: 'Sales' } } },
    answers: { 200: bulkResult },
  },
  {
    ...{ method: 'post', path: '/people/import', does: 'Enter people from a CSV file', may: editors },
    query: z.object({ dryRun: z.enum(['true', 'false', '1', '0', '']).optional() }),
    body: { schema: { type: 'text/csv' }, example: 'address,displayName\nanna@example.com,Anna Berg\n' },
    answers: { 200: importResult, 422: importResult },
  },
  { method: 'get', path: '/people/:id', does: 'One person', may: readers, answers: { 200: person } },
  {
    ...{ method: 'patch', path: '/people/:id', does: 'Change somebody; takes If-Match', may: editors },
    body: { schema: editPersonSchema, example: { fields: { jobTitle: 'Head of Sales' } } },
    answers: { 200: person },
  },
  {
    ...{ method: 'delete', path: '/people/:id', does: 'Remove somebody; can be undone for a while', may: admins },
    query: reasonedSchema,
    answers: { 200: person },
  },
  {
    ...{ method: 'get', path: '/people/:id/photo', does: "Somebody's photo", may: readers },
    answers: { 200: { type: 'image/jpeg' } },
  },
  {
    ...{ method: 'put', path: '/people/:id/photo', does: 'Upload a photo: PNG, JPEG or GIF of 4 MB', may: editors },
    body: { schema: { type: 'image/png' }, example: pixel },
    answers: { 200: person },
  },
  {
    ...{ method: 'delete', path: '/people/:id/photo', does: 'Take an uploaded photo back', may: editors },
    answers: { 200: person },
  },
  {
    ...{ method: 'post', path: '/people/:id/follow', does: 'Let fields follow the directory again', may: editors },
    body: { schema: followSchema, example: { fields: ['jobTitle'] } },
    answers: { 200: person },
  },
  {
    ...{ method: 'post', path: '/people/:id/restore', does: 'Bring somebody back', may: editors },
    answers: { 200: person },
  },
  {
    ...{ method: 'get', path: '/people/:id/grants', does: 'Who may send as this mailbox', may: readers },
    answers: { 200: listOf(grant) },
  },
  {
    ...{ method: 'post', path: '/people/:id/grants', does: 'Let somebody send as this mailbox', may: editors },
    body: grantee,
    answers: { 200: listOf(grant), 201: listOf(grant) },
  },
  {
    ...{ method: 'delete', path: '/people/:id/grants', does: 'Take that back: ?address= or ?group=', may: editors },
    query: z.object({ address: z.string().optional(), group: z.string().optional() }),
    answers: { 200: listOf(grant) },
  },
  {
    ...{ method: 'get', path: '/people/:id/history', does: 'What syncs changed of somebody', may: readers },
    answers: { 200: listOf(historyEntry) },
  },
  {
    ...{ method: 'get', path: '/people/:id/signature', does: "Somebody's signature", may: readers },
    query: previewQuerySchema,
    answers: { 200: signatureAnswerSchema, 204: null },
  },
  {
    ...{ method: 'get', path: '/people/:id/export', does: 'Everything stored about one person', may: admins },
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
  {
    ...{ method: 'post', path: '/people/:id/erase', does: 'Forget one person, for good', may: admins },
    answers: { 200: z.record(z.string(), z.number()) },
  },
]);
