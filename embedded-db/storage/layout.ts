import type { IndexDefinition } from './index-definition.ts';

/** Ends the values of an index entry; less and greater than it are what bounds append. */
export const KEY_END = 0x80;
const RECORD_BYTES = 6;
/** Longer keys are cut here and end with a hash. */
export const CUT_AT = 1860;

/** Where a record lies in the documents table. */
export function recordKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(4 + RECORD_BYTES);
  key.writeUInt32BE(collection, 0);
  key.writeUIntBE(record, 4, RECORD_BYTES);
  return key;
}

/** The record number in a key of the documents table or in an entry of an index that isn't unique: its last six bytes. */
export function recordNumber(key: Buffer): number {
  return key.readUIntBE(key.length - RECORD_BYTES, RECORD_BYTES);
}

/** A record number as the value of a unique index's entry. */
export function writeRecordNumber(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_BYTES);
  bytes.writeUIntBE(record, 0, RECORD_BYTES);
  return bytes;
}

/** Where an entry lies in the entries table: a unique index has one record per key, others have the record in the key. */
export function entryKey(index: IndexDefinition, key: Buffer, record: number): Buffer {
  const size = 4 + key.length + 1;
  const entry = Buffer.allocUnsafe(index.unique ? size : size + RECORD_BYTES);
  entry.writeUInt32BE(index.number, 0);
  key.copy(entry, 4);
  entry[size - 1] = KEY_END;
  if (!index.unique) entry.writeUIntBE(record, size, RECORD_BYTES);
  return entry;
}

/** Where a bound lies: before or after all that goes on from its bytes, or at the bytes themselves. */
export type Side = 'before' | 'after' | 'at';

/** A place between entries, to begin or end a range. Bytes longer than keys can be are shortened, which widens the range. */
export function boundKey(index: IndexDefinition, bytes: Buffer, side: Side, end: 'low' | 'high'): Buffer {
  const cut = bytes.length > CUT_AT;
  const kept = cut ? bytes.subarray(0, CUT_AT) : bytes;
  const last = cut ? (end === 'low' ? NOTHING : HIGHEST) : SIDES[side];
  const bound = Buffer.allocUnsafe(4 + kept.length + last.length);
  bound.writeUInt32BE(index.number, 0);
  kept.copy(bound, 4);
  last.copy(bound, 4 + kept.length);
  return bound;
}

const NOTHING = Buffer.alloc(0);
/** Above everything that goes on from cut bytes. */
const HIGHEST = Buffer.alloc(64, 255);
const SIDES = { at: NOTHING, before: Buffer.from([1]), after: Buffer.from([255]) };

/** Before or after the entries of one whole key. */
export function exactBound(index: IndexDefinition, key: Buffer, side: 'before' | 'after'): Buffer {
  const bound = Buffer.allocUnsafe(4 + key.length + 1);
  bound.writeUInt32BE(index.number, 0);
  key.copy(bound, 4);
  bound[4 + key.length] = side === 'before' ? 1 : 255;
  return bound;
}
