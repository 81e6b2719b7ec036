import mongoose from 'mongoose';
import type { RunCounts, RunHold, RunIssue, RunKind, RunOutcome, RunPhase, RunTrigger } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import type { TenantSettings } from '../tenants/index.ts';
import type { Facts } from './facts.ts';
import type { Verdict } from './judge.ts';

/** How far a run has come: enough for another worker to go on from there. */
export interface Checkpoint {
  facts: Facts;
  /** Pages staged. */
  pages: number;
  /** Where the next page is; absent before the first one, and when `complete`. */
  nextLink?: string;
  /** The last page has been staged. */
  complete?: boolean;
  /** Members seen of each group of the scope; null: the group has vanished. */
  scopeGroups?: Record<string, number | null>;
  /** Where the next delta starts, once this plan is applied. */
  deltaLink?: string;
  /** What the safeguards said, once the plan is complete. */
  verdict?: Verdict;
  /** Pages applied. */
  applied?: number;
}

/** One synchronisation, from the moment someone asked for it. */
export interface Run {
  _id: string;
  tenantId: string;
  kind: RunKind;
  trigger: RunTrigger;
  /** Address of the one person a `person` run is about. */
  person?: string;
  preview: boolean;
  phase: RunPhase;
  outcome?: RunOutcome;
  counts: RunCounts;
  pages: number;
  issues: RunIssue[];
  notes: string[];
  hold?: RunHold;
  verdict?: Verdict;
  error?: { code: string; message: string };
  throttledUntil?: Date;
  cancelAsked?: boolean;
  /** The settings as they were when the run began; a change concerns the next run. */
  settings?: TenantSettings;
  checkpoint?: Checkpoint;
  /** The lease under which it is, or was, worked on last. */
  fence?: number;
  startedAt: Date;
  /** When somebody began to work on it. */
  begunAt?: Date;
  endedAt?: Date;
  startedBy?: string;
  /** The client-request-ids of the last requests to Graph, newest last. */
  requestIds?: string[];
}

const mixed = mongoose.Schema.Types.Mixed;
const runSchema = new mongoose.Schema<Run>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    kind: String,
    trigger: String,
    person: String,
    preview: Boolean,
    phase: String,
    outcome: String,
    counts: mixed,
    pages: Number,
    issues: { type: mixed, default: [] },
    notes: { type: mixed, default: [] },
    hold: mixed,
    verdict: mixed,
    error: mixed,
    throttledUntil: Date,
    cancelAsked: Boolean,
    settings: mixed,
    checkpoint: mixed,
    fence: Number,
    startedAt: Date,
    begunAt: Date,
    endedAt: Date,
    startedBy: String,
    requestIds: { type: mixed },
  },
  { collection: 'runs', versionKey: false, minimize: false },
);
runSchema.index({ tenantId: 1, startedAt: -1 });
runSchema.index({ endedAt: 1 }, { expireAfterSeconds: 90 * 24 * 3600 });
/** The model: for the stores of this room only. */
export const runs = mongoose.model('Run', runSchema);

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
    return { run, joined: false };
  } catch (error) {
    await stored(() => runs.deleteOne({ _id: run._id, tenantId }));
    if (error instanceof SignetError && error.code === 'DUPLICATE') return startOrJoin(tenantId, run);
    throw error;
  }
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

/** The run with this id. */
export async function findRun(tenantId: string, runId: string): Promise<Run | null> {
  return stored(() => runs.findOne({ _id: runId, tenantId }).lean<Run>());
}

/** A tenant's runs, newest first; the cursor is the start of the last one seen. */
export async function listRuns(tenantId: string, limit: number, before?: Date): Promise<Run[]> {
  return stored(() =>
    runs
      .find({ tenantId, ...(before ? { startedAt: { $lt: before } } : {}) }, { checkpoint: 0, settings: 0 })
      .sort({ startedAt: -1 })
      .limit(limit)
      .lean<Run[]>(),
  );
}

/**
 * The newest run that was not a preview and that supersedes what others hold back: it has looked at everyone, or holds something itself.
 * A delta that holds nothing says nothing of those whom an earlier run held back. What it gives is the one thing that can be approved.
 */
export async function findLatestComplete(tenantId: string): Promise<Run | null> {
  const filter = {
    tenantId,
    preview: false,
    kind: { $in: ['full', 'delta'] as RunKind[] },
    outcome: { $in: ['applied', 'held'] as RunOutcome[] },
    $or: [{ kind: 'full' as RunKind }, { outcome: 'held' as RunOutcome }],
  };
  return stored(() => runs.findOne(filter).sort({ startedAt: -1 }).lean<Run>());
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
  progress: Partial<
    Pick<
      Run,
      'phase' | 'counts' | 'pages' | 'throttledUntil' | 'checkpoint' | 'settings' | 'begunAt' | 'kind' | 'notes'
    >
  >,
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

/** The run before this one, whatever became of it. */
export async function findRunBefore(run: Run): Promise<Run | null> {
  const filter = { tenantId: run.tenantId, _id: { $ne: run._id }, startedAt: { $lte: run.startedAt } };
  return stored(() => runs.findOne(filter).sort({ startedAt: -1 }).lean<Run>());
}

/** Asks a run under way to stop. */
export async function askCancel(tenantId: string, runId: string): Promise<void> {
  await stored(() =>
    runs.updateOne({ _id: runId, tenantId, outcome: { $exists: false } }, { $set: { cancelAsked: true } }),
  );
}

/** Resolves a hold: the run is applied or cancelled. False: it holds nothing (any more). */
export async function settleHold(
  tenantId: string,
  runId: string,
  outcome: 'applied' | 'cancelled',
  counts?: RunCounts,
): Promise<boolean> {
  const result = await stored(() =>
    runs.updateOne({ _id: runId, tenantId, outcome: 'held' }, { $set: { outcome, ...(counts ? { counts } : {}) } }),
  );
  return result.matchedCount === 1;
}
