import { describe, expect, it } from '@jest/globals';
import { stoppedClock } from './clock.ts';
import { SignetError } from './errors.ts';
import { createRateLimits, limits } from './rate-limits.ts';

const clock = stoppedClock('2026-11-22T09:00:00Z');
const times = (count: number, work: () => void) => {
  for (let time = 0; time < count; time += 1) work();
};
function refusal(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof SignetError) return [error.code, error.details];
    throw error;
  }
  return null;
}

describe('rate limits', () => {
  it('let so many through, and say how long the others wait; each caller has their own', () => {
    const rates = createRateLimits(clock);
    times(limits.session, () => rates.count('session', 'anna'));
    clock.advance(3000);
    expect(refusal(() => rates.count('session', 'anna'))).toEqual(['TOO_MANY_REQUESTS', { retryAfter: 7 }]);
    expect(refusal(() => rates.count('session', 'ben'))).toBeNull();
    expect(refusal(() => rates.count('apiToken', 'anna'))).toBeNull();
    clock.advance(7000);
    expect(refusal(() => rates.count('session', 'anna'))).toBeNull();
  });

  it('turn away an address that keeps bringing bad proofs, but nobody else there whose proof was good', () => {
    const rates = createRateLimits(clock);
    rates.proven('a good token');
    times(limits.stranger, () => rates.failed('10.0.0.1'));
    expect(refusal(() => rates.admit('10.0.0.1', 'a guess'))).toEqual(['TOO_MANY_REQUESTS', { retryAfter: 10 }]);
    expect(refusal(() => rates.admit('10.0.0.1', 'a good token'))).toBeNull();
    expect(refusal(() => rates.admit('10.0.0.2', 'a guess'))).toBeNull();
    clock.advance(10_000);
    expect(refusal(() => rates.admit('10.0.0.1', 'a guess'))).toBeNull();
  });

  it('keep room for the other tenants while much is under way, and count right when requests end', () => {
    const rates = createRateLimits(clock);
    const ends: (() => void)[] = [];
    // Alone, a tenant may have all there is.
    times(150, () => ends.push(rates.begin('large')));
    expect(refusal(() => ends.push(rates.begin('large')))).toBeNull();
    times(20, () => ends.push(rates.begin('small')));
    expect(refusal(() => rates.begin('large'))).toEqual(['TOO_MANY_REQUESTS', { retryAfter: 1 }]);
    expect(refusal(() => ends.push(rates.begin('small')))).toBeNull();
    for (const end of ends) times(2, end);
    expect(refusal(() => rates.begin('large'))).toBeNull();
  });
});
