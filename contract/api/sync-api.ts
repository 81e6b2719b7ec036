import { z } from 'zod';
import {
  changesQuerySchema,
  type RunDaysView,
  runDaysQuerySchema,
  runsQuerySchema,
  type ScheduleView,
  startRunSchema,
} from '../run.ts';
import { admins, editors, pageOf, readers, room } from './route.ts';
import { change, run } from './run-answers.ts';

const schedule: z.ZodType<ScheduleView> = z
  .strictObject({
    enabled: z.boolean(),
    time: z.string(),
    timeZone: z.string(),
    deltaMinutes: z.number(),
    next: z.array(z.string()),
  })
  .meta({ id: 'Schedule' });

const runDays: z.ZodType<RunDaysView> = z
  .strictObject({
    items: z.array(
      z.strictObject({
        day: z.string(),
        runs: z.number(),
        failed: z.number(),
        held: z.number(),
        created: z.number(),
        updated: z.number(),
        removed: z.number(),
      }),
    ),
  })
  .meta({ id: 'RunDays' });

/** Synchronising people from the directory. */
export const syncApi = room('Sync', '/api/v1', [
  {
    ...{ method: 'get', path: '/sync/runs', does: 'The latest runs', may: readers, query: runsQuerySchema },
    answers: { 200: pageOf(run) },
  },
  {
    ...{ method: 'post', path: '/sync/runs', does: 'Start or preview a run; joins one under way', may: editors },
    body: { schema: startRunSchema, example: { kind: 'full', preview: true } },
    answers: { 202: run },
  },
  { method: 'get', path: '/sync/runs/:id', does: 'One run', may: readers, answers: { 200: run } },
  {
    ...{ method: 'get', path: '/sync/runs/:id/changes', does: 'What it does, person by person', may: readers },
    query: changesQuerySchema,
    answers: { 200: pageOf(change) },
  },
  {
    ...{ method: 'post', path: '/sync/runs/:id/approve', does: 'Apply what it holds back', may: admins },
    answers: { 200: run },
  },
  {
    ...{ method: 'post', path: '/sync/runs/:id/discard', does: 'Drop what it holds back', may: admins },
    answers: { 200: run },
  },
  {
    ...{ method: 'post', path: '/sync/runs/:id/cancel', does: 'Stop it', may: editors },
    answers: { 200: run },
  },
  {
    ...{ method: 'get', path: '/sync/days', does: 'What syncs did, day by day', may: readers },
    ...{ query: runDaysQuerySchema, answers: { 200: runDays } },
  },
  {
    ...{ method: 'get', path: '/sync/schedule', does: 'When syncs start on their own, or would', may: readers },
    query: z.object({ time: z.string().optional(), timeZone: z.string().optional() }),
    answers: { 200: schedule },
  },
]);
