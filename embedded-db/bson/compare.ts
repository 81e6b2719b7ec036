import type { Collation } from './collation.ts';
import { compareNumbers } from './numbers.ts';
import { typePlace } from './types.ts';
import {
  Binary,
  Code,
  DateValue,
  type Doc,
  isNumeric,
  ObjectIdValue,
  Pointer,
  Regex,
  SymbolValue,
  Timestamp,
  type Value,
} from './values.ts';

/**
 * MongoDB's order of values: first by type, then by value; numbers of all types compare as numbers.
 * Negative, zero or positive. A collation concerns strings, also inside documents and arrays.
 */
export function compareValues(left: Value, right: Value, collation: Collation | null = null): number {
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right, collation);
  const place = typePlace(left);
  const difference = place - typePlace(right);
  if (difference !== 0) return difference;
  return compareWithin(place, left, right, collation);
}

/** Whether the two values are equal to MongoDB: 5 and NumberLong(5) are. */
export function equalValues(left: Value, right: Value, collation: Collation | null = null): boolean {
  return left === right || compareValues(left, right, collation) === 0;
}

/** Compares as MongoDB does without a collation: by UTF-8 bytes. */
export function compareStrings(left: string, right: string, collation: Collation | null = null): number {
  if (left === right) return 0;
  if (collation) return collation.compare(left, right);
  const size = Math.min(left.length, right.length);
  for (let index = 0; index < size; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    // UTF-16 puts surrogates below U+E000…U+FFFF; UTF-8 puts what they stand for above.
    if (a !== b) return a >= 0xd800 && b >= 0xd800 ? rankOfUnit(a) - rankOfUnit(b) : a - b;
  }
  return left.length - right.length;
}

function rankOfUnit(unit: number): number {
  return unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;
}

function compareWithin(place: number, left: Value, right: Value, collation: Collation | null): number {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (place === 15) return compareStrings(textOf(left), textOf(right), collation);
  if (left instanceof Map && right instanceof Map) return compareDocs(left, right, collation);
  if (Array.isArray(left) && Array.isArray(right)) return compareArrays(left, right, collation);
  if (left instanceof ObjectIdValue && right instanceof ObjectIdValue) return Buffer.compare(left.bytes, right.bytes);
  if (left instanceof DateValue && right instanceof DateValue) return sign(left.millis, right.millis);
  if (typeof left === 'boolean') return Number(left) - Number(right);
  if (left instanceof Timestamp && right instanceof Timestamp) return sign(left.value, right.value);
  if (left instanceof Binary && right instanceof Binary) {
    return (
      left.bytes.length - right.bytes.length || left.subtype - right.subtype || Buffer.compare(left.bytes, right.bytes)
    );
  }
  if (left instanceof Regex && right instanceof Regex) {
    return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
  }
  if (left instanceof Code && right instanceof Code) {
    return (
      compareStrings(left.code, right.code) || compareDocs(left.scope ?? new Map(), right.scope ?? new Map(), collation)
    );
  }
  if (left instanceof Pointer && right instanceof Pointer) {
    return compareStrings(left.namespace, right.namespace) || Buffer.compare(left.id, right.id);
  }
  return 0;
}

function textOf(value: Value): string {
  return value instanceof SymbolValue ? value.value : String(value);
}

function sign(left: number | bigint, right: number | bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareArrays(left: Value[], right: Value[], collation: Collation | null): number {
  const size = Math.min(left.length, right.length);
  for (let index = 0; index < size; index++) {
    const order = compareValues(left[index] as Value, right[index] as Value, collation);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Field by field: type, then name, then value; the shorter document first. */
function compareDocs(left: Doc, right: Doc, collation: Collation | null): number {
  const others = right.entries();
  for (const [name, value] of left) {
    const next = others.next();
    if (next.done) return 1;
    const [otherName, other] = next.value;
    const order =
      typePlace(value) - typePlace(other) || compareStrings(name, otherName) || compareValues(value, other, collation);
    if (order !== 0) return order;
  }
  return others.next().done ? 0 : -1;
}
