import { randomInt } from 'node:crypto';
import { encodeDoc } from '../bson/encode.ts';
import { type Doc, doc, RawDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Pace } from '../query/pace.ts';
import { StoredRecord } from '../storage/collection.ts';

/** What a query gives: stored records go out as their bytes; null lets others have their turn. */
export type Row = StoredRecord | Doc;
export type Rows = Iterator<Row | null>;

interface Cursor {
  id: bigint;
  namespace: string;
  rows: Rows;
  /** A row that did not fit into the last batch. */
  pending: RawDoc | null;
  busy: boolean;
  lastUsed: number;
  noTimeout: boolean;
}

/** MongoDB's cursorTimeoutMillis. */
const TIMEOUT_MS = 10 * 60_000;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** A batch ends when it has grown over this. MongoDB fills 16 MiB; smaller batches keep memory low and readers even. */
const BATCH_BYTES = 2 * 1024 * 1024;

/** The open cursors of all clients. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The first batch of a query, as a reply's `cursor`; the rest stays for getMore if there is any. */
  async open(
    namespace: string,
    rows: Rows,
    pace: Pace,
    options: { batchSize: number; single: boolean; noTimeout: boolean },
  ): Promise<Doc> {
    const cursor: Cursor = {
      id: newId(),
      namespace,
      rows,
      pending: null,
      busy: false,
      lastUsed: this.#clock(),
      noTimeout: options.noTimeout,
    };
    const { batch, done } = await fill(cursor, options.batchSize, pace);
    const kept = !done && !options.single;
    if (kept) this.#cursors.set(cursor.id, cursor);
    return doc({ firstBatch: batch, id: kept ? cursor.id : 0n, ns: namespace });
  }

  /** The next batch. Throws CursorNotFound (43). */
  async more(id: bigint, namespace: string, batchSize: number, pace: Pace): Promise<Doc> {
    const cursor = this.#cursors.get(id);
    if (!cursor) return fail(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) {
      fail(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.busy) fail(12051, `cursor id ${id} is already in use`);
    cursor.busy = true;
    try {
      const { batch, done } = await fill(cursor, batchSize, pace);
      if (done) this.#cursors.delete(id);
      return doc({ nextBatch: batch, id: done ? 0n : id, ns: namespace });
    } catch (error) {
      this.#cursors.delete(id);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.lastUsed = this.#clock();
    }
  }

  /** Closes a cursor; whether there was one. */
  kill(id: bigint): boolean {
    return this.#cursors.delete(id);
  }

  /** Closes the cursors of a collection that is dropped. */
  killOf(namespace: string): void {
    for (const cursor of this.#cursors.values()) if (cursor.namespace === namespace) this.#cursors.delete(cursor.id);
  }

  /** Closes the cursors that nobody has used for ten minutes. */
  expire(): void {
    const oldest = this.#clock() - TIMEOUT_MS;
    for (const cursor of this.#cursors.values()) {
      if (!cursor.busy && !cursor.noTimeout && cursor.lastUsed < oldest) this.#cursors.delete(cursor.id);
    }
  }
}

function newId(): bigint {
  return (BigInt(randomInt(1, 2 ** 31)) << 32n) | BigInt(randomInt(0, 2 ** 32 - 1));
}

async function fill(cursor: Cursor, batchSize: number, pace: Pace): Promise<{ batch: Value[]; done: boolean }> {
  const batch: Value[] = [];
  let size = 0;
  if (cursor.pending && batchSize > 0) {
    batch.push(cursor.pending);
    size = cursor.pending.bytes.length;
    cursor.pending = null;
  }
  while (batch.length < batchSize) {
    const next = cursor.rows.next();
    if (next.done) return { batch, done: true };
    if (next.value) {
      const bytes = next.value instanceof StoredRecord ? next.value.bytes : encodeDoc(next.value);
      const raw = new RawDoc(bytes);
      if (batch.length > 0 && size + bytes.length > BATCH_BYTES) {
        cursor.pending = raw;
        return { batch, done: false };
      }
      if (bytes.length > MAX_DOCUMENT_BYTES)
        fail(10334, `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and 16793600(16MB)`);
      size += bytes.length;
      batch.push(raw);
    }
    if (pace.due()) await pace.rest();
  }
  return { batch, done: false };
}
