import { toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { checkDatabaseName } from '../storage/catalog.ts';
import type { Call } from './command.ts';

function wrongType(call: Call, field: string, value: Value, expected: string): never {
  return fail(
    14,
    `BSON field '${call.name}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** The collection that the command's first field names. Throws InvalidNamespace (73). */
export function collectionName(call: Call): string {
  const { argument } = call;
  checkDatabaseName(call.database);
  if (typeof argument !== 'string') return fail(73, `collection name has invalid type ${typeName(argument)}`);
  if (argument === '') fail(73, `Invalid namespace specified '${call.database}.'`);
  if (argument.includes('\0')) fail(73, 'namespaces cannot have embedded null characters');
  return argument;
}

/** A document field; an absent one is null. */
export function docField(call: Call, field: string): Doc | null {
  const value = call.body.get(field);
  if (value === undefined || value === null) return null;
  return isDoc(value) ? value : wrongType(call, field, value, 'object');
}

/** A list field; an absent one is null. */
export function arrayField(call: Call, field: string): Value[] | null {
  const value = call.body.get(field);
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value : wrongType(call, field, value, 'array');
}

/** A true-or-false field (numbers count too). */
export function flagField(call: Call, field: string, otherwise = false): boolean {
  const value = call.body.get(field);
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  return isNumeric(value) ? toNumber(value) !== 0 : wrongType(call, field, value, 'bool');
}

/** A whole number of at least `least`; an absent one is null. Throws 51024 for a smaller one. */
export function countField(call: Call, field: string, least = 0): number | null {
  const value = call.body.get(field);
  if (value === undefined || value === null) return null;
  if (!isNumeric(value)) return wrongType(call, field, value, 'long');
  const number = toNumber(value);
  if (!Number.isInteger(number)) fail(9, `Expected an integer: ${field}: ${number}`);
  if (number < least) fail(51024, `BSON field '${field}' value must be >= ${least}, actual value '${number}'`);
  return number;
}

/** A text field; an absent one is null. */
export function textField(call: Call, field: string): string | null {
  const value = call.body.get(field);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : wrongType(call, field, value, 'string');
}
