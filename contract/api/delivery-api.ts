import { z } from 'zod';
import {
  type CoverageSummary,
  type CoverageView,
  coverageQuerySchema,
  type DeliveriesView,
  deliveryOutcomes,
  deliverySchema,
  reportsSchema,
} from '../delivery.ts';
import {
  composeTypeSchema,
  type ProfileAnswer,
  profileChangeSchema,
  signatureAnswerSchema,
  signatureQuerySchema,
  signaturesAnswerSchema,
} from '../signature.ts';
import { pageOf, readers, room } from './route.ts';

const profile: z.ZodType<ProfileAnswer> = z
  .strictObject({
    person: z.strictObject({ id: z.string() }),
    name: z.string(),
    address: z.string().optional(),
    addresses: z.array(z.string()),
    choices: z.array(
      z.strictObject({
        composeType: composeTypeSchema,
        offered: z.array(z.strictObject({ template: z.string(), title: z.string() })),
        chosen: z.string().nullable(),
      }),
    ),
    fields: z.array(z.strictObject({ name: z.string(), value: z.string(), byHand: z.boolean() })),
  })
  .meta({ id: 'Profile' });

/** What the add-in asks for with the employee's access token, and the page “My signature” with their session. */
export const deliveryApi = room('Add-in', '/api/v1/me', [
  {
    ...{ method: 'get', path: '/signature', does: 'The signature for one mail; answers 304 to If-None-Match' },
    ...{ may: 'employee', query: signatureQuerySchema },
    answers: { 200: signatureAnswerSchema.meta({ id: 'SignatureAnswer' }), 204: null, 304: null },
  },
  {
    ...{ method: 'get', path: '/signatures', does: 'All addresses × compose types, for the cache', may: 'employee' },
    answers: { 200: signaturesAnswerSchema, 304: null },
  },
  {
    ...{ method: 'post', path: '/deliveries', does: 'Report what became of insertions', may: 'employee' },
    body: { schema: reportsSchema, example: { composeType: 'newMail', format: 'html', outcome: 'inserted' } },
    answers: { 204: null },
  },
  {
    ...{ method: 'get', path: '/profile', does: 'Who Signet takes you for, and what you may change', may: 'employee' },
    answers: { 200: profile },
  },
  {
    ...{ method: 'patch', path: '/profile', does: 'Choose among the signatures offered, edit your own fields' },
    ...{
      may: 'employee',
      body: { schema: profileChangeSchema, example: { choices: { reply: null } } },
    },
    answers: { 200: profile },
  },
]);

const at = z.iso.datetime();
const lastReport = deliverySchema.omit({ id: true, at: true }).extend({ at });

const coverage: z.ZodType<CoverageView> = z
  .strictObject({
    person: z.strictObject({ id: z.string(), name: z.string(), address: z.string().optional() }),
    last: lastReport.optional(),
    insertedAt: at.optional(),
    clients: z.array(z.strictObject({ platform: z.string(), version: z.string(), at })),
  })
  .meta({ id: 'Coverage' });

const summary: z.ZodType<CoverageSummary> = z
  .strictObject({
    people: z.number(),
    heardOf: z.number(),
    outcomes: z.array(z.strictObject({ outcome: z.enum(deliveryOutcomes), people: z.number() })),
    clients: z.array(z.strictObject({ platform: z.string(), version: z.string(), people: z.number() })),
  })
  .meta({ id: 'CoverageSummary' });

const deliveries: z.ZodType<DeliveriesView> = z.strictObject({ items: z.array(lastReport) });

/** Who has the signature in Outlook. */
export const deliveryProofApi = room('Deliveries', '/api/v1/deliveries', [
  {
    ...{ method: 'get', path: '', does: "People, each with their add-in's last report and the Outlooks they use" },
    ...{ may: readers, query: coverageQuerySchema, answers: { 200: pageOf(coverage) } },
  },
  {
    ...{ method: 'get', path: '/summary', does: 'How many people were heard of, by outcome, Outlook and version' },
    ...{ may: readers, answers: { 200: summary } },
  },
  {
    ...{ method: 'get', path: '/:personId', does: "One person's deliveries of the last 90 days, newest first" },
    ...{ may: readers, answers: { 200: deliveries } },
  },
]);
