import { decimalParts } from '../bson/decimal.ts';
import { isZero } from '../bson/decimal-arithmetic.ts';
import { Decimal, Double, Singleton, type Value } from '../bson/values.ts';

/** Whether the value counts as true. */
export function truthy(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === 0n) return false;
  if (Number.isNaN(value)) return true;
  return !isZeroNumber(value) && !(value instanceof Singleton && value.name === 'undefined');
}

function isZeroNumber(value: Value): boolean {
  if (value instanceof Double) return value.value === 0;
  if (Object.is(value, -0)) return true;
  return value instanceof Decimal && isZero(decimalParts(value));
}

/** Whether the value is null, missing or undefined. */
export function nullish(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null || (value instanceof Singleton && value.name === 'undefined');
}
