import { createHash } from 'node:crypto';
import { keyOfFields } from '../bson/key.ts';
import { type Doc, isDoc, UNDEFINED, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { IndexDefinition } from './index-definition.ts';
import { CUT_AT } from './layout.ts';

/** What LMDB takes is 1978 bytes; the rest is for index and record numbers. */
const MAX_KEY = 1900;

/** A document's keys in an index. */
export interface Keys {
  keys: Buffer[];
  /** The values of each key, for error messages. */
  values: Value[][];
  multikey: boolean;
  cut: boolean;
}

const NONE: Keys = { keys: [], values: [], multikey: false, cut: false };

/** All keys of the document in the index, without repetition; none if a sparse or partial index leaves it out. */
export function keysOf(index: IndexDefinition, document: Doc): Keys {
  if (index.partial && !index.partial.accepts(document)) return NONE;
  const row = plainRow(index, document);
  if (row) return index.sparse && row.every((value) => value === undefined) ? NONE : toKeys(index, [row], false);
  const rows = expand(index.fields.map((field) => ({ value: document, rest: field.parts, done: false })));
  const present = index.sparse ? rows.values.filter((row) => row.some((value) => value !== undefined)) : rows.values;
  return toKeys(index, present, rows.multikey);
}

/** The values of the index's fields where no array is in their way; else null. */
function plainRow(index: IndexDefinition, document: Doc): (Value | undefined)[] | null {
  const row: (Value | undefined)[] = [];
  for (const { parts } of index.fields) {
    let value: Value | undefined = document;
    for (const part of parts) {
      if (Array.isArray(value)) return null;
      value = isDoc(value) ? value.get(part) : undefined;
    }
    if (Array.isArray(value)) return null;
    row.push(value);
  }
  return row;
}

function toKeys(index: IndexDefinition, rows: (Value | undefined)[][], multikey: boolean): Keys {
  const result: Keys = { keys: [], values: [], multikey, cut: false };
  const seen = rows.length > 1 ? new Set<string>() : null;
  for (const row of rows) {
    const values = row.map((value) => value ?? null);
    let key = keyOfFields(values, index.fields, index.collation);
    if (key.length > MAX_KEY) {
      key = cutKey(key);
      result.cut = true;
    }
    if (seen) {
      const text = key.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    result.keys.push(key);
    result.values.push(values);
  }
  return result;
}

/** The bytes of one value in an index's field. */
export function fieldKey(index: IndexDefinition, position: number, value: Value): Buffer {
  return keyOfFields([value], index.fields.slice(position, position + 1), index.collation);
}

/** A key that fits: its beginning and a hash of all of it, so that equal keys stay equal. */
export function cutKey(key: Buffer): Buffer {
  if (key.length <= MAX_KEY) return key;
  return Buffer.concat([key.subarray(0, CUT_AT), createHash('sha256').update(key).digest()]);
}

interface Position {
  value: Value | undefined;
  rest: readonly string[];
  done: boolean;
}

/** One row of values per array element: the fields that pass through one array stay together. */
function expand(positions: Position[]): { values: (Value | undefined)[][]; multikey: boolean } {
  const here = positions.map(advance);
  let array: Value[] | null = null;
  for (const position of here) {
    if (position.done || !Array.isArray(position.value)) continue;
    if (array && array !== position.value) fail(171, 'cannot index parallel arrays');
    array = position.value;
  }
  if (!array) return { values: [here.map((position) => position.value)], multikey: false };
  if (array.length === 0) {
    return { values: expand(here.map((position) => emptied(position, array))).values, multikey: true };
  }
  const values: (Value | undefined)[][] = [];
  for (const element of array) {
    values.push(
      ...expand(here.map((position) => (position.value === array ? entered(position, element) : position))).values,
    );
  }
  return { values, multikey: true };
}

/** Follows the path as far as it goes without choosing an array element. */
function advance(position: Position): Position {
  let { value, rest } = position;
  while (!position.done && rest.length > 0) {
    if (isDoc(value)) value = value.get(rest[0] as string);
    else if (Array.isArray(value) && /^\d+$/.test(rest[0] as string)) value = value[Number(rest[0])];
    else if (Array.isArray(value)) break;
    else return { value: undefined, rest: [], done: true };
    rest = rest.slice(1);
  }
  return { value, rest, done: position.done };
}

/** An empty array counts as undefined where the path ends at it, as nothing where it goes on. */
function emptied(position: Position, array: Value[]): Position {
  if (position.value !== array) return position;
  return { value: position.rest.length === 0 ? UNDEFINED : undefined, rest: [], done: true };
}

function entered(position: Position, element: Value): Position {
  if (position.rest.length === 0) return { value: element, rest: [], done: true };
  return isDoc(element)
    ? { value: element, rest: position.rest, done: false }
    : { value: undefined, rest: [], done: true };
}
