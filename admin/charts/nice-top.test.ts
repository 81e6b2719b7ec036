import { expect, test } from '@jest/globals';
import { niceTop } from './nice-top.ts';

test('the end of a scale has room for the largest number, and a whole middle', () => {
  expect([0, 1, 2, 3, 7, 10, 11, 41, 99, 101, 250].map(niceTop)).toEqual([2, 2, 2, 4, 8, 10, 20, 50, 100, 200, 250]);
});
