import mongoose from 'mongoose';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import type { Run, RunProgress } from './run.ts';
import { findRun, runs } from './run-store.ts';

/** The one run under way in a tenant: `_id` is the tenant, so that a second start loses by duplicate key and joins. */
export const activeRuns = mongoose.model(
  'ActiveRun',
  new mongoose.Schema<{ _id: string; tenantId: string; runId: string }>(
    { _id: String, tenantId: String, runId: String },
    { collection: 'activeRuns', versionKey: false },
  ),
);

/**
 * Starts a run, unless one is under way in this tenant: then that one is given.
 * The run is written before the pointer to it, so that nobody ever follows the pointer to nothing.
 */
export async function startOrJoin(tenantId: string, run: Run): Promise<{ run: Run; joined: boolean }> {
  const underWay = await findActiveRun(tenantId);
  if (underWay) return { run: underWay, joined: true };
  await stored(() => runs.create(run));
  try {
    await stored(() => activeRuns.create({ _id: tenantId, tenantId, runId: run._id }));
    await dropOrphans(run);
    return { run, joined: false };
  } catch (error) {
    await stored(() => runs.deleteOne({ _id: run._id, tenantId }));
    if (error instanceof SignetError && error.code === 'DUPLICATE') return startOrJoin(tenantId, run);
    throw error;
  }
}

/** Whoever starts a run may die before the pointer to it is written; so long they may still be about to. Milliseconds. */
const betweenTwoWrites = 60_000;

/** Forgets runs that nobody ever pointed at. A night is left to the schedule, which takes it up. */
async function dropOrphans({ _id, tenantId, startedAt }: Run): Promise<void> {
  const before = new Date(startedAt.getTime() - betweenTwoWrites);
  const waiting = { phase: 'waiting' as const, outcome: { $exists: false }, fence: { $exists: false } };
  const others = { tenantId, _id: { $ne: _id }, startedAt: { $lt: before }, trigger: { $ne: 'nightly' as const } };
  await stored(() => runs.deleteMany({ ...others, ...waiting }));
}

/** The run under way in a tenant, or null. A pointer to a run that has ended is cleared. */
export async function findActiveRun(tenantId: string): Promise<Run | null> {
  const active = await stored(() => activeRuns.findById(tenantId).lean());
  if (!active) return null;
  const run = await findRun(tenantId, active.runId);
  if (run && run.outcome === undefined) return run;
  await stored(() => activeRuns.deleteOne({ _id: tenantId, runId: active.runId }));
  return null;
}

/** Tenants with a run under way. */
export async function listActiveTenants(): Promise<string[]> {
  return (await stored(() => activeRuns.find().lean())).map((active) => active._id);
}

/** Takes a run under way up under a lease, whoever worked on it before. Null: it has ended, or a newer lease has it. */
export async function takeUpRun(tenantId: string, runId: string, fence: number): Promise<Run | null> {
  const filter = { _id: runId, tenantId, outcome: { $exists: false }, fence: { $not: { $gt: fence } } };
  return stored(() => runs.findOneAndUpdate(filter, { $set: { fence } }, { returnDocument: 'after' }).lean<Run>());
}

/**
 * Notes how far a run has come. Gives whether someone asked to cancel it.
 * @throws {SignetError} LEASE_LOST where the run is not ours any more
 */
export async function noteProgress(
  tenantId: string,
  runId: string,
  fence: number,
  progress: RunProgress,
): Promise<{ cancelAsked: boolean }> {
  const run = await stored(() =>
    runs
      .findOneAndUpdate(
        { _id: runId, tenantId, fence, outcome: { $exists: false } },
        { $set: progress },
        { returnDocument: 'after', projection: { cancelAsked: 1 } },
      )
      .lean<Run>(),
  );
  if (!run) throw new SignetError('LEASE_LOST');
  return { cancelAsked: run.cancelAsked === true };
}

/**
 * Ends a run. One that failed for a reason that passes keeps its checkpoint, so that the next one can go on from there.
 * @throws {SignetError} LEASE_LOST where the run is not ours any more
 */
export async function endRun(
  tenantId: string,
  runId: string,
  fence: number,
  end: Partial<Run>,
  { resumable = false } = {},
): Promise<void> {
  const done = resumable ? { throttledUntil: '' } : { throttledUntil: '', checkpoint: '', settings: '' };
  const result = await stored(() =>
    runs.updateOne(
      { _id: runId, tenantId, fence, outcome: { $exists: false } },
      { $set: { ...end, phase: 'ended' }, $unset: done },
    ),
  );
  if (result.matchedCount === 0) throw new SignetError('LEASE_LOST');
  await stored(() => activeRuns.deleteOne({ _id: tenantId, runId }));
}
