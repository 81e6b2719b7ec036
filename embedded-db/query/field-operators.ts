import type { Collation } from '../bson/collation.ts';
import { compareValues, equalValues } from '../bson/compare.ts';
import { keyOf } from '../bson/key.ts';
import { isIntegral, isNaNValue, toNumber } from '../bson/numbers.ts';
import { typeName, typeNameOf, typeNumber, typeNumbers, typePlace } from '../bson/types.ts';
import { type Doc, isDoc, isNumeric, Regex, Singleton, SymbolValue, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { bitTest } from './bit-tests.ts';
import type { Comparison, Condition, FilterContext, FilterNode, Test } from './filter-nodes.ts';
import { matcherOf } from './matcher.ts';
import { toRegExp } from './regex.ts';

/** An operator's argument and where it stands. The parsers are handed in, because $elemMatch contains filters. */
export interface Operand {
  path: string;
  parts: readonly string[];
  value: Value;
  context: FilterContext;
  parseFilter(filter: Doc, context: FilterContext): FilterNode;
  parseOperators(path: string, parts: readonly string[], operators: Doc, context: FilterContext): FilterNode;
}

const comparisons = new Map<string, Comparison>([
  ['$eq', 'eq'],
  ['$lt', 'lt'],
  ['$lte', 'lte'],
  ['$gt', 'gt'],
  ['$gte', 'gte'],
]);

/** The filter node of one operator on a path; throws BadValue (2) for an unknown one. */
export function conditionFor(name: string, operand: Operand): FilterNode {
  const { path, parts, value, context } = operand;
  const comparison = comparisons.get(name);
  if (comparison) return comparisonNode(path, parts, comparison, value, context.collation);
  switch (name) {
    case '$ne':
      if (value instanceof Regex) fail(2, "Can't have regex as arg to $ne.");
      return { kind: 'not', node: equality(path, parts, value, context.collation) };
    case '$in':
      return membership(operand, '$in');
    case '$nin':
      return { kind: 'not', node: membership(operand, '$nin') };
    case '$exists':
      return exists(operand);
    case '$type':
      return condition(operand, 'type', typeTest(value), true);
    case '$mod':
      return condition(operand, 'mod', modTest(value), true);
    case '$size':
      return condition(operand, 'size', sizeTest(value), false);
    case '$all':
      return all(operand);
    case '$elemMatch':
      return elemMatch(operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return condition(operand, 'bits', bitTest(name, value), true);
    case '$geoWithin':
    case '$geoIntersects':
    case '$near':
    case '$nearSphere':
    case '$within':
      return fail(115, `${name}: geographical queries are not supported by this database`);
    default:
      return fail(2, `unknown operator: ${name}`);
  }
}

/** The order of MongoDB's MatchExpression::MatchType, as far as it concerns single paths. */
export const ranks = {
  elemMatch: 0,
  size: 1,
  eq: 2,
  lte: 3,
  lt: 4,
  gt: 5,
  gte: 6,
  regex: 7,
  mod: 8,
  exists: 9,
  in: 10,
  bits: 11,
  type: 12,
};

function condition(
  operand: Operand,
  rank: keyof typeof ranks,
  test: Test,
  elements: boolean,
  bounds: Condition['bounds'] = null,
): Condition {
  return { kind: 'condition', path: operand.path, parts: operand.parts, test, rank: ranks[rank], elements, bounds };
}

/** The node of `{path: value}`. */
export function equality(path: string, parts: readonly string[], value: Value, collation: Collation | null): Condition {
  return comparisonNode(path, parts, 'eq', value, collation);
}

function comparisonNode(
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

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (value instanceof Singleton && value.name === 'undefined');
}

function membership(operand: Operand, name: string): FilterNode {
  const { value, context } = operand;
  if (!Array.isArray(value)) return fail(2, `${name} needs an array`);
  const regexes = value.filter((item): item is Regex => item instanceof Regex);
  const plain = value.filter((item) => !(item instanceof Regex));
  for (const item of plain) {
    const first = isDoc(item) ? item.keys().next().value : undefined;
    if (first?.startsWith('$') && !['$ref', '$id', '$db'].includes(first)) fail(2, `cannot nest $ under ${name}`);
  }
  const withNothing = plain.some((item) => item === null);
  const tests = regexes.map(regexTest);
  const keys = new Set(plain.map((item) => keyOf(item, context.collation).toString('latin1')));
  const strings = context.collation ? null : new Set(plain.filter((item) => typeof item === 'string'));
  const test: Test = (item) => {
    if (isNothing(item)) return withNothing;
    if (item === undefined) return false;
    if (typeof item === 'string' && strings?.has(item)) return true;
    if (tests.some((matches) => matches(item))) return true;
    return (
      keys.size > 0 &&
      !(typeof item === 'string' && strings) &&
      keys.has(keyOf(item, context.collation).toString('latin1'))
    );
  };
  return condition(operand, 'in', test, true, regexes.length === 0 ? { op: 'in', values: plain } : null);
}

/** Matches strings and symbols by the pattern, and a stored regex that is the same. */
export function regexTest(regex: Regex): Test {
  const expression = toRegExp(regex);
  return (value) => {
    if (typeof value === 'string') return expression.test(value);
    if (value instanceof SymbolValue) return expression.test(value.value);
    return value instanceof Regex && equalValues(value, regex);
  };
}

function exists(operand: Operand): FilterNode {
  const { value } = operand;
  const wanted = isNumeric(value) ? toNumber(value) !== 0 : !(value === false || value === null);
  const node = condition(operand, 'exists', (item) => item !== undefined, true, wanted ? { op: 'exists' } : null);
  return wanted ? node : { kind: 'not', node };
}

/** The types that a $type argument names. */
export function typeSet(value: Value): (value: Value) => boolean {
  const wanted = new Set<number>();
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item === 'string') {
      if (item === 'number') for (const number of [1, 16, 18, 19]) wanted.add(number);
      else wanted.add(typeNumbers.get(item) ?? fail(2, `Unknown type name alias: ${item}`));
    } else if (isNumeric(item)) {
      const number = toNumber(item);
      if (!typeNameOf(number)) fail(2, `Invalid numerical type code: ${number}`);
      wanted.add(number);
    } else fail(14, 'type must be represented as a number or a string');
  }
  if (wanted.size === 0) fail(9, 'a type set must match at least one type');
  return (candidate) => wanted.has(typeNumber(candidate));
}

