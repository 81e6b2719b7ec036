import type { RunCounts, RunView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { isDiscarded } from './standing.ts';

/** What a run changed, short: "12 added, 3 changed", or that nothing had. */
export function describeChanges(counts: RunCounts): string {
  const { added, changed, removed, restored, nothing } = messages.run;
  const parts = [
    counts.created > 0 ? added(counts.created) : undefined,
    counts.updated > 0 ? changed(counts.updated) : undefined,
    counts.restored > 0 ? restored(counts.restored) : undefined,
    counts.removed > 0 ? removed(counts.removed) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? nothing : parts.join(', ');
}

/** How a run ended, as a heading. */
export function headlineOf(run: RunView): string {
  if (run.outcome === undefined) return messages.progress.heading;
  return messages.run.headline[isDiscarded(run) ? 'discarded' : run.outcome];
}

/** How a run ended, in a sentence or two. */
export function describeRun(run: RunView): string {
  if (run.outcome === 'failed') return messages.run.failedWhy(run.error?.message ?? messages.run.unknownFailure);
  if (run.outcome === 'cancelled' && !isDiscarded(run)) return messages.run.cancelledBody;
  // A delta in which nothing had changed saw nobody: nothing is missing.
  const seen = run.kind === 'full' || run.counts.seen > 0 ? `${messages.run.seenOf(run.counts.seen)} ` : '';
  const changes = `${seen}${describeChanges(run.counts)}.`;
  const removals = run.hold?.removals.length ?? 0;
  if (isDiscarded(run)) return `${changes} ${messages.run.discarded(removals)}`;
  if (run.outcome !== 'held') return changes;
  return `${changes} ${removals > 0 ? messages.run.kept(removals) : messages.run.heldBack}`;
}

/** Who or what started a run. */
export function describeStart(run: RunView): string {
  return run.trigger === 'manual' && run.startedBy
    ? messages.home.startedBy(run.startedBy)
    : messages.run.triggers[run.trigger];
}

/** Where a run under way is: "Reading Microsoft 365: 240 people seen, 3 pages read". */
export function describeProgress(run: RunView): string {
  const phase = messages.run.phases[run.phase];
  return run.counts.seen > 0 || run.pages > 0
    ? `${phase}: ${messages.progress.seen(run.counts.seen, run.pages)}`
    : phase;
}

/** What became of a run, in a few words: what it changed, why it failed, or where it is. */
export function summarise(run: RunView): string {
  if (run.outcome === undefined) return describeProgress(run);
  if (run.outcome === 'failed') return run.error?.message ?? messages.run.unknownFailure;
  return run.outcome === 'cancelled' && !isDiscarded(run) ? messages.run.cancelledShort : describeChanges(run.counts);
}
