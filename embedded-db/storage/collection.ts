import { decodeDoc, type Wanted } from '../bson/decode.ts';
import { shown } from '../bson/shown.ts';
import type { Binary, Doc, Value } from '../bson/values.ts';
import { CommandError } from '../errors.ts';
import type { Environment } from './environment.ts';
import type { IndexDefinition } from './index-definition.ts';
import { type Keys, keysOf } from './index-keys.ts';
import { indexedFields } from './indexed-fields.ts';
import { entryKey, recordKey, recordNumber, writeRecordNumber } from './layout.ts';

/** MongoDB's limit for one document. */
export const MAX_DOCUMENT_SIZE = 16 * 1024 * 1024;

/** A stored document; `document` is decoded when first asked for, perhaps only what is wanted of it. */
export class StoredRecord {
  readonly number: number;
  readonly bytes: Buffer;
  readonly #wanted: Wanted | null;
  #document: Doc | undefined;
  constructor(number: number, bytes: Buffer, wanted: Wanted | null = null) {
    this.number = number;
    this.bytes = bytes;
    this.#wanted = wanted;
  }
  get document(): Doc {
    this.#document ??= decodeDoc(this.bytes, 0, this.#wanted);
    return this.#document;
  }
}

/**
 * One collection's documents and index entries. The writing methods run inside a write transaction and check everything
 * before they write anything.
 */
export class Collection {
  readonly environment: Environment;
  readonly number: number;
  readonly database: string;
  name: string;
  readonly uuid: Binary;
  readonly options: Doc;
  /** Another list whenever there are other indexes. */
  indexes: readonly IndexDefinition[];
  count: number;
  #indexed: { indexes: readonly IndexDefinition[]; fields: Wanted } | null = null;
  #nextRecord: number;
  /** Called when an index's multikey or cut mark has to be remembered. */
  readonly #onMarks: (collection: Collection) => void;

  constructor(
    environment: Environment,
    identity: { number: number; database: string; name: string; uuid: Binary; options: Doc },
    indexes: readonly IndexDefinition[],
    onMarks: (collection: Collection) => void,
  ) {
    this.environment = environment;
    this.number = identity.number;
    this.database = identity.database;
    this.name = identity.name;
    this.uuid = identity.uuid;
    this.options = identity.options;
    this.indexes = indexes;
    this.#onMarks = onMarks;
    const range = { start: recordKey(this.number, 0), end: recordKey(this.number + 1, 0) };
    this.count = environment.documents.getKeysCount(range);
    const last = [...environment.documents.getKeys({ start: range.end, end: range.start, reverse: true, limit: 2 })];
    const newest = last.find((key) => Buffer.compare(key, range.end) < 0);
    this.#nextRecord = newest ? recordNumber(newest) + 1 : 1;
  }

  get namespace(): string {
    return `${this.database}.${this.name}`;
  }

  /** The record with this number, or null; of its document only the wanted fields can be looked at. */
  read(number: number, wanted: Wanted | null = null): StoredRecord | null {
    const bytes = this.environment.documents.get(recordKey(this.number, number));
    return bytes ? new StoredRecord(number, bytes, wanted) : null;
  }

  /** Which fields of a document decide about its index entries. */
  get indexedFields(): Wanted {
    if (this.#indexed?.indexes !== this.indexes)
      this.#indexed = { indexes: this.indexes, fields: indexedFields(this.indexes) };
    return this.#indexed.fields;
  }

  /** The keys of a document in every index, in their order; these fields of it are enough. */
  keysOf(document: Doc): Keys[] {
    return this.indexes.map((index) => keysOf(index, document));
  }

  /** Adds a document's BSON, of which `all` are the keys by the indexes there are. Throws DuplicateKey (11000). */
  insert(bytes: Buffer, all: Keys[]): void {
    const number = this.#nextRecord;
    all.forEach((keys, position) => {
      const index = this.indexes[position] as IndexDefinition;
      if (index.unique) this.#refuseDuplicates(index, keys, number);
    });
    this.#nextRecord = number + 1;
    all.forEach((keys, position) => {
      this.#addEntries(this.indexes[position] as IndexDefinition, keys, number);
    });
    this.environment.documents.put(recordKey(this.number, number), bytes);
    this.count += 1;
  }

  /** Puts another document in the record's place. `touched` are the top-level fields that may differ; null for all. */
  replace(record: StoredRecord, document: Doc, bytes: Buffer, touched: ReadonlySet<string> | null): void {
    const changes: { index: IndexDefinition; before: Keys; after: Keys }[] = [];
    for (const index of this.indexes) {
      if (touched && !index.partial && !index.fields.some((field) => touched.has(field.parts[0] as string))) continue;
      const before = keysOf(index, record.document);
      const after = keysOf(index, document);
      if (sameKeys(before.keys, after.keys)) continue;
      if (index.unique) this.#refuseDuplicates(index, after, record.number);
      changes.push({ index, before, after });
    }
    for (const { index, before, after } of changes) {
      const kept = new Set(after.keys.map((key) => key.toString('latin1')));
      for (const key of before.keys) {
        if (!kept.has(key.toString('latin1'))) this.environment.entries.remove(entryKey(index, key, record.number));
      }
      this.#addEntries(index, after, record.number);
    }
    this.environment.documents.put(recordKey(this.number, record.number), bytes);
  }

  /** Takes the record away. */
  remove(record: StoredRecord): void {
    for (const index of this.indexes) {
      for (const key of keysOf(index, record.document).keys) {
        this.environment.entries.remove(entryKey(index, key, record.number));
      }
    }
    this.environment.documents.remove(recordKey(this.number, record.number));
    this.count -= 1;
  }

  /** Enters one record into an index that is being built. Throws DuplicateKey (11000). */
  enter(index: IndexDefinition, record: StoredRecord): void {
    const keys = keysOf(index, record.document);
    if (index.unique) this.#refuseDuplicates(index, keys, record.number);
    this.#addEntries(index, keys, record.number);
  }

  #addEntries(index: IndexDefinition, keys: Keys, number: number): void {
    for (const key of keys.keys) {
      this.environment.entries.put(entryKey(index, key, number), index.unique ? writeRecordNumber(number) : EMPTY);
    }
    if ((keys.multikey && !index.multikey) || (keys.cut && !index.cut)) {
      index.multikey ||= keys.multikey;
      index.cut ||= keys.cut;
      this.#onMarks(this);
    }
  }

  #refuseDuplicates(index: IndexDefinition, keys: Keys, number: number): void {
    keys.keys.forEach((key, position) => {
      const other = this.environment.entries.get(entryKey(index, key, number));
      if (other && other.readUIntBE(0, 6) !== number) {
        throw duplicateKey(this.namespace, index, keys.values[position] as Value[]);
      }
    });
  }
}

const EMPTY = Buffer.alloc(0);

function sameKeys(left: Buffer[], right: Buffer[]): boolean {
  return left.length === right.length && left.every((key, position) => key.equals(right[position] as Buffer));
}

/** The error for a second document with the same key in a unique index. */
export function duplicateKey(namespace: string, index: IndexDefinition, values: Value[]): CommandError {
  const pattern: Doc = new Map();
  const given: Doc = new Map();
  const texts: string[] = [];
  index.fields.forEach((field, position) => {
    pattern.set(field.path, field.down ? -1 : 1);
    given.set(field.path, values[position] as Value);
    texts.push(`${field.path}: ${shown(values[position] as Value)}`);
  });
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${texts.join(', ')} }`,
    { keyPattern: pattern, keyValue: given },
  );
}
