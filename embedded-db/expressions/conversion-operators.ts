import { decimalFrom, decimalParts, parseDecimal } from '../bson/decimal.ts';
import { roundDecimal } from '../bson/decimal-arithmetic.ts';
import { fitsLong, isNaNValue, toDecimal, toNumber } from '../bson/numbers.ts';
import { typeName, typeNameOf } from '../bson/types.ts';
import {
  DateValue,
  Decimal,
  isInt32,
  isNumeric,
  makeDouble,
  type Numeric,
  ObjectIdValue,
  Timestamp,
  type Value,
} from '../bson/values.ts';
import { fail } from '../errors.ts';
import { parseDateText } from './date-text.ts';
import { fixed, type OperatorCompiler, type OperatorTable } from './operator-table.ts';
import { textOfValue } from './text-of-value.ts';
import { nullish, truthy } from './truth.ts';

function cannot(value: Value, target: string): never {
  return fail(241, `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`);
}

function badText(value: string, target: string): never {
  return fail(241, `Failed to parse number '${value}' in $convert with no onError value: cannot convert to ${target}`);
}

function wholeOf(value: Numeric, target: string): bigint {
  if (typeof value === 'bigint') return value;
  if (isNaNValue(value)) fail(241, `Attempt to convert NaN value to integer type in $convert with no onError value`);
  if (value instanceof Decimal) {
    const parts = decimalParts(roundDecimal(decimalParts(value), 0, 'trunc'));
    if (parts.kind !== 'finite')
      return fail(241, `Attempt to convert infinity value to integer type in $convert with no onError value`);
    const size = parts.coefficient * 10n ** BigInt(Math.min(parts.exponent, 40));
    return parts.negative ? -size : size;
  }
  const number = Math.trunc(toNumber(value));
  if (!Number.isFinite(number))
    fail(241, `Attempt to convert infinity value to ${target} type in $convert with no onError value`);
  return BigInt(number);
}

function toInteger(value: Value, target: 'int' | 'long'): Value {
  let whole: bigint;
  if (typeof value === 'boolean') whole = value ? 1n : 0n;
  else if (isNumeric(value)) whole = wholeOf(value, target);
  else if (value instanceof DateValue && target === 'long') whole = BigInt(value.millis);
  else if (typeof value === 'string')
    whole = /^[+-]?\d+$/.test(value) ? BigInt(value.replace('+', '')) : badText(value, target);
  else return cannot(value, target);
  const fits = target === 'int' ? isInt32(Number(whole)) : fitsLong(whole);
  if (!fits) fail(241, `Conversion would overflow target type in $convert with no onError value: ${whole}`);
  return target === 'int' ? Number(whole) : whole;
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean') return makeDouble(value ? 1 : 0);
  if (isNumeric(value)) return makeDouble(toNumber(value));
  if (value instanceof DateValue) return makeDouble(value.millis);
  if (typeof value !== 'string') return cannot(value, 'double');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && !/^[+-]?(inf(inity)?|nan)$/i.test(value))
    badText(value, 'double');
  const special = /inf/i.test(value) ? Number.POSITIVE_INFINITY : /nan/i.test(value) ? Number.NaN : null;
  return makeDouble(special === null ? Number(value) : value.startsWith('-') ? -special : special);
}

function toDecimalValue(value: Value): Value {
  if (typeof value === 'boolean') return toDecimal(value ? 1 : 0);
  if (isNumeric(value)) return toDecimal(value);
  if (value instanceof DateValue)
    return decimalFrom({
      kind: 'finite',
      negative: value.millis < 0,
      coefficient: BigInt(Math.abs(value.millis)),
      exponent: 0,
    });
  if (typeof value === 'string') return parseDecimal(value) ?? badText(value, 'decimal');
  return cannot(value, 'decimal');
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || isNumeric(value) || value instanceof DateValue || value instanceof ObjectIdValue)
    return textOfValue(value);
  return cannot(value, 'string');
}

function toObjectId(value: Value): Value {
  if (value instanceof ObjectIdValue) return value;
  if (typeof value !== 'string') return cannot(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value))
    fail(
      241,
      `Failed to parse objectId '${value}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    );
  return new ObjectIdValue(Buffer.from(value, 'hex'));
}

/** Dates, timestamps and ObjectIds are dates in a way; numbers are milliseconds. */
export function toDate(value: Value): Value {
  if (value instanceof DateValue) return value;
  if (value instanceof Timestamp) return new DateValue(Number(value.value >> 32n) * 1000);
  if (value instanceof ObjectIdValue) return new DateValue(value.bytes.readUInt32BE(0) * 1000);
  if (isNumeric(value) && !(typeof value === 'number' && isInt32(value)))
    return new DateValue(Number(wholeOf(value, 'date')));
  if (typeof value === 'string') return new DateValue(parseDateText(value, 'UTC'));
  return cannot(value, 'date');
}

const conversions: Record<string, (value: Value) => Value> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: (value) => (isNumeric(value) || typeof value === 'boolean' ? truthy(value) : true),
  date: toDate,
  int: (value) => toInteger(value, 'int'),
  long: (value) => toInteger(value, 'long'),
  decimal: toDecimalValue,
};

function shortcut(target: string): OperatorCompiler {
  return fixed(1, 1, ([value]) => (nullish(value) ? null : (conversions[target]?.(value) ?? null)));
}

const convert: OperatorCompiler = (argument, scope, compile) => {
  if (!(argument instanceof Map))
    return fail(9, `$convert expects an object of named arguments but found: ${typeName(argument)}`);
  for (const key of argument.keys()) {
    if (!['input', 'to', 'onError', 'onNull'].includes(key)) fail(9, `$convert found an unknown argument: ${key}`);
  }
  const [input, to] = ['input', 'to'].map((key) =>
    compile(argument.get(key) ?? fail(9, `Missing '${key}' parameter to $convert`), scope),
  );
  const [onError, onNull] = ['onError', 'onNull'].map((key) =>
    argument.has(key) ? compile(argument.get(key) as Value, scope) : null,
  );
  return (frame) => {
    const value = input?.(frame);
    const target = to?.(frame);
    if (nullish(value)) return onNull ? onNull(frame) : null;
    if (nullish(target)) return null;
    const name = typeof target === 'string' ? target : isNumeric(target) ? typeNameOf(toNumber(target)) : undefined;
    const apply = name === undefined ? undefined : conversions[name];
    if (!apply) return fail(2, `Unknown type name: ${String(target)}`);
    try {
      return apply(value);
    } catch (error) {
      if (onError) return onError(frame);
      throw error;
    }
  };
};

export const conversionOperators: OperatorTable = new Map([
  ['$convert', convert],
  ...Object.entries({
    $toBool: 'bool',
    $toDate: 'date',
    $toDecimal: 'decimal',
    $toDouble: 'double',
    $toInt: 'int',
    $toLong: 'long',
    $toObjectId: 'objectId',
    $toString: 'string',
  }).map(([name, target]): [string, OperatorCompiler] => [name, shortcut(target)]),
  ['$type', fixed(1, 1, ([value]) => typeName(value))],
  ['$isNumber', fixed(1, 1, ([value]) => isNumeric(value))],
]);
