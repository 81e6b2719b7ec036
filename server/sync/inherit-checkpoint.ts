import { isDeepStrictEqual } from 'node:util';
import type { Checkpoint, Run } from './run.ts';
import { copyStaged } from './run-page-store.ts';
import type { RunPorts } from './run-ports.ts';
import { findRunBefore } from './run-store.ts';

/** What was read longer ago is read anew. Milliseconds. */
const freshFor = 24 * 3_600_000;

/**
 * Where a full read goes on that failed for a reason that passes (Graph throttled for hours, say): its pages become this run's. Only
 * the very run before this one will do, under the same settings, and only while it was reading: nothing has happened since.
 */
export async function inheritCheckpoint(run: Run, { settings, clock, fence }: RunPorts): Promise<Checkpoint | null> {
  if (run.kind !== 'full') return null;
  const failed = await findRunBefore(run);
  const checkpoint = failed?.checkpoint;
  if (!failed || !checkpoint || failed.outcome !== 'failed' || checkpoint.verdict || checkpoint.facts.read !== 'full')
    return null;
  const stale = clock.now().getTime() - (failed.begunAt ?? failed.startedAt).getTime() > freshFor;
  if (stale || !isDeepStrictEqual(failed.settings?.sync, (run.settings ?? settings).sync)) return null;
  const { tenantId, _id: to } = run;
  await copyStaged(tenantId, { from: failed._id, to, pages: checkpoint.pages, fence });
  const note = `Went on where the run ${failed._id} stopped, after ${checkpoint.pages} pages.`;
  return { ...checkpoint, facts: { ...checkpoint.facts, notes: [...checkpoint.facts.notes, note] } };
}
