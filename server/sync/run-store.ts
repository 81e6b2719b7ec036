import mongoose from 'mongoose';
import type { RunCounts, RunKind, RunOutcome } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import type { Run } from './run.ts';

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
    expected: Number,
    appliedPages: Number,
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
