import { decimalParts, partsOfDouble } from '../bson/decimal.ts';
import { roundDecimal } from '../bson/decimal-arithmetic.ts';
import { fitsLong, integer, isIntegral, toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { Decimal, isNumeric, makeDouble, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { fixed, type OperatorCompiler, type OperatorTable } from './operator-table.ts';
import { nullish } from './truth.ts';
import { unary } from './unary.ts';

function whole(mode: 'floor' | 'ceil'): OperatorCompiler {
  return unary((value) => {
    if (isIntegral(value)) return value;
    if (value instanceof Decimal) return roundDecimal(decimalParts(value), 0, mode);
    return makeDouble(Math[mode](toNumber(value)));
  });
}

function rounding(mode: 'round' | 'trunc'): OperatorCompiler {
  return fixed(1, 2, ([value, placeValue], _scope, name) => {
    if (nullish(value)) return null;
    if (!isNumeric(value)) return fail(51081, `${name} only supports numeric types, not ${typeName(value)}`);
    if (placeValue === null) return null;
    const place = placeValue === undefined ? 0 : isNumeric(placeValue) ? toNumber(placeValue) : Number.NaN;
    if (!Number.isInteger(place)) fail(51082, `precision argument to  ${name} must be a integral value`);
    if (place < -20 || place > 100)
      fail(51083, `cannot apply ${name} with precision value ${place} value must be in [-20, 100]`);
    if (value instanceof Decimal) return roundDecimal(decimalParts(value), place, mode);
    if (isIntegral(value)) return place >= 0 ? value : roundInteger(value, -place, mode);
    return makeDouble(roundDouble(toNumber(value), place, mode));
  });
}

function roundInteger(value: number | bigint, zeros: number, mode: 'round' | 'trunc'): Value {
  const unit = 10n ** BigInt(zeros);
  const big = BigInt(value);
  let quotient = big / unit;
  const rest = big % unit;
  const doubled = (rest < 0n ? -rest : rest) * 2n;
  if (mode === 'round' && (doubled > unit || (doubled === unit && quotient % 2n !== 0n)))
    quotient += big < 0n ? -1n : 1n;
  const result = quotient * unit;
  if (typeof value === 'bigint')
    return fitsLong(result) ? result : fail(51080, 'invalid conversion from Decimal128 result');
  return integer(result);
}

function roundDouble(value: number, place: number, mode: 'round' | 'trunc'): number {
  if (!Number.isFinite(value)) return value;
  if (mode === 'trunc' && place === 0) return Math.trunc(value);
  if (place === 0) {
    const floor = Math.floor(value);
    const rest = value - floor;
    if (rest !== 0.5) return Math.round(value);
    return floor % 2 === 0 ? floor : floor + 1;
  }
  const rounded = roundDecimal(partsOfDouble(value), place, mode);
  return toNumber(rounded);
}

export const roundingOperators: OperatorTable = new Map([
  ['$floor', whole('floor')],
  ['$ceil', whole('ceil')],
  ['$round', rounding('round')],
  ['$trunc', rounding('trunc')],
]);
