import { type Run, startRun, withinLimit } from './run.ts';

/** What Outlook hands to a launch event handler. */
export interface LaunchEvent {
  completed(options?: { allowEvent: boolean }): void;
}

/**
 * Outlook waits for `completed()`: it is called once, on every path, and never later than the budget (milliseconds). `options`: what an
 * event of sending is told.
 */
export function completing(
  handle: (run: Run) => Promise<unknown>,
  budgetMs: () => number,
  options?: { allowEvent: boolean },
): (event: LaunchEvent) => Promise<void> {
  return async (event) => {
    const run = startRun(budgetMs());
    try {
      await withinLimit(handle(run), run.left(), 'The event');
    } catch {
      // Whoever could be told has been told; Outlook itself has no use for the reason.
    } finally {
      run.end();
      complete(event, options);
    }
  };
}

/** An event that Outlook has given up already may throw here; there is nobody left to tell. */
function complete(event: LaunchEvent, options?: { allowEvent: boolean }): void {
  try {
    if (options) event.completed(options);
    else event.completed();
  } catch {}
}
