/** Waiting longer than this in one call is giving up: the run fails as throttled and can be resumed. Milliseconds. */
export const waitBudget = 2 * 3_600_000;
/** How often one call is tried when Graph or the network fails. Waiting as told (429) does not count. */
export const mostTries = 6;
const longestGuess = 5 * 60_000;

/** What to do after an answer: nothing, wait as told, back off, or give up. */
export type Reaction = { kind: 'done' } | { kind: 'wait'; milliseconds: number; told: boolean } | { kind: 'giveUp' };

/** How long Retry-After asks to wait, in milliseconds: it comes in seconds or as an HTTP date. Null where it says nothing usable. */
export function retryAfter(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** Exponential with full jitter, from one second up to five minutes. `random` is 0…1. */
export function backoff(tries: number, random: number): number {
  return Math.round(Math.min(longestGuess, 1000 * 2 ** (tries - 1)) * (0.5 + random / 2));
}

/** What came of one try. `status` 0 stands for no answer: reset, time-out, DNS, or a body cut short. */
export interface Tried {
  status: number;
  retryAfter: string | null;
  tries: number;
  /** How many tries are allowed. */
  most: number;
  now: Date;
  /** 0…1 */
  random: number;
}

/**
 * What to do after try number `tries`.
 * Retry-After is honoured in full, never shortened. Source: learn.microsoft.com/graph/throttling.
 */
export function react({ status, retryAfter: header, tries, most, now, random }: Tried): Reaction {
  const told = retryAfter(header, now);
  if (status === 429 || (status === 503 && told !== null)) {
    return { kind: 'wait', milliseconds: told ?? backoff(tries, random), told: told !== null };
  }
  if ([0, 408, 500, 502, 503, 504].includes(status)) {
    return tries >= most ? { kind: 'giveUp' } : { kind: 'wait', milliseconds: backoff(tries, random), told: false };
  }
  return { kind: 'done' };
}
