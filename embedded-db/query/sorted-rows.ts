import type { Collation } from '../bson/collation.ts';
import type { Doc, Value } from '../bson/values.ts';
import { compareKeys, type SortField, sortKey } from './sort-order.ts';

interface Keyed<T> {
  key: Value[];
  row: T;
  position: number;
}

/** How many rows are sorted between two pauses. */
const RUN = 2000;

/** All rows in order, at most `limit` of them; equal ones keep their order. Null rows are passed on as pauses. */
export function* sortedRows<T>(
  rows: Iterable<T | null>,
  documentOf: (row: T) => Doc,
  fields: readonly SortField[],
  collation: Collation | null,
  limit = Number.POSITIVE_INFINITY,
): Generator<T | null> {
  const compare = (left: Keyed<T>, right: Keyed<T>) =>
    compareKeys(fields, left.key, right.key, collation) || left.position - right.position;
  let sorted: Keyed<T>[][] = [];
  let run: Keyed<T>[] = [];
  let position = 0;
  for (const row of rows) {
    if (row === null) {
      yield null;
      continue;
    }
    run.push({ key: sortKey(fields, documentOf(row), collation), row, position });
    position += 1;
    if (run.length < RUN) continue;
    sorted.push(run.sort(compare).slice(0, limit));
    run = [];
    if (sorted.length > 8 && limit < RUN) sorted = [yield* merged(sorted, compare, limit)];
    yield null;
  }
  if (run.length > 0) sorted.push(run.sort(compare).slice(0, limit));
  for (const item of yield* merged(sorted, compare, limit)) yield item.row;
}

/** Merges sorted runs two by two, with pauses. */
function* merged<T>(
  runs: Keyed<T>[][],
  compare: (left: Keyed<T>, right: Keyed<T>) => number,
  limit: number,
): Generator<null, Keyed<T>[]> {
  let current = runs;
  while (current.length > 1) {
    const next: Keyed<T>[][] = [];
    for (let index = 0; index < current.length; index += 2) {
      const left = current[index] as Keyed<T>[];
      const right = current[index + 1];
      next.push(right ? yield* mergedPair(left, right, compare, limit) : left);
    }
    current = next;
  }
  return current[0] ?? [];
}

function* mergedPair<T>(
  left: Keyed<T>[],
  right: Keyed<T>[],
  compare: (left: Keyed<T>, right: Keyed<T>) => number,
  limit: number,
): Generator<null, Keyed<T>[]> {
  const result: Keyed<T>[] = [];
  let a = 0;
  let b = 0;
  while (result.length < limit && (a < left.length || b < right.length)) {
    const takeLeft = b >= right.length || (a < left.length && compare(left[a] as Keyed<T>, right[b] as Keyed<T>) <= 0);
    result.push((takeLeft ? left[a++] : right[b++]) as Keyed<T>);
    if (result.length % RUN === 0) yield null;
  }
  return result;
}
