import { compareValues } from '../bson/compare.ts';
import { isIntegral, toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { sortComparison } from '../query/sort-order.ts';
import { order } from './boolean-operators.ts';
import { fixed, named, type OperatorCompiler, type OperatorTable, variadic } from './operator-table.ts';
import { nullish } from './truth.ts';
import { wholeNumber } from './whole-number.ts';

type Values = (Value | undefined)[];

function arrayElemAt([array, position]: Values): Value | undefined {
  if (nullish(array) || nullish(position)) return null;
  if (!Array.isArray(array))
    return fail(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`);
  if (!isNumeric(position))
    return fail(28690, `$arrayElemAt's second argument must be a numeric value, but is ${typeName(position)}`);
  const index = wholeNumber(
    position,
    28691,
    `$arrayElemAt's second argument must be representable as a 32-bit integer: ${toNumber(position)}`,
  );
  return array[index < 0 ? array.length + index : index];
}

function end(name: string, last: boolean): OperatorCompiler {
  return fixed(1, 1, ([array]) => {
    if (nullish(array)) return null;
    if (!Array.isArray(array)) return fail(28689, `${name}'s argument must be an array, but is ${typeName(array)}`);
    return array.at(last ? -1 : 0);
  });
}

function concatArrays(values: Values): Value {
  const result: Value[] = [];
  for (const value of values) {
    if (nullish(value)) return null;
    if (!Array.isArray(value)) return fail(28664, `$concatArrays only supports arrays, not ${typeName(value)}`);
    result.push(...value);
  }
  return result;
}

function size([array]: Values): Value {
  if (!Array.isArray(array))
    return fail(17124, `The argument to $size must be an array, but was of type: ${typeName(array)}`);
  return array.length;
}

function slice(values: Values): Value {
  const [array, first, second] = values;
  if (nullish(array) || nullish(first) || (values.length === 3 && nullish(second))) return null;
  if (!Array.isArray(array))
    return fail(28724, `First argument to $slice must be an array, but is of type: ${typeName(array)}`);
  if (!isNumeric(first))
    return fail(28725, `Second argument to $slice must be a numeric value, but is of type: ${typeName(first)}`);
  const start = wholeNumber(first, 28726, `Second argument to $slice can't be represented as a 32-bit integer`);
  if (values.length === 2) return start >= 0 ? array.slice(0, start) : array.slice(start);
  if (!isNumeric(second))
    return fail(28727, `Third argument to $slice must be numeric, but is of type: ${typeName(second)}`);
  const count = wholeNumber(second, 28728, `Third argument to $slice can't be represented as a 32-bit integer`);
  if (count <= 0) fail(28729, `Third argument to $slice must be positive: ${count}`);
  const from = start < 0 ? Math.max(0, array.length + start) : Math.min(start, array.length);
  return array.slice(from, from + count);
}

function inOperator([value, array]: Values, scope: Parameters<typeof order>[2]): Value {
  if (!Array.isArray(array))
    return fail(40081, `$in requires an array as a second argument, found: ${typeName(array)}`);
  return array.some((item) => order(value, item, scope) === 0);
}

function indexOfArray([array, wanted, from, to]: Values, scope: Parameters<typeof order>[2]): Value {
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    return fail(40090, `$indexOfArray requires an array as a first argument, found: ${typeName(array)}`);
  const start = from === undefined ? 0 : wholeNumber(from, 40096, '$indexOfArray requires an integral starting index');
  const stop =
    to === undefined ? array.length : wholeNumber(to, 40096, '$indexOfArray requires an integral ending index');
  if (start < 0 || stop < 0) fail(40097, '$indexOfArray requires a nonnegative starting index');
  for (let index = start; index < Math.min(stop, array.length); index++) {
    if (order(array[index], wanted, scope) === 0) return index;
  }
  return -1;
}

function range([from, to, by]: Values): Value {
  const start = wholeNumber(
    from,
    34443,
    `$range requires a numeric starting value, found value of type: ${typeName(from)}`,
  );
  const stop = wholeNumber(to, 34445, `$range requires a numeric ending value, found value of type: ${typeName(to)}`);
  const step =
    by === undefined
      ? 1
      : wholeNumber(by, 34447, `$range requires a numeric step value, found value of type:${typeName(by)}`);
  if (step === 0) fail(34449, '$range requires a non-zero step value');
  const count = Math.ceil((stop - start) / step);
  if (count > 8_000_000) fail(146, '$range would use too much memory');
  return Array.from({ length: Math.max(0, count) }, (_, index) => start + index * step);
}

function reverse([array]: Values): Value {
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    return fail(34435, `The argument to $reverseArray must be an array, but was of type: ${typeName(array)}`);
  return [...array].reverse();
}

const sortArray = named(['input', 'sortBy'], [], (values, scope) => {
  const array = values.get('input');
  const by = values.get('sortBy');
  if (nullish(array)) return null;
  if (!Array.isArray(array))
    return fail(2942504, `The input argument to $sortArray must be an array, but was of type: ${typeName(array)}`);
  if (isDoc(by)) {
    const compare = sortComparison(by, scope.collation);
    return [...array].sort((left, right) => compare(isDoc(left) ? left : new Map(), isDoc(right) ? right : new Map()));
  }
  const direction = isNumeric(by) ? toNumber(by) : 0;
  if (direction !== 1 && direction !== -1) return fail(2942506, 'The $sort element value must be either 1 or -1');
  return [...array].sort((left, right) => direction * compareValues(left, right, scope.collation));
});

const zip = named(['inputs'], ['useLongestLength', 'defaults'], (values) => {
  const inputs = values.get('inputs');
  if (nullish(inputs)) return null;
  if (!Array.isArray(inputs) || inputs.length === 0) return fail(34461, 'inputs must be an array of expressions');
  const arrays: Value[][] = [];
  for (const input of inputs) {
    if (nullish(input)) return null;
    if (!Array.isArray(input)) return fail(34468, `$zip found a non-array expression in input: ${typeName(input)}`);
    arrays.push(input);
  }
  const longest = values.get('useLongestLength') === true;
  const defaults = values.get('defaults');
  if (defaults !== undefined && !longest) fail(34466, 'cannot specify defaults unless useLongestLength is true');
  const lengths = arrays.map((array) => array.length);
  const length = longest ? Math.max(...lengths) : Math.min(...lengths);
  return Array.from({ length }, (_, row) =>
    arrays.map((array, column) => array[row] ?? (Array.isArray(defaults) ? (defaults[column] ?? null) : null)),
  );
});

function some(name: string, last: boolean): OperatorCompiler {
  return named(['n', 'input'], [], (values) => {
    const count = values.get('n');
    const array = values.get('input');
    if (!isNumeric(count) || !(isIntegral(count) || Number.isInteger(toNumber(count))) || toNumber(count) < 1) {
      return fail(5787908, `${name} requires 'n' to be a positive integer`);
    }
    if (!Array.isArray(array)) return fail(5788200, `${name} requires 'input' to be an array`);
    return last ? array.slice(-toNumber(count)) : array.slice(0, toNumber(count));
  });
}

function most(name: string, sign: 1 | -1): OperatorCompiler {
  return named(['n', 'input'], [], (values, scope) => {
    const count = values.get('n');
    const array = values.get('input');
    if (!isNumeric(count) || toNumber(count) < 1) return fail(5787908, `${name} requires 'n' to be a positive integer`);
    if (!Array.isArray(array)) return fail(5788200, `${name} requires 'input' to be an array`);
    const present = array.filter((item) => !nullish(item));
    return present.sort((left, right) => sign * compareValues(left, right, scope.collation)).slice(0, toNumber(count));
  });
}

export const arrayOperators: OperatorTable = new Map([
  ['$arrayElemAt', fixed(2, 2, arrayElemAt)],
  ['$first', end('$first', false)],
  ['$last', end('$last', true)],
  ['$concatArrays', variadic(concatArrays)],
  ['$size', fixed(1, 1, size)],
  ['$slice', fixed(2, 3, slice)],
  ['$in', fixed(2, 2, inOperator)],
  ['$indexOfArray', fixed(2, 4, indexOfArray)],
  ['$isArray', fixed(1, 1, ([value]) => Array.isArray(value))],
  ['$range', fixed(2, 3, range)],
  ['$reverseArray', fixed(1, 1, reverse)],
  ['$sortArray', sortArray],
  ['$zip', zip],
  ['$firstN', some('$firstN', false)],
  ['$lastN', some('$lastN', true)],
  ['$minN', most('$minN', 1)],
  ['$maxN', most('$maxN', -1)],
]);
