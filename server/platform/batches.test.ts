import { expect, it } from '@jest/globals';
import { inBatches } from './batches.ts';

const squares = (calls: number[][]) =>
  inBatches(async (numbers: number[]) => {
    calls.push(numbers);
    if (numbers.includes(13)) throw new Error('unlucky');
    return new Map(numbers.filter((number) => number > 0).map((number) => [number, number ** 2]));
  });

it('reads what is asked for in one turn at once, each key once', async () => {
  const calls: number[][] = [];
  const square = squares(calls);
  expect(await Promise.all([square(2), square(3), square(2), square(-1)])).toEqual([4, 9, 4, undefined]);
  expect(await square(4)).toBe(16);
  expect(calls).toEqual([[2, 3, -1], [4]]);
});

it('reads once at a time, and all that was asked for meanwhile next', async () => {
  const calls: number[][] = [];
  let release: () => void = () => undefined;
  const slow = inBatches(async (numbers: number[]) => {
    calls.push(numbers);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return new Map(numbers.map((number) => [number, -number]));
  });
  const first = slow(1);
  while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const second = slow(2);
  await new Promise((resolve) => setImmediate(resolve));
  const third = slow(3);
  release();
  expect(await first).toBe(-1);
  while (calls.length === 1) await new Promise((resolve) => setImmediate(resolve));
  release();
  expect(await Promise.all([second, third])).toEqual([-2, -3]);
  expect(calls).toEqual([[1], [2, 3]]);
});

it('rests between the beginnings of two calls, and never before the first', async () => {
  const calls: number[][] = [];
  const rests: (() => void)[] = [];
  const double = inBatches(
    async (numbers: number[]) => {
      calls.push(numbers);
      return new Map(numbers.map((number) => [number, 2 * number]));
    },
    () => new Promise<void>((resolve) => rests.push(resolve)),
  );
  expect(await double(1)).toBe(2);
  const second = double(2);
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const third = double(3);
  rests[0]?.();
  expect(await Promise.all([second, third])).toEqual([4, 6]);
  expect(calls).toEqual([[1], [2, 3]]);
});

it('tells a failure to all who asked, and to nobody later', async () => {
  const square = squares([]);
  const asked = await Promise.allSettled([square(13), square(2)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await square(2)).toBe(4);
});
