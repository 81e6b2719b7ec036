import {
  compareParts,
  decimalFrom,
  decimalFromDouble,
  decimalParts,
  decimalText,
  type Parts,
  partsOfDouble,
} from './decimal.ts';
import { addDecimals, multiplyDecimals, remainderOfDecimals, subtractDecimals } from './decimal-arithmetic.ts';
import { Decimal, Double, isInt32, makeDouble, type Numeric } from './values.ts';

const LONG_MIN = -(1n << 63n);
const LONG_MAX = (1n << 63n) - 1n;

/** Whether the value is an int32 or int64. */
export function isIntegral(value: Numeric): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && isInt32(value));
}

/** The nearest JavaScript number. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (typeof value === 'bigint') return Number(value);
  const text = decimalText(value);
  return Number(text);
}

/** The exact value as a decimal's parts. */
export function exactParts(value: Numeric): Parts {
  if (value instanceof Decimal) return decimalParts(value);
  if (typeof value === 'bigint') {
    return { kind: 'finite', negative: value < 0n, coefficient: value < 0n ? -value : value, exponent: 0 };
  }
  return partsOfDouble(typeof value === 'number' ? value : value.value);
}

/** The value as a Decimal128, doubles rounded as MongoDB rounds them. */
export function toDecimal(value: Numeric): Decimal {
  if (value instanceof Decimal) return value;
  if (typeof value === 'bigint') return decimalFrom(exactParts(value));
  return decimalFromDouble(typeof value === 'number' ? value : value.value);
}

/** Whether the value is NaN, of either type that has one. */
export function isNaNValue(value: Numeric): boolean {
  return value instanceof Decimal ? decimalParts(value).kind === 'nan' : Number.isNaN(value);
}

/** Compares numbers of any types exactly; NaN is equal to itself and less than all others. */
export function compareNumbers(left: Numeric, right: Numeric): number {
  const a = left instanceof Double ? left.value : left;
  const b = right instanceof Double ? right.value : right;
  if (!(a instanceof Decimal) && !(b instanceof Decimal)) {
    // JavaScript compares a number with a bigint exactly.
    if (a < b) return -1;
    if (a > b) return 1;
    const aNaN = Number.isNaN(a);
    const bNaN = Number.isNaN(b);
    return aNaN === bNaN ? 0 : aNaN ? -1 : 1;
  }
  const aNaN = isNaNValue(a);
  const bNaN = isNaNValue(b);
  if (aNaN || bNaN) return aNaN === bNaN ? 0 : aNaN ? -1 : 1;
  return compareParts(exactParts(a), exactParts(b));
}

/** int64 if it fits, else null. */
export function fitsLong(value: bigint): boolean {
  return value >= LONG_MIN && value <= LONG_MAX;
}

type Operation = 'add' | 'subtract' | 'multiply' | 'remainder';

const onDecimals = {
  add: addDecimals,
  subtract: subtractDecimals,
  multiply: multiplyDecimals,
  remainder: remainderOfDecimals,
};

function onNumbers(operation: Operation, left: number, right: number): number {
  if (operation === 'add') return left + right;
  if (operation === 'subtract') return left - right;
  return operation === 'multiply' ? left * right : left % right;
}

function onLongs(operation: Operation, left: bigint, right: bigint): bigint {
  if (operation === 'add') return left + right;
  if (operation === 'subtract') return left - right;
  return operation === 'multiply' ? left * right : left % right;
}

/**
 * left ∘ right with MongoDB's result type: the wider of the two (int32 < int64 < double < decimal); an int32 result that
 * doesn't fit becomes int64; one that doesn't fit int64 becomes null, and the caller decides. Divisors must not be zero.
 */
export function calculate(operation: Operation, left: Numeric, right: Numeric): Numeric | null {
  if (left instanceof Decimal || right instanceof Decimal) {
    return onDecimals[operation](decimalParts(toDecimal(left)), decimalParts(toDecimal(right)));
  }
  if (isIntegral(left) && isIntegral(right)) {
    if (typeof left === 'number' && typeof right === 'number') {
      const result = onNumbers(operation, left, right);
      if (isInt32(result)) return result;
      if (Object.is(result, -0)) return 0;
      if (Number.isSafeInteger(result)) return BigInt(result);
    }
    const result = onLongs(operation, BigInt(left), BigInt(right));
    return fitsLong(result) ? result : null;
  }
  return makeDouble(onNumbers(operation, toNumber(left), toNumber(right)));
}

/** An int32 if the integer fits, else an int64. */
export function integer(value: bigint | number): number | bigint {
  const small = Number(value);
  return isInt32(small) ? small : BigInt(value);
}
