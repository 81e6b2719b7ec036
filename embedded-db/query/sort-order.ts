import type { Collation } from '../bson/collation.ts';
import { compareValues } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumeric, UNDEFINED, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { pathParts } from './paths.ts';

export interface SortField {
  path: string;
  parts: readonly string[];
  down: boolean;
}

/** The checked fields of a sort. Throws BadValue (2) and what else MongoDB gives. */
export function parseSort(sort: Doc): SortField[] {
  return [...sort].map(([path, direction]) => {
    if (isDoc(direction)) return fail(2, `$meta sorts are not supported by this database (sort by '${path}')`);
    if (!isNumeric(direction)) return fail(15974, `Illegal key in $sort specification: ${path}: ${String(direction)}`);
    const number = toNumber(direction);
    if (number !== 1 && number !== -1)
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path === '') fail(15976, '$sort stage must have at least one sort key');
    if (path.split('.').includes('')) fail(40352, 'FieldPath field names may not be empty strings.');
    if (path.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    return { path, parts: pathParts(path), down: number === -1 };
  });
}

/** Compares documents by a sort specification. */
export function sortComparison(sort: Doc, collation: Collation | null): (left: Doc, right: Doc) => number {
  const fields = parseSort(sort);
  return (left, right) =>
    compareKeys(fields, sortKey(fields, left, collation), sortKey(fields, right, collation), collation);
}

/** What a document is sorted by: of an array the least element going up, the greatest going down. */
export function sortKey(fields: readonly SortField[], document: Doc, collation: Collation | null): Value[] {
  return fields.map((field) => extreme(valuesAt(document, field.parts, 0), field.down, collation));
}

/** Compares two sort keys. */
export function compareKeys(
  fields: readonly SortField[],
  left: readonly Value[],
  right: readonly Value[],
  collation: Collation | null,
): number {
  for (let index = 0; index < fields.length; index++) {
    const order = compareValues(left[index] as Value, right[index] as Value, collation);
    if (order !== 0) return fields[index]?.down ? -order : order;
  }
  return 0;
}

function extreme(values: Value[], down: boolean, collation: Collation | null): Value {
  let result = values[0] as Value;
  for (const value of values) {
    const order = compareValues(value, result, collation);
    if (down ? order > 0 : order < 0) result = value;
  }
  return result;
}

/** The values that an index on the path would hold: never empty, null for nothing, undefined for an empty array. */
function valuesAt(value: Value, parts: readonly string[], from: number): Value[] {
  let current: Value | undefined = value;
  for (let index = from; index < parts.length; index++) {
    if (isDoc(current)) current = current.get(parts[index] as string);
    else if (Array.isArray(current)) {
      const part = parts[index] as string;
      if (/^\d+$/.test(part) && current[Number(part)] !== undefined) {
        current = current[Number(part)];
        continue;
      }
      if (current.length === 0) return [null];
      return current.flatMap((element) => (isDoc(element) ? valuesAt(element, parts, index) : [null]));
    } else return [null];
  }
  if (Array.isArray(current)) return current.length === 0 ? [UNDEFINED] : current;
  return [current ?? null];
}
