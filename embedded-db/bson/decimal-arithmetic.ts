import { compareParts, decimalFrom, type Parts } from './decimal.ts';
import type { Decimal } from './values.ts';

const NAN: Parts = { kind: 'nan', negative: false, coefficient: 0n, exponent: 0 };

function infinite(negative: boolean): Parts {
  return { kind: 'infinite', negative, coefficient: 0n, exponent: 0 };
}

function signed(parts: Parts, exponent: number): bigint {
  const size = parts.coefficient * 10n ** BigInt(parts.exponent - exponent);
  return parts.negative ? -size : size;
}

function fromSigned(value: bigint, exponent: number): Parts {
  return { kind: 'finite', negative: value < 0n, coefficient: value < 0n ? -value : value, exponent };
}

/** left + right, rounded to 34 digits. */
export function addDecimals(left: Parts, right: Parts): Decimal {
  return decimalFrom(sum(left, right));
}

function sum(left: Parts, right: Parts): Parts {
  if (left.kind === 'nan' || right.kind === 'nan') return NAN;
  if (left.kind === 'infinite') return right.kind === 'infinite' && left.negative !== right.negative ? NAN : left;
  if (right.kind === 'infinite') return right;
  // Terms too far apart to influence each other's 34 digits need no exact sum.
  const exponent = Math.min(left.exponent, right.exponent);
  return fromSigned(signed(left, exponent) + signed(right, exponent), exponent);
}

/** left - right, rounded to 34 digits. */
export function subtractDecimals(left: Parts, right: Parts): Decimal {
  return addDecimals(left, { ...right, negative: !right.negative });
}

/** left · right, rounded to 34 digits. */
export function multiplyDecimals(left: Parts, right: Parts): Decimal {
  if (left.kind === 'nan' || right.kind === 'nan') return decimalFrom(NAN);
  const negative = left.negative !== right.negative;
  if (left.kind === 'infinite' || right.kind === 'infinite') {
    const zero =
      (left.kind === 'finite' && left.coefficient === 0n) || (right.kind === 'finite' && right.coefficient === 0n);
    return decimalFrom(zero ? NAN : infinite(negative));
  }
  return decimalFrom({
    kind: 'finite',
    negative,
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  });
}

/** left / right, rounded to 34 digits; the divisor must not be zero. */
export function divideDecimals(left: Parts, right: Parts): Decimal {
  if (left.kind === 'nan' || right.kind === 'nan') return decimalFrom(NAN);
  const negative = left.negative !== right.negative;
  if (left.kind === 'infinite') return decimalFrom(right.kind === 'infinite' ? NAN : infinite(negative));
  if (right.kind === 'infinite') return decimalFrom({ kind: 'finite', negative, coefficient: 0n, exponent: 0 });
  const extra = 70;
  const scaled = left.coefficient * 10n ** BigInt(extra);
  let coefficient = scaled / right.coefficient;
  let exponent = left.exponent - right.exponent - extra;
  const ideal = left.exponent - right.exponent;
  if (scaled % right.coefficient !== 0n) coefficient = coefficient * 10n + 1n;
  else while (exponent < ideal && coefficient % 10n === 0n) [coefficient, exponent] = [coefficient / 10n, exponent + 1];
  if (scaled % right.coefficient !== 0n) exponent -= 1;
  return decimalFrom({ kind: 'finite', negative, coefficient, exponent });
}

/** The remainder of left / right with the sign of left; the divisor must not be zero. */
export function remainderOfDecimals(left: Parts, right: Parts): Decimal {
  if (left.kind !== 'finite' || right.kind === 'nan') return decimalFrom(NAN);
  if (right.kind === 'infinite') return decimalFrom(left);
  const exponent = Math.min(left.exponent, right.exponent);
  return decimalFrom(fromSigned(signed(left, exponent) % signed({ ...right, negative: false }, exponent), exponent));
}

/** Rounds to `place` digits after the point: 'trunc', 'floor', 'ceil', or 'round' (half to even). */
export function roundDecimal(parts: Parts, place: number, mode: 'trunc' | 'floor' | 'ceil' | 'round'): Decimal {
  if (parts.kind !== 'finite' || parts.exponent >= -place) return decimalFrom(parts);
  const divisor = 10n ** BigInt(-place - parts.exponent);
  let quotient = parts.coefficient / divisor;
  const rest = parts.coefficient % divisor;
  const up =
    mode === 'round'
      ? rest * 2n > divisor || (rest * 2n === divisor && quotient % 2n === 1n)
      : rest > 0n && ((mode === 'floor' && parts.negative) || (mode === 'ceil' && !parts.negative));
  if (up) quotient += 1n;
  return decimalFrom({ kind: 'finite', negative: parts.negative, coefficient: quotient, exponent: -place });
}

/** Whether the value is zero. */
export function isZero(parts: Parts): boolean {
  return parts.kind === 'finite' && compareParts(parts, { ...parts, coefficient: 0n }) === 0;
}
