import { toNumber } from '../bson/numbers.ts';
import { isInt32, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';

/** The 32-bit integer that the value stands for, or the error. */
export function wholeNumber(value: Value | undefined, code: number, message: string): number {
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  return isInt32(number) ? number : fail(code, message);
}
