import { keyOf } from '../bson/key.ts';
import { isIntegral, toNumber } from '../bson/numbers.ts';
import { typeName, typeNameOf, typeNumber, typeNumbers } from '../bson/types.ts';
import { isDoc, isNumeric, Regex, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { all, elemMatch } from './array-conditions.ts';
import { bitTest } from './bit-tests.ts';
import { comparisonNode, equality, isNothing, regexTest } from './comparisons.ts';
import { condition, type Operand } from './condition.ts';
import type { Comparison, FilterNode, Test } from './filter-nodes.ts';

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
