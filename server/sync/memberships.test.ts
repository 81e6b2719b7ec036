import { describe, expect, it } from '@jest/globals';
import { Memberships } from './memberships.ts';

const person = (number: number) => `${number.toString(16).padStart(8, '0')}-0000-4000-8000-0000000000aa`;

describe('memberships', () => {
  it('of thousands of people in overlapping groups are what was added, in the order of the groups', () => {
    const memberships = new Memberships();
    const every = (step: number) => Array.from({ length: Math.ceil(5000 / step) }, (_, index) => person(index * step));
    for (const step of [3, 1, 2]) memberships.add(`every ${step}`, every(step));
    memberships.add('texts', ['guest', person(4)]);
    for (let number = 0; number < 5000; number += 1) {
      const steps = [3, 1, 2].filter((step) => number % step === 0).map((step) => `every ${step}`);
      expect(memberships.of(person(number))).toEqual(number === 4 ? [...steps, 'texts'] : steps);
    }
    expect([memberships.of('guest'), memberships.of(person(5000)), memberships.of('')]).toEqual([['texts'], [], []]);
  });
});
