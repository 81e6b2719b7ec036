import type { RunOutcome, RunTrigger } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import { activeRuns, findActiveRun } from './active-run-store.ts';
import type { Run } from './run.ts';
import { askCancel, runs } from './run-store.ts';

const started: RunTrigger[] = ['interval', 'notification'];
const nothingChanged = {
  'counts.created': 0,
  'counts.updated': 0,
  'counts.restored': 0,
  'counts.removed': 0,
};

/** A worker writes a run before the pointer to it, and may die in between; so long it may still be about to. Milliseconds. */
const betweenTwoWrites = 60_000;

/** Points at a run that nobody points at: whoever started it died before. Harmless where another run is under way. */
export async function takeUpOrphan(run: Run, now: Date): Promise<void> {
  if (now.getTime() - run.startedAt.getTime() < betweenTwoWrites) return;
  try {
    await stored(() => activeRuns.create({ _id: run.tenantId, tenantId: run.tenantId, runId: run._id }));
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'DUPLICATE') throw error;
  }
}

/**
 * Keeps the history readable: of the deltas that started on their own and changed nothing, only the newest stays; of those that
 * failed in a row for the same reason, too. Called before the next one starts.
 */
export async function dropQuietRuns(tenantId: string): Promise<void> {
  const [last, before] = await stored(() =>
    runs
      .find({ tenantId, trigger: { $in: started }, outcome: { $exists: true } }, { checkpoint: 0 })
      .sort({ startedAt: -1 })
      .limit(2)
      .lean<Run[]>(),
  );
  if (!last) return;
  // With chosen groups every delta reads their members anew, so that a newer one that holds supersedes an older one.
  const superseded: RunOutcome[] = last.outcome === 'held' ? ['applied', 'held'] : ['applied'];
  const older = { tenantId, trigger: { $in: started }, startedAt: { $lt: last.startedAt } };
  await stored(() =>
    runs.deleteMany({ ...older, outcome: { $in: superseded }, ...nothingChanged, issues: { $size: 0 } }),
  );
  if (last.outcome === 'failed' && before?.outcome === 'failed' && last.error?.code === before.error?.code)
    await stored(() => runs.deleteOne({ _id: before._id, tenantId }));
}

/** Asks whatever is under way in a tenant to stop. */
export async function cancelActiveRun(tenantId: string): Promise<void> {
  const run = await findActiveRun(tenantId);
  if (run) await askCancel(tenantId, run._id);
}
