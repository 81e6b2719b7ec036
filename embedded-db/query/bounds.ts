import { typePlace } from '../bson/types.ts';
import { isDoc, Singleton, UNDEFINED, type Value } from '../bson/values.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { fieldKey } from '../storage/index-keys.ts';
import type { Side } from '../storage/layout.ts';
import type { Condition } from './filter-nodes.ts';

/**
 * A stretch of one index field's keys. `before` and `after` stand for the places before and after everything that goes on
 * from a whole key; `at` for the bytes as they are, where they are only the beginning of keys.
 */
export interface Stretch {
  low: Buffer;
  lowSide: Side;
  high: Buffer;
  highSide: Side;
}

/** What an index can do for a condition: the points it has to look at, or one stretch. */
export interface FieldBounds {
  condition: Condition;
  points: Buffer[] | null;
  stretch: Stretch | null;
  /** Whether every key within is a match, so that the document needs no further look at this condition. */
  exact: boolean;
  /** Whether a document without the field cannot match. */
  impliesPresence: boolean;
}

/** The bounds of a condition in an index's field, or null if the index is no help. */
export function fieldBounds(
  index: IndexDefinition,
  position: number,
  condition: Condition,
  sameCollation: boolean,
): FieldBounds | null {
  const { bounds } = condition;
  if (!bounds) return null;
  if (bounds.op === 'exists') return all(index, condition);
  const values = bounds.op === 'in' ? bounds.values : [bounds.value];
  if (values.some((value) => Array.isArray(value) || extreme(value))) return null;
  if (!sameCollation && values.some(hasText)) return null;
  const nothing = values.some((value) => value === null);
  const whole = { condition, impliesPresence: !nothing };
  if (bounds.op === 'eq' || bounds.op === 'in') {
    const points = [...values, ...(nothing ? [UNDEFINED] : [])].map((value) => fieldKey(index, position, value));
    return { points, stretch: null, exact: !nothing && !values.some(isDoc), ...whole };
  }
  const value = bounds.value;
  if (value === null) {
    const equal = bounds.op === 'gte' || bounds.op === 'lte';
    if (!equal) return { points: [], stretch: null, exact: false, ...whole };
    const points = [null, UNDEFINED].map((item) => fieldKey(index, position, item));
    return { points, stretch: null, exact: false, ...whole };
  }
  // The folds that a collated index holds have no order.
  if (index.collation && hasText(value)) return null;
  return { points: null, stretch: range(index, position, bounds.op, value), exact: false, ...whole };
}

function extreme(value: Value): boolean {
  return value instanceof Singleton && value.name !== 'undefined';
}

function hasText(value: Value): boolean {
  return (
    typeof value === 'string' || (value !== null && typeof value === 'object' && (isDoc(value) || Array.isArray(value)))
  );
}

function all(index: IndexDefinition, condition: Condition): FieldBounds | null {
  // Only a sparse index knows what is missing from what is null.
  if (!index.sparse || index.fields.length > 1) return null;
  const low = Buffer.alloc(0);
  return {
    condition,
    points: null,
    stretch: { low, lowSide: 'before', high: low, highSide: 'after' },
    exact: false,
    impliesPresence: true,
  };
}

/** The values of the same type on one side of a value. */
function range(index: IndexDefinition, position: number, op: 'lt' | 'lte' | 'gt' | 'gte', value: Value): Stretch {
  const key = fieldKey(index, position, value);
  const down = index.fields[position]?.down ?? false;
  const type = typePlace(value) + 1;
  const brand = down ? 255 - type : type;
  const upward = (op === 'gt' || op === 'gte') !== down;
  const inclusive = op === 'gte' || op === 'lte';
  if (upward) {
    return { low: key, lowSide: inclusive ? 'before' : 'after', high: Buffer.from([brand + 1]), highSide: 'at' };
  }
  return { low: Buffer.from([brand]), lowSide: 'at', high: key, highSide: inclusive ? 'after' : 'before' };
}

/** What lies in both stretches; null if nothing does. */
export function intersection(left: Stretch, right: Stretch): Stretch {
  const low = order(left.low, left.lowSide, right.low, right.lowSide) >= 0 ? left : right;
  const high = order(left.high, left.highSide, right.high, right.highSide) <= 0 ? left : right;
  return { low: low.low, lowSide: low.lowSide, high: high.high, highSide: high.highSide };
}

function order(left: Buffer, leftSide: Side, right: Buffer, rightSide: Side): number {
  return Buffer.compare(Buffer.concat([left, SIDE[leftSide]]), Buffer.concat([right, SIDE[rightSide]]));
}

const SIDE = { at: Buffer.alloc(0), before: Buffer.from([1]), after: Buffer.from([255]) };
