import type { Collation } from '../bson/collation.ts';
import { compareValues, equalValues } from '../bson/compare.ts';
import { isNaNValue } from '../bson/numbers.ts';
import { typePlace } from '../bson/types.ts';
import { isNumeric, Regex, Singleton, SymbolValue, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { boundSearch } from './bounded-regex.ts';
import { ranks } from './condition.ts';
import type { Comparison, Condition, Test } from './filter-nodes.ts';
import { toRegExp } from './regex.ts';

/** The node of `{path: value}`. */
export function equality(path: string, parts: readonly string[], value: Value, collation: Collation | null): Condition {
  return comparisonNode(path, parts, 'eq', value, collation);
}

/** The node of $eq, $lt, $lte, $gt, $gte. */
export function comparisonNode(
  path: string,
  parts: readonly string[],
  op: Comparison,
  value: Value,
  collation: Collation | null,
): Condition {
  if (value instanceof Regex && op !== 'eq') fail(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
  if (value instanceof Singleton && value.name === 'undefined') fail(2, 'cannot compare to undefined');
  const test = comparisonTest(op, value, collation);
  return { kind: 'condition', path, parts, test, rank: ranks[op], elements: true, bounds: { op, value } };
}

const holds: Record<Comparison, (order: number) => boolean> = {
  eq: (order) => order === 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};

/** Compares within one type, as MongoDB's ComparisonMatchExpression: null includes nothing, MinKey and MaxKey meet all. */
function comparisonTest(op: Comparison, right: Value, collation: Collation | null): Test {
  const satisfied = holds[op];
  if (right === null) {
    const includes = op === 'eq' || op === 'lte' || op === 'gte';
    return (value) => includes && isNothing(value);
  }
  if (typeof right === 'string' && op === 'eq' && !collation) {
    return (value) => value === right || (value instanceof SymbolValue && value.value === right);
  }
  const place = typePlace(right);
  const extreme = right instanceof Singleton;
  const rightIsNaN = isNumeric(right) && isNaNValue(right);
  return (value) => {
    if (value === undefined) return extreme && op !== 'eq';
    if (typePlace(value) !== place) return extreme && op !== 'eq';
    if (isNumeric(value) && isNumeric(right)) {
      const valueIsNaN = isNaNValue(value);
      if (valueIsNaN || rightIsNaN) return valueIsNaN && rightIsNaN && op !== 'lt' && op !== 'gt';
    }
    return satisfied(compareValues(value, right, collation));
  };
}

/** Whether null is equal to it. */
export function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (value instanceof Singleton && value.name === 'undefined');
}

/** Matches strings and symbols by the pattern, and a stored regex that is the same. */
export function regexTest(regex: Regex): Test {
  const expression = toRegExp(regex);
  const matches = (text: string) => {
    boundSearch(expression, text);
    return expression.test(text);
  };
  return (value) => {
    if (typeof value === 'string') return matches(value);
    if (value instanceof SymbolValue) return matches(value.value);
    return value instanceof Regex && equalValues(value, regex);
  };
}
