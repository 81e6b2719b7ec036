import { decimalText } from '../bson/decimal.ts';
import { Code, DateValue, Decimal, Double, ObjectIdValue, SymbolValue, type Value } from '../bson/values.ts';

/** A value as text, as $toString and the string operators write it. */
export function textOfValue(value: Value): string {
  if (value instanceof Double) return String(value.value);
  if (value instanceof Decimal) return decimalText(value);
  if (value instanceof DateValue) return new Date(value.millis).toISOString();
  if (value instanceof ObjectIdValue) return value.bytes.toString('hex');
  if (value instanceof SymbolValue) return value.value;
  if (value instanceof Code) return value.code;
  return typeof value === 'number' ? doubleText(value) : String(value);
}

/** MongoDB writes six digits or more of a double, without an exponent's plus sign. */
function doubleText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  return Object.is(value, -0) ? '-0' : String(value);
}
