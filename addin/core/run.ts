import { AddinError } from './addin-error.ts';

/** The time one event (or one press of a button) may take. Once it is over, nothing more is asked of Outlook. */
export interface Run {
  /** Milliseconds left, never below 0. */
  left(): number;
  isOver(): boolean;
  end(): void;
}

/** Starts a run of `budgetMs` milliseconds. */
export function startRun(budgetMs: number, now: () => number = Date.now): Run {
  const until = now() + budgetMs;
  let ended = false;
  return {
    left: () => (ended ? 0 : Math.max(0, until - now())),
    isOver: () => ended,
    end: () => {
      ended = true;
    },
  };
}

/** The promise's outcome, or an AddinError `timeLimit` after `limitMs`; a promise that never settles stops nobody. */
export function withinLimit<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new AddinError('timeLimit', `${what} took longer than ${Math.round(limitMs)} ms`)),
      limitMs,
    );
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
