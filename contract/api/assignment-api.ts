import { z } from 'zod';
import {
  type AssignmentsAnswer,
  type AssignmentView,
  assignmentImpactSchema,
  assignmentSchema,
  type Explanation,
  explainQuerySchema,
  newAssignmentSchema,
  orderSchema,
  type UnsignedView,
  whenSchema,
  whoSchema,
} from '../assignment.ts';
import { composeTypeSchema, recipientsSchema } from '../signature.ts';
import { editors, readers, room } from './route.ts';
import { impact } from './template-api.ts';

const assignment: z.ZodType<AssignmentView> = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    position: z.number(),
    enabled: z.boolean(),
    templateId: z.string().nullable(),
    choices: z.array(z.string()),
    who: whoSchema,
    when: whenSchema,
    changedAt: z.string(),
    changedBy: z.string(),
    conflicts: z.array(
      z.strictObject({
        code: z.enum(['HIDDEN', 'OVER', 'TEMPLATE', 'GROUP']),
        message: z.string(),
        by: z.string().optional(),
      }),
    ),
    groups: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Assignment' });
const all: z.ZodType<AssignmentsAnswer> = z.strictObject({ items: z.array(assignment), timeZone: z.string() });
const example = {
  name: 'Sales',
  templateId: 'classic',
  who: { condition: { field: 'department', operator: 'equals', value: 'Sales' } },
  when: { composeTypes: ['newMail'], recipients: 'external' },
};

const step = { name: z.string(), matched: z.boolean(), reason: z.string(), condition: z.any().optional() };
const explanation: z.ZodType<Explanation> = z
  .strictObject({
    template: z.string().nullable(),
    reason: z.string(),
    trail: z.array(z.strictObject({ ...step, assignment: z.string(), template: z.string().nullable() })),
    campaign: z.string().nullable(),
    campaigns: z.array(z.strictObject({ ...step, campaign: z.string() })),
    asked: z
      .strictObject({
        person: z.strictObject({ id: z.string(), name: z.string() }),
        from: z.string(),
        composeType: composeTypeSchema,
        recipients: recipientsSchema,
        at: z.string(),
        timeZone: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'Explanation' });

const unsigned: z.ZodType<UnsignedView> = z
  .strictObject({
    people: z.number(),
    checked: z.number(),
    complete: z.boolean(),
    without: z.number(),
    samples: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Unsigned' });

/** Who gets which template, in order; and why. */
export const assignmentApi = room('Assignments', '/api/v1', [
  {
    ...{ method: 'get', path: '/assignments', does: 'All of them, in order', may: readers },
    answers: { 200: all },
  },
  {
    ...{ method: 'post', path: '/assignments', does: 'A new one: last, or before another', may: editors },
    body: { schema: newAssignmentSchema, example },
    answers: { 201: assignment },
  },
  {
    ...{
      method: 'put',
      path: '/assignments/order',
      does: 'Another order; takes the If-Match of the list',
      may: editors,
    },
    body: { schema: orderSchema, example: { ids: ['replies', 'new-mail'] } },
    answers: { 200: all },
  },
  {
    ...{ method: 'post', path: '/assignments/impact', does: 'What another list would change, for whom', may: readers },
    body: { schema: assignmentImpactSchema, example: { items: [{ ...example, id: 'sales' }] } },
    answers: { 200: impact },
  },
  { method: 'get', path: '/assignments/:id', does: 'One of them', may: readers, answers: { 200: assignment } },
  {
    ...{ method: 'put', path: '/assignments/:id', does: 'Replace it in its place; takes If-Match', may: editors },
    body: { schema: assignmentSchema, example },
    answers: { 200: assignment },
  },
  { method: 'delete', path: '/assignments/:id', does: 'Delete it', may: editors, answers: { 204: null } },
  {
    ...{ method: 'get', path: '/explain', does: 'Which template somebody gets, and why', may: readers },
    query: explainQuerySchema,
    answers: { 200: explanation },
  },
  {
    ...{ method: 'get', path: '/people-without-signature', does: 'How many people get none, and some of them' },
    ...{ may: readers, answers: { 200: unsigned } },
  },
]);
