import { isIntegral, toNumber } from '../bson/numbers.ts';
import { Binary, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Test } from './filter-nodes.ts';

/** The test of $bitsAllSet, $bitsAllClear, $bitsAnySet and $bitsAnyClear: a mask, a BinData or a list of positions. */
export function bitTest(name: string, value: Value): Test {
  const positions = bitPositions(name, value);
  const wanted = name.endsWith('Set');
  const all = name.startsWith('$bitsAll');
  return (item) => {
    const bitAt = bitReader(item);
    if (!bitAt) return false;
    const fits = (position: number) => bitAt(position) === wanted;
    return all ? positions.every(fits) : positions.some(fits);
  };
}

function bitPositions(name: string, value: Value): number[] {
  if (Array.isArray(value)) {
    return value.map((item) => {
      const position = isNumeric(item) ? toNumber(item) : Number.NaN;
      if (!Number.isInteger(position)) fail(2, `Failed to parse bit position. Expected an integer in: ${name}`);
      if (position < 0) fail(2, `Failed to parse bit position. Expected a non-negative number in: ${name}`);
      return position;
    });
  }
  if (value instanceof Binary) {
    return Array.from({ length: value.bytes.length * 8 }, (_, position) => position).filter(
      bitReader(value) ?? (() => false),
    );
  }
  if (!isNumeric(value))
    return fail(2, `${name} takes an Array, a number, or a BinData but received: ${String(value)}`);
  const mask = toNumber(value);
  if (!Number.isInteger(mask)) return fail(9, `Expected an integer: ${name}: ${mask}`);
  if (mask < 0) return fail(9, `Expected a non-negative number in: ${name}: ${mask}`);
  const bits = BigInt(typeof value === 'bigint' ? value : mask);
  return Array.from({ length: 64 }, (_, position) => position).filter((position) => (bits >> BigInt(position)) & 1n);
}

/** Reads bits of an integer (two's complement, continued for ever) or of a BinData; null for other values. */
function bitReader(item: Value | undefined): ((position: number) => boolean) | null {
  if (item instanceof Binary) {
    return (position) => (((item.bytes[position >> 3] ?? 0) >> (position & 7)) & 1) === 1;
  }
  if (!isNumeric(item)) return null;
  const number = toNumber(item);
  if (!isIntegral(item) && (!Number.isInteger(number) || Math.abs(number) >= 2 ** 63)) return null;
  const bits = BigInt(typeof item === 'bigint' ? item : number);
  return (position) => ((bits >> BigInt(Math.min(position, 63))) & 1n) === 1n;
}
