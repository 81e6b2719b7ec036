import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Expression } from '../../contract/index.ts';
import type { DirectoryUser } from '../directory/index.ts';
import { firstTextOf } from './attribute.ts';

/** The value of an expression for one user; empty text where there is none. */
export function evaluateExpression(expression: Expression, user: DirectoryUser): string {
  if (typeof expression === 'string') return firstTextOf(user, expression);
  const value = (inner: Expression) => evaluateExpression(inner, user);
  if ('firstOf' in expression) return expression.firstOf.map(value).find((found) => found !== '') ?? '';
  if ('join' in expression) return expression.join.map(value).filter(Boolean).join(expression.separator);
  if ('upper' in expression) return value(expression.upper).toLocaleUpperCase();
  if ('lower' in expression) return value(expression.lower).toLocaleLowerCase();
  if ('title' in expression) return titled(value(expression.title));
  if ('replace' in expression) return value(expression.replace).replaceAll(expression.find, expression.with);
  if ('prefix' in expression) return prefixed(value(expression.prefix), expression.text);
  if ('phone' in expression)
    return phone(
      value(expression.phone),
      expression.country ? value(expression.country) : (user.usageLocation ?? ''),
      expression.format,
    );
  return expression.text;
}

/** Nothing is prefixed to nothing. */
function prefixed(text: string, prefix: string): string {
  return text === '' ? '' : `${prefix}${text}`;
}

function titled(text: string): string {
  return text
    .toLocaleLowerCase()
    .replace(
      /(^|[\s\-'’])(\p{L})/gu,
      (_match, before: string, letter: string) => `${before}${letter.toLocaleUpperCase()}`,
    );
}

/** A phone number as people of that country (ISO code) write it; one that cannot be understood stays as it is. */
function phone(text: string, country: string, format: 'international' | 'national' | 'e164'): string {
  const number = parsePhoneNumberFromString(
    text,
    /^[A-Za-z]{2}$/.test(country) ? (country.toUpperCase() as CountryCode) : undefined,
  );
  if (!number?.isPossible()) return text;
  return number.format(format === 'e164' ? 'E.164' : format === 'national' ? 'NATIONAL' : 'INTERNATIONAL');
}
