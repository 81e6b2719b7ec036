import { toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { DateValue, isNumeric, ObjectIdValue, Timestamp, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { formatDate, isoWeek, isoYear, weekOfYear } from './date-format.ts';
import { parseDateText } from './date-text.ts';
import { addUnits, type DateUnit, differenceIn, isDateUnit, truncated } from './date-units.ts';
import { fixed, named, type OperatorCompiler, type OperatorTable } from './operator-table.ts';
import { offsetOf } from './time-zone.ts';
import { nullish } from './truth.ts';

/** The moment of what counts as a date. Throws 16006. */
function millisOf(value: Value): number {
  if (value instanceof DateValue) return value.millis;
  if (value instanceof Timestamp) return Number(value.value >> 32n) * 1000;
  if (value instanceof ObjectIdValue) return value.bytes.readUInt32BE(0) * 1000;
  return fail(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

function zoneOf(value: Value | undefined): string {
  if (value === undefined) return 'UTC';
  return typeof value === 'string'
    ? value
    : fail(40517, `timezone must evaluate to a string, found ${typeName(value)}`);
}

/** An operator on one part of a date: the date alone, or {date, timezone}. */
function part(read: (local: Date) => number | bigint): OperatorCompiler {
  return (argument, scope, compile, name) => {
    let dateSpec = argument;
    let zoneSpec: Value | undefined;
    if (argument instanceof Map && ![...argument.keys()][0]?.startsWith('$')) {
      for (const key of argument.keys())
        if (key !== 'date' && key !== 'timezone') fail(40535, `unrecognized option to ${name}: "${key}"`);
      dateSpec = argument.get('date') ?? fail(40539, `missing 'date' argument to ${name}, provided: {}`);
      zoneSpec = argument.get('timezone');
    } else if (Array.isArray(argument)) {
      if (argument.length !== 1)
        fail(40536, `${name} accepts exactly one argument if given an array, but was given ${argument.length}`);
      dateSpec = argument[0] as Value;
    }
    const date = compile(dateSpec, scope);
    const zone = zoneSpec === undefined ? null : compile(zoneSpec, scope);
    return (frame) => {
      const value = date(frame);
      const named = zone?.(frame);
      if (nullish(value) || (zone && nullish(named))) return null;
      const millis = millisOf(value);
      return read(new Date(millis + offsetOf(zoneOf(named), millis)));
    };
  };
}

const dateToString = named(['date'], ['format', 'timezone', 'onNull'], (values) => {
  const date = values.get('date');
  if (nullish(date)) return values.has('onNull') ? values.get('onNull') : null;
  const format = values.get('format');
  const zone = values.get('timezone');
  if (values.has('timezone') && nullish(zone)) return null;
  if (values.has('format') && nullish(format)) return null;
  if (format !== undefined && typeof format !== 'string')
    return fail(18533, `$dateToString requires that 'format' be a string, found: ${typeName(format)}`);
  const millis = millisOf(date);
  const name = zoneOf(zone ?? undefined);
  const written = format ?? (name === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L');
  return formatDate(millis, offsetOf(name, millis), written);
});

const dateFromString = named(['dateString'], ['format', 'timezone', 'onError', 'onNull'], (values) => {
  const text = values.get('dateString');
  if (nullish(text)) return values.has('onNull') ? values.get('onNull') : null;
  if (values.has('format')) return fail(115, "$dateFromString: 'format' is not supported by this database");
  try {
    if (typeof text !== 'string')
      return fail(241, `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`);
    return new DateValue(parseDateText(text, zoneOf(values.get('timezone') ?? undefined)));
  } catch (error) {
    if (values.has('onError')) return values.get('onError');
    throw error;
  }
});

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;

const dateFromParts = named(['year'], [...PARTS.slice(1), 'timezone'], (values) => {
  const numbers: number[] = [];
  for (const name of PARTS) {
    const value = values.get(name);
    if (values.has(name) && nullish(value)) return null;
    if (value !== undefined && !isNumeric(value))
      return fail(40515, `'${name}' must evaluate to an integer, found ${typeName(value)}`);
    numbers.push(isNumeric(value) ? toNumber(value) : name === 'month' || name === 'day' ? 1 : 0);
  }
  const [year, month, day, hour, minute, second, millisecond] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const zone = zoneOf(values.get('timezone') ?? undefined);
  return new DateValue(local - offsetOf(zone, local - offsetOf(zone, local)));
});

const dateToParts = named(['date'], ['timezone', 'iso8601'], (values) => {
  const date = values.get('date');
  if (nullish(date)) return null;
  if (values.get('iso8601') === true) return fail(115, "$dateToParts: 'iso8601' is not supported by this database");
  const millis = millisOf(date);
  const local = new Date(millis + offsetOf(zoneOf(values.get('timezone') ?? undefined), millis));
  const readings = [
    local.getUTCFullYear(),
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
    local.getUTCMilliseconds(),
  ];
  return new Map<string, Value>(PARTS.map((name, index) => [name, readings[index] as number]));
});

function unitOf(value: Value | undefined, name: string): DateUnit {
  if (typeof value === 'string' && isDateUnit(value)) return value;
  return fail(
    5439013,
    `${name} requires 'unit' to be a time unit, found: ${typeof value === 'string' ? value : typeName(value)}`,
  );
}

function moved(sign: 1 | -1): OperatorCompiler {
  return named(['startDate', 'unit', 'amount'], ['timezone'], (values, _scope, name) => {
    const [start, unit, amount, zone] = ['startDate', 'unit', 'amount', 'timezone'].map((key) => values.get(key));
    if (nullish(start) || nullish(unit) || nullish(amount) || (values.has('timezone') && nullish(zone))) return null;
    const count = isNumeric(amount) ? toNumber(amount) : Number.NaN;
    if (!Number.isInteger(count)) fail(5166405, `${name} expects integer amount of time units`);
    return new DateValue(addUnits(millisOf(start), unitOf(unit, name), sign * count, zoneOf(zone ?? undefined)));
  });
}

const dateDiff = named(['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], (values) => {
  const [start, end, unit, zone] = ['startDate', 'endDate', 'unit', 'timezone'].map((key) => values.get(key));
  if (nullish(start) || nullish(end) || nullish(unit)) return null;
  const week = values.get('startOfWeek');
  return BigInt(
    differenceIn(
      millisOf(start),
      millisOf(end),
      unitOf(unit, '$dateDiff'),
      zoneOf(zone ?? undefined),
      typeof week === 'string' ? week : 'sunday',
    ),
  );
});

const dateTrunc = named(['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], (values) => {
  const [date, unit, bin, zone, week] = ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'].map((key) =>
    values.get(key),
  );
  if (nullish(date) || nullish(unit) || (values.has('binSize') && nullish(bin))) return null;
  const size = isNumeric(bin) ? toNumber(bin) : 1;
  if (!Number.isInteger(size) || size < 1) fail(5439018, "$dateTrunc requires 'binSize' to be a positive integer");
  return new DateValue(
    truncated(
      millisOf(date),
      unitOf(unit, '$dateTrunc'),
      size,
      zoneOf(zone ?? undefined),
      typeof week === 'string' ? week : 'sunday',
    ),
  );
});

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

export const dateOperators: OperatorTable = new Map([
  ['$year', part((local) => local.getUTCFullYear())],
  ['$month', part((local) => local.getUTCMonth() + 1)],
  ['$dayOfMonth', part((local) => local.getUTCDate())],
  ['$dayOfWeek', part((local) => local.getUTCDay() + 1)],
  ['$dayOfYear', part(dayOfYear)],
  ['$hour', part((local) => local.getUTCHours())],
  ['$minute', part((local) => local.getUTCMinutes())],
  ['$second', part((local) => local.getUTCSeconds())],
  ['$millisecond', part((local) => local.getUTCMilliseconds())],
  ['$week', part(weekOfYear)],
  ['$isoWeek', part(isoWeek)],
  ['$isoWeekYear', part((local) => BigInt(isoYear(local)))],
  ['$isoDayOfWeek', part((local) => local.getUTCDay() || 7)],
  ['$dateToString', dateToString],
  ['$dateFromString', dateFromString],
  ['$dateFromParts', dateFromParts],
  ['$dateToParts', dateToParts],
  ['$dateAdd', moved(1)],
  ['$dateSubtract', moved(-1)],
  ['$dateDiff', dateDiff],
  ['$dateTrunc', dateTrunc],
  [
    '$tsSecond',
    fixed(1, 1, ([value]) =>
      nullish(value)
        ? null
        : value instanceof Timestamp
          ? value.value >> 32n
          : fail(5687301, `Argument to $tsSecond must be a timestamp, but is ${typeName(value)}`),
    ),
  ],
  [
    '$tsIncrement',
    fixed(1, 1, ([value]) =>
      nullish(value)
        ? null
        : value instanceof Timestamp
          ? value.value & 0xffffffffn
          : fail(5687302, `Argument to $tsIncrement must be a timestamp, but is ${typeName(value)}`),
    ),
  ],
]);
