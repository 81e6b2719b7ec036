import { decimalFromDouble, decimalParts } from '../bson/decimal.ts';
import { divideDecimals, isZero } from '../bson/decimal-arithmetic.ts';
import { calculate, fitsLong, integer, isIntegral, isNaNValue, toDecimal, toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { DateValue, Decimal, isInt32, isNumeric, makeDouble, type Numeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { fixed, type OperatorCompiler, type OperatorTable, variadic } from './operator-table.ts';
import { roundingOperators } from './rounding-operators.ts';
import { nullish } from './truth.ts';
import { unary } from './unary.ts';

type Values = (Value | undefined)[];

/** Integers that leave int64 go on as doubles. */
export function plus(left: Numeric, right: Numeric): Numeric {
  return calculate('add', left, right) ?? makeDouble(toNumber(left) + toNumber(right));
}

function add(values: Values, _scope: unknown, name: string): Value {
  let sum: Numeric = 0;
  let isDate = false;
  for (const value of values) {
    if (nullish(value)) return null;
    if (value instanceof DateValue) {
      if (isDate) fail(16612, 'only one date allowed in an $add expression');
      isDate = true;
      sum = plus(sum, BigInt(value.millis));
    } else if (isNumeric(value)) sum = plus(sum, value);
    else fail(14, `${name} only supports numeric or date types, not ${typeName(value)}`);
  }
  return isDate ? new DateValue(Math.round(toNumber(sum))) : sum;
}

function subtract([left, right]: Values): Value {
  if (nullish(left) || nullish(right)) return null;
  if (left instanceof DateValue) {
    if (right instanceof DateValue) return BigInt(left.millis - right.millis);
    if (isNumeric(right)) return new DateValue(left.millis - Math.round(toNumber(right)));
    return fail(14, `can't $subtract ${typeName(right)} from Date`);
  }
  if (!isNumeric(left) || !isNumeric(right))
    return fail(14, `can't $subtract ${typeName(right)} from ${typeName(left)}`);
  return calculate('subtract', left, right) ?? makeDouble(toNumber(left) - toNumber(right));
}

function multiply(values: Values, _scope: unknown, name: string): Value {
  let product: Numeric = 1;
  for (const value of values) {
    if (nullish(value)) return null;
    if (!isNumeric(value)) return fail(14, `${name} only supports numeric types, not ${typeName(value)}`);
    product = calculate('multiply', product, value) ?? makeDouble(toNumber(product) * toNumber(value));
  }
  return product;
}

function divide([left, right]: Values): Value {
  if (nullish(left) || nullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right)) {
    return fail(14, `$divide only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
  }
  if (left instanceof Decimal || right instanceof Decimal) {
    const divisor = decimalParts(toDecimal(right));
    if (isZero(divisor)) fail(2, "can't $divide by zero");
    return divideDecimals(decimalParts(toDecimal(left)), divisor);
  }
  if (toNumber(right) === 0) fail(2, "can't $divide by zero");
  return makeDouble(toNumber(left) / toNumber(right));
}

function mod([left, right]: Values): Value {
  if (nullish(left) || nullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right)) {
    return fail(16611, `$mod only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
  }
  if (toNumber(right) === 0) fail(16610, "can't $mod by zero");
  return calculate('remainder', left, right) as Value;
}

function absolute(value: Numeric): Value {
  if (value instanceof Decimal) {
    const parts = decimalParts(value);
    return parts.negative ? (calculate('multiply', value, -1) as Value) : value;
  }
  if (typeof value === 'bigint') {
    if (!fitsLong(-value)) fail(28680, "can't take $abs of long long min");
    return value < 0n ? -value : value;
  }
  const number = toNumber(value);
  return isIntegral(value) ? integer(Math.abs(number)) : makeDouble(Math.abs(number));
}

function real(evaluate: (value: number, name: string) => number): OperatorCompiler {
  return unary((value, name) => {
    const result = evaluate(toNumber(value), name);
    return value instanceof Decimal ? decimalFromDouble(result) : makeDouble(result);
  });
}

function sqrt(value: number): number {
  if (value < 0) fail(28714, "$sqrt's argument must be greater than or equal to 0");
  return Math.sqrt(value);
}

function logarithm(base: (value: number) => number, code: number): (value: number, name: string) => number {
  return (value, name) => {
    if (value <= 0) fail(code, `${name}'s argument must be a positive number, but is ${value}`);
    return base(value);
  };
}

function log([value, base]: Values): Value {
  if (nullish(value) || nullish(base)) return null;
  if (!isNumeric(value)) return fail(28756, `$log's argument must be numeric, not ${typeName(value)}`);
  if (!isNumeric(base)) return fail(28757, `$log's base must be numeric, not ${typeName(base)}`);
  if (!(toNumber(value) > 0)) fail(28758, `$log's argument must be a positive number, but is ${toNumber(value)}`);
  if (!(toNumber(base) > 0) || toNumber(base) === 1)
    fail(28759, `$log's base must be a positive number not equal to 1, but is ${toNumber(base)}`);
  return makeDouble(Math.log(toNumber(value)) / Math.log(toNumber(base)));
}

function pow([base, exponent]: Values): Value {
  if (nullish(base) || nullish(exponent)) return null;
  if (!isNumeric(base)) return fail(28762, `$pow's base must be numeric, not ${typeName(base)}`);
  if (!isNumeric(exponent)) return fail(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
  if (toNumber(base) === 0 && toNumber(exponent) < 0)
    fail(28764, '$pow cannot take a base of 0 and a negative exponent');
  const result = toNumber(base) ** toNumber(exponent);
  if (base instanceof Decimal || exponent instanceof Decimal) return decimalFromDouble(result);
  if (!isIntegral(base) || !isIntegral(exponent)) return makeDouble(result);
  if (BigInt(exponent) < 0n) return makeDouble(result);
  const exact = Math.abs(result) < 1e20 ? BigInt(base) ** BigInt(exponent) : null;
  if (exact === null || !fitsLong(exact)) return makeDouble(result);
  return typeof base === 'bigint' || typeof exponent === 'bigint' ? exact : integer(exact);
}

function bitwise(name: string, start: bigint, combine: (left: bigint, right: bigint) => bigint): OperatorCompiler {
  return variadic((values) => {
    let result = start;
    let long = false;
    for (const value of values) {
      if (nullish(value)) return null;
      if (!isNumeric(value) || !isIntegral(value)) return fail(14, `${name} only supports int and long operands.`);
      long ||= typeof value === 'bigint';
      result = combine(result, BigInt(value));
    }
    return long || !isInt32(Number(result)) ? result : Number(result);
  });
}

export const arithmeticOperators: OperatorTable = new Map([
  ['$add', variadic(add)],
  ['$subtract', fixed(2, 2, subtract)],
  ['$multiply', variadic(multiply)],
  ['$divide', fixed(2, 2, divide)],
  ['$mod', fixed(2, 2, mod)],
  ['$abs', unary(absolute)],
  ...roundingOperators,
  ['$sqrt', real(sqrt)],
  ['$exp', real(Math.exp)],
  ['$ln', real(logarithm(Math.log, 28766))],
  ['$log10', real(logarithm(Math.log10, 28761))],
  ['$log', fixed(2, 2, log)],
  ['$pow', fixed(2, 2, pow)],
  ['$bitAnd', bitwise('$bitAnd', -1n, (left, right) => left & right)],
  ['$bitOr', bitwise('$bitOr', 0n, (left, right) => left | right)],
  ['$bitXor', bitwise('$bitXor', 0n, (left, right) => left ^ right)],
  [
    '$bitNot',
    unary((value) => {
      if (!isIntegral(value)) return fail(14, '$bitNot only supports int and long operands.');
      return typeof value === 'bigint' ? ~value : ~value;
    }),
  ],
  ...(['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'] as const).map(
    (name): [string, OperatorCompiler] => [`$${name}`, real((value) => trigonometric(name, value))],
  ),
  ['$degreesToRadians', real((value) => (value * Math.PI) / 180)],
  ['$radiansToDegrees', real((value) => (value * 180) / Math.PI)],
  [
    '$atan2',
    fixed(2, 2, ([y, x]) => {
      if (nullish(y) || nullish(x)) return null;
      if (!isNumeric(y) || !isNumeric(x)) return fail(51044, '$atan2 only supports numeric types');
      return makeDouble(Math.atan2(toNumber(y), toNumber(x)));
    }),
  ],
]);

type Trigonometric =
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh';

function trigonometric(name: Trigonometric, value: number): number {
  const result = Math[name](value);
  if (Number.isNaN(result) && !isNaNValue(value))
    fail(50989, `cannot apply $${name} to ${value}, value must be in its domain`);
  return result;
}
