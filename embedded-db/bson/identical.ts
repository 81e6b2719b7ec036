import { compareValues } from './compare.ts';
import { typeNumber } from './types.ts';
import { Decimal, type Value } from './values.ts';

/** Whether two values have the same BSON bytes: unlike equality, 5 and NumberLong(5) differ, 1.0 and 1.00 too. */
export function identical(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  if (typeNumber(left) !== typeNumber(right)) return false;
  if (left instanceof Map && right instanceof Map) {
    if (left.size !== right.size) return false;
    const others = right.entries();
    for (const [name, value] of left) {
      const next = others.next();
      if (next.done || next.value[0] !== name || !identical(value, next.value[1])) return false;
    }
    return true;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, index) => identical(value, right[index]));
  }
  if (left instanceof Decimal && right instanceof Decimal) return left.bytes.equals(right.bytes);
  if (typeof left === 'number' && typeof right === 'number') return Object.is(left, right);
  return compareValues(left, right) === 0;
}
