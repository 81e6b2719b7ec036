import type { Wanted } from '../bson/decode.ts';
import { type Collection, StoredRecord } from '../storage/collection.ts';
import { KEY_END, recordKey, recordNumber } from '../storage/layout.ts';
import type { Matcher } from './matcher.ts';
import type { KeyRange, Plan } from './plan.ts';

/** How a plan is run. */
export interface Running {
  /** What was looked at, for explain. */
  counts?: Counts;
  /** The fields that somebody will look at; null: all of them. */
  wanted?: Wanted | null;
}

/** What was looked at, for explain. */
export interface Counts {
  keys: number;
  documents: number;
}

/**
 * The matching records in the plan's order. Null stands for "nothing found lately": whoever iterates may pause there.
 * Between two steps other commands may write; what they change is seen or not seen.
 */
export function* runPlan(
  collection: Collection,
  plan: Plan,
  matches: Matcher | null,
  { counts = { keys: 0, documents: 0 }, wanted = null }: Running = {},
): Generator<StoredRecord | null> {
  if (plan.kind === 'collection') {
    for (const record of wholeCollection(collection, plan.reverse, wanted)) {
      if (record) counts.documents += 1;
      yield record && (!matches || matches(record.document)) ? record : null;
    }
    return;
  }
  const seen = plan.kind === 'union' || plan.index.multikey ? new Set<number>() : null;
  const exact = plan.kind === 'index' && plan.exact;
  for (const number of recordNumbers(collection, plan, counts)) {
    if (number === null || seen?.has(number)) {
      yield null;
      continue;
    }
    seen?.add(number);
    const record = collection.read(number, wanted);
    counts.documents += 1;
    yield record && (exact || !matches || matches(record.document)) ? record : null;
  }
}

/** The record numbers that a plan's index entries name, repetitions included. Null where the caller may pause. */
export function* recordNumbers(collection: Collection, plan: Plan, counts: Counts): Generator<number | null> {
  if (plan.kind === 'union') {
    for (const part of plan.plans) yield* recordNumbers(collection, part, counts);
  } else if (plan.kind === 'index') {
    const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges;
    for (const range of ranges) {
      if (plan.points) {
        const found = collection.environment.entries.get(pointEntry(range));
        counts.keys += 1;
        yield found ? found.readUIntBE(0, 6) : null;
        continue;
      }
      for (const number of entriesIn(collection, plan.index.unique, range, plan.reverse)) {
        counts.keys += 1;
        yield number;
      }
      yield null;
    }
  }
}

/** The one entry of a unique index in a range that begins before a whole key. */
function pointEntry(range: KeyRange): Buffer {
  const entry = Buffer.from(range.start);
  entry[entry.length - 1] = KEY_END;
  return entry;
}

const FIRST_CHUNK = 16;
const LARGEST_CHUNK = 256;

function* entriesIn(collection: Collection, unique: boolean, range: KeyRange, reverse: boolean): Generator<number> {
  const { entries } = collection.environment;
  let start = reverse ? range.end : range.start;
  const end = reverse ? range.start : range.end;
  let limit = FIRST_CHUNK;
  for (let first = true; ; first = false) {
    const options = { start, end, limit, reverse, exclusiveStart: !first };
    let count = 0;
    let numbers: number[];
    if (unique) {
      const found = [...entries.getRange(options)];
      numbers = found.map((entry) => entry.value.readUIntBE(0, 6));
      count = found.length;
      start = found.at(-1)?.key ?? start;
    } else {
      const found = [...entries.getKeys(options)];
      numbers = found.map(recordNumber);
      count = found.length;
      start = found.at(-1) ?? start;
    }
    yield* numbers;
    if (count < limit) return;
    limit = Math.min(limit * 4, LARGEST_CHUNK);
  }
}

function* wholeCollection(
  collection: Collection,
  reverse: boolean,
  wanted: Wanted | null,
): Generator<StoredRecord | null> {
  const { documents } = collection.environment;
  const low = recordKey(collection.number, 0);
  const high = recordKey(collection.number + 1, 0);
  let start = reverse ? high : low;
  const end = reverse ? low : high;
  let limit = FIRST_CHUNK;
  for (let first = true; ; first = false) {
    const found = [...documents.getRange({ start, end, limit, reverse, exclusiveStart: !first })];
    for (const { key, value } of found) {
      if (Buffer.compare(key, high) < 0) yield new StoredRecord(recordNumber(key), value, wanted);
    }
    if (found.length < limit) return;
    start = found.at(-1)?.key ?? start;
    yield null;
    limit = Math.min(limit * 2, LARGEST_CHUNK);
  }
}
