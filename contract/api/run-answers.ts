import { z } from 'zod';
import { type PersonChange, type RunView, runKinds, runOutcomes, runPhases, runTriggers } from '../run.ts';

const named = z.strictObject({ id: z.string(), name: z.string(), address: z.string().optional() });
const fieldChange = z.strictObject({ field: z.string(), old: z.string().optional(), new: z.string().optional() });
const changeShape = {
  id: z.string(),
  name: z.string(),
  address: z.string().optional(),
  what: z.enum(['create', 'update', 'restore', 'remove']),
  reason: z.string().optional(),
  fields: z.array(fieldChange),
};

/** What a run does to one person. */
export const change: z.ZodType<PersonChange> = z.strictObject(changeShape).meta({ id: 'PersonChange' });

/** The same, in the history of that person. */
export const historyEntry = z.strictObject({ runId: z.string(), at: z.iso.datetime(), ...changeShape });

/** A run, finished or not. */
export const run: z.ZodType<RunView> = z
  .strictObject({
    runId: z.string(),
    tenantId: z.string(),
    kind: z.enum(runKinds),
    trigger: z.enum(runTriggers),
    outcome: z.enum(runOutcomes).optional(),
    phase: z.enum(runPhases),
    counts: z.strictObject({
      ...{ seen: z.number(), created: z.number(), updated: z.number(), unchanged: z.number() },
      ...{ removed: z.number(), restored: z.number(), skipped: z.number() },
    }),
    hold: z
      .strictObject({
        code: z.string(),
        message: z.string(),
        removals: z.array(named),
        removed: z.number().optional(),
        blankedFields: z.array(z.strictObject({ field: z.string(), people: z.number() })).optional(),
      })
      .optional(),
    issues: z.array(z.strictObject({ person: z.string(), code: z.string(), message: z.string() })),
    seconds: z.number(),
    error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
    pages: z.number(),
    startedAt: z.string(),
    endedAt: z.string().optional(),
    startedBy: z.string().optional(),
    throttledUntil: z.string().optional(),
    notes: z.array(z.string()).optional(),
    requestIds: z.array(z.string()).optional(),
    rate: z.number().optional(),
    expected: z.number().optional(),
    secondsLeft: z.number().optional(),
  })
  .meta({ id: 'Run' });
