import type { Collation } from '../bson/collation.ts';
import { compareValues } from '../bson/compare.ts';
import { identical } from '../bson/identical.ts';
import { calculate, integer, isIntegral, toNumber } from '../bson/numbers.ts';
import { shown } from '../bson/shown.ts';
import { typeName } from '../bson/types.ts';
import { type DateValue, Double, isDoc, isNumeric, type Numeric, Timestamp, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { type Leaf, type Outcome, REMOVED, UNCHANGED } from './update-node.ts';

/** What operators need to know of the command they are in. */
export interface OperatorContext {
  collation: Collation | null;
  now: DateValue;
}

function leaf(apply: Leaf['apply'], creates = true, onInsertOnly = false): Leaf {
  return { apply, creates, onInsertOnly };
}

function changed(current: Value | undefined, next: Value): Outcome {
  return identical(current, next) ? UNCHANGED : next;
}

/** $set and $setOnInsert. */
export function setLeaf(value: Value, onInsertOnly: boolean): Leaf {
  return leaf((current) => changed(current, value), true, onInsertOnly);
}

/** $unset: a missing field stays missing. */
export function unsetLeaf(): Leaf {
  return leaf((current) => (current === undefined ? UNCHANGED : REMOVED), false);
}

/** $inc and $mul. */
export function arithmeticLeaf(name: '$inc' | '$mul', path: string, value: Value): Leaf {
  if (!isNumeric(value)) {
    return fail(
      14,
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${shown(value)}}`,
    );
  }
  return leaf((current, at, root) => {
    if (current === undefined) return name === '$inc' ? value : zeroLike(value);
    if (!isNumeric(current)) {
      return fail(
        14,
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${idOf(root)}} has the field '${lastPart(at)}' of non-numeric type ${typeName(current)}`,
      );
    }
    const result = calculate(name === '$inc' ? 'add' : 'multiply', current, value);
    if (result === null) {
      return fail(
        2,
        `Failed to apply ${name} operations to current value (${shown(current)}) for document {_id: ${idOf(root)}}`,
      );
    }
    return changed(current, result);
  });
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function idOf(root: Value): string {
  return isDoc(root) ? shown(root.get('_id') ?? null) : '';
}

function zeroLike(value: Numeric): Value {
  if (value instanceof Double) return new Double(0);
  if (typeof value === 'bigint') return 0n;
  const zero = calculate('multiply', isIntegral(value) ? 0 : new Double(0), value);
  return zero ?? 0;
}

/** $min and $max, in MongoDB's order of all types. */
export function extremeLeaf(name: '$min' | '$max', value: Value, context: OperatorContext): Leaf {
  return leaf((current) => {
    if (current === undefined) return value;
    const order = compareValues(value, current, context.collation);
    return (name === '$min' ? order < 0 : order > 0) ? value : UNCHANGED;
  });
}

/** $currentDate: a date, or a timestamp if asked for. */
export function currentDateLeaf(path: string, value: Value, context: OperatorContext): Leaf {
  let type: Value | undefined = 'date';
  if (isDoc(value)) {
    for (const name of value.keys()) {
      if (name !== '$type') fail(2, `Unrecognized $currentDate option: ${name}`);
    }
    type = value.get('$type');
    if (type !== 'date' && type !== 'timestamp') {
      fail(
        2,
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    }
  } else if (typeof value !== 'boolean') {
    fail(
      2,
      `${typeName(value)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}). Path ${path}`,
    );
  }
  return leaf(() => (type === 'date' ? context.now : timestampAt(context.now)));
}

/** A timestamp of this second. */
export function timestampAt(now: DateValue): Timestamp {
  return new Timestamp((BigInt(Math.floor(now.millis / 1000)) << 32n) | 1n);
}

/** $bit: and, or, xor with integers. */
export function bitLeaf(_path: string, value: Value): Leaf {
  if (!isDoc(value)) {
    return fail(
      2,
      `The $bit modifier is not compatible with a ${typeName(value)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  if (value.size === 0) {
    fail(2, `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}`);
  }
  const steps = [...value].map(([operation, operand]) => {
    if (!['and', 'or', 'xor'].includes(operation)) {
      fail(
        2,
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}' which is an unknown operator: {${operation}: ${shown(operand)}}`,
      );
    }
    if (!isNumeric(operand) || !isIntegral(operand)) {
      return fail(
        2,
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: {${operation}: ${shown(operand)}}`,
      );
    }
    return { operation, operand };
  });
  return leaf((current, at, root) => {
    let result: Value = current ?? 0;
    if (!isNumeric(result) || !isIntegral(result)) {
      return fail(
        2,
        `Cannot apply $bit to a value of non-integral type.{_id: ${idOf(root)}} has the field ${lastPart(at)} of non-integer type ${typeName(result)}`,
      );
    }
    for (const { operation, operand } of steps) result = bitwise(operation, result as number | bigint, operand);
    return changed(current, result);
  });
}

function bitwise(operation: string, left: number | bigint, right: number | bigint): number | bigint {
  const a = BigInt(left);
  const b = BigInt(right);
  const result = operation === 'and' ? a & b : operation === 'or' ? a | b : a ^ b;
  return typeof left === 'bigint' || typeof right === 'bigint' ? result : integer(result);
}

/** Where a number is wanted: its integer value, or undefined. */
export function integerOf(value: Value | undefined): number | undefined {
  if (!isNumeric(value)) return undefined;
  const number = toNumber(value);
  return Number.isInteger(number) ? number : undefined;
}
