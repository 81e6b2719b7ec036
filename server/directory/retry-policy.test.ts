import { describe, expect, it } from '@jest/globals';
import { backoff, mostTries, react, retryAfter } from './retry-policy.ts';

const now = new Date('2026-11-22T03:00:00Z');
const tried = (change: Partial<Parameters<typeof react>[0]>) =>
  react({ status: 200, retryAfter: null, tries: 1, most: mostTries, now, random: 0.5, ...change });

describe('retryAfter', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 03:07:00 GMT', 420_000],
    ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('reads %p as %p ms', (header, expected) => expect(retryAfter(header, now)).toBe(expected));
});

describe('react', () => {
  it('waits the full Retry-After, never less, however long', () => {
    expect(tried({ status: 429, retryAfter: '600' })).toEqual({ kind: 'wait', milliseconds: 600_000, told: true });
  });

  it('does not count being told to wait as a failed try', () => {
    expect(tried({ status: 429, retryAfter: '1', tries: mostTries })).toMatchObject({ kind: 'wait' });
  });

  it.each([0, 408, 500, 502, 503, 504])('tries again after %i, at most six times', (status) => {
    expect(tried({ status, tries: mostTries - 1 })).toMatchObject({ kind: 'wait', told: false });
    expect(tried({ status, tries: mostTries })).toEqual({ kind: 'giveUp' });
  });

  it.each([200, 400, 401, 403, 404, 410])('leaves %i alone', (status) =>
    expect(tried({ status })).toEqual({ kind: 'done' }),
  );
});

describe('backoff', () => {
  it('grows, with jitter, and stays within five minutes', () => {
    expect(backoff(1, 0)).toBe(500);
    expect(backoff(1, 1)).toBe(1000);
    expect(backoff(4, 1)).toBe(8000);
    expect(backoff(40, 1)).toBe(300_000);
  });
});