function typeTest(value: Value): Test {
  const accepts = typeSet(value);
  return (item) => item !== undefined && accepts(item);
}

function sizeTest(value: Value): Test {
  if (!isNumeric(value)) return fail(9, `Failed to parse $size. Expected a number in: $size: ${typeName(value)}`);
  const size = toNumber(value);
  if (!Number.isInteger(size)) fail(9, `Failed to parse $size. Expected an integer: $size: ${size}`);
  if (size < 0) fail(9, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (item) => Array.isArray(item) && item.length === size;
}

function modTest(value: Value): Test {
  if (!Array.isArray(value)) return fail(2, 'malformed mod, needs to be an array');
  if (value.length < 2) fail(2, 'malformed mod, not enough elements');
  if (value.length > 2) fail(2, 'malformed mod, too many elements');
  const [divisor, remainder] = value.map((item, position) => {
    if (!isNumeric(item)) return fail(2, `malformed mod, ${position === 0 ? 'divisor' : 'remainder'} not a number`);
    const number = toNumber(item);
    if (!Number.isFinite(number)) fail(2, 'malformed mod, NaN or Infinity is not a number to divide by');
    return typeof item === 'bigint' ? item : BigInt(Math.trunc(number));
  }) as [bigint, bigint];
  if (divisor === 0n) fail(2, 'divisor cannot be 0');
  return (item) => {
    if (!isNumeric(item)) return false;
    if (isIntegral(item)) return BigInt(item) % divisor === remainder;
    const number = toNumber(item);
    return Number.isFinite(number) && BigInt(Math.trunc(number)) % divisor === remainder;
  };
}

function all(operand: Operand): FilterNode {
  const { path, parts, value, context } = operand;
  if (!Array.isArray(value)) return fail(2, '$all needs an array');
  if (value.length === 0) return { kind: 'always', value: false };
  const isElemMatch = (item: Value) => isDoc(item) && item.keys().next().value === '$elemMatch';
  const nodes = value.map((item): FilterNode => {
    if (isDoc(item) && isElemMatch(item)) return operand.parseOperators(path, parts, item, context);
    if (value.some(isElemMatch)) fail(2, 'no $ expressions in $all');
    if (item instanceof Regex) return condition(operand, 'regex', regexTest(item), true);
    const first = isDoc(item) ? item.keys().next().value : undefined;
    if (first?.startsWith('$') && first !== '$ref' && first !== '$id') fail(2, 'no $ expressions in $all');
    return equality(path, parts, item, context.collation);
  });
  return { kind: 'and', nodes };
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$where', '$expr', '$comment']);

function elemMatch(operand: Operand): FilterNode {
  const { value, context } = operand;
  if (!isDoc(value)) return fail(2, '$elemMatch needs an Object');
  const [first] = value.keys();
  const ofValues = first?.startsWith('$') && !LOGICAL.has(first) && first !== '$ref' && first !== '$id';
  if (ofValues) {
    const accepts = matcherOf(operand.parseOperators('v', ['v'], value, context), false);
    const holder: Doc = new Map();
    return condition(
      operand,
      'elemMatch',
      (item) =>
        Array.isArray(item) &&
        item.some((element) => {
          holder.set('v', element);
          return accepts(holder);
        }),
      false,
    );
  }
  const accepts = matcherOf(operand.parseFilter(value, context));
  return condition(
    operand,
    'elemMatch',
    (item) =>
      Array.isArray(item) &&
      item.some((element) => (isDoc(element) ? accepts(element) : Array.isArray(element) && accepts(asDoc(element)))),
    false,
  );
}

/** An array as MongoDB sees it where a document is wanted: positions are names. */
function asDoc(array: Value[]): Doc {
  return new Map(array.map((item, position) => [String(position), item]));
}
