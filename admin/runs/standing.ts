import type { RunView } from '../../contract/index.ts';

/** Whether a run is still under way. */
export function isRunning(run: RunView): boolean {
  return run.outcome === undefined;
}

/** Whether someone decided that what the run held back is not to be done; the rest of it was. */
export function isDiscarded(run: RunView): boolean {
  return run.outcome === 'cancelled' && run.hold !== undefined;
}

function isComplete(run: RunView): boolean {
  return run.kind === 'full' && (run.outcome === 'applied' || run.outcome === 'held' || isDiscarded(run));
}

/** What matters now among the newest runs. */
export interface Standing {
  /** The run under way. */
  running: RunView | undefined;
  /** The newest run that ended and wasn't only a preview. */
  last: RunView | undefined;
  /** The newest run that still holds something back. */
  held: RunView | undefined;
  /** A preview, as long as nothing has been synchronised since. */
  preview: RunView | undefined;
}

/**
 * Reads the standing from the runs, newest first. A hold stands until a later complete run supersedes it; a run of one person or
 * of changes only doesn't, nor does one that failed. A preview stands until the next run that isn't one.
 */
export function readStanding(runs: readonly RunView[]): Standing {
  const ended = runs.filter((run) => !isRunning(run));
  const newest = ended[0];
  const complete = ended.find(isComplete);
  return {
    running: runs.find(isRunning),
    last: ended.find((run) => run.outcome !== 'previewed'),
    held: complete?.outcome === 'held' && complete.hold ? complete : undefined,
    preview: newest?.outcome === 'previewed' ? newest : undefined,
  };
}
