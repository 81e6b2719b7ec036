import { randomUUID } from 'node:crypto';
import { decodeDoc } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import { toNumber } from '../bson/numbers.ts';
import { Binary, type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { Collection } from './collection.ts';
import type { Environment } from './environment.ts';
import type { IndexDefinition } from './index-definition.ts';
import { defineIndex } from './index-spec.ts';
import { recordKey } from './layout.ts';

const PREFIX = 'c:';
const NEXT_KEY = Buffer.from('next');
/** MongoDB's limit for a namespace. */
const MAX_NAMESPACE = 255;

/** Which collections there are. What alters it runs inside a write transaction. */
export class Catalog {
  readonly environment: Environment;
  #collections = new Map<string, Collection>();
  #next = 1;

  constructor(environment: Environment) {
    this.environment = environment;
    this.load();
  }

  /** Reads everything from the file again: after opening, and after a commit that failed. */
  load(): void {
    const { catalog } = this.environment;
    const next = catalog.get(NEXT_KEY);
    this.#next = next ? numberIn(decodeDoc(next), 'next') : 1;
    this.#collections = new Map();
    for (const { value } of catalog.getRange({ start: Buffer.from(PREFIX), end: Buffer.from('c;') })) {
      const collection = this.#restore(decodeDoc(value));
      this.#collections.set(collection.namespace, collection);
    }
  }

  #restore(entry: Doc): Collection {
    const indexes = (entry.get('indexes') as Doc[]).map((item) => {
      const index = defineIndex(numberIn(item, 'number'), item.get('spec') as Doc);
      index.multikey = item.get('multikey') === true;
      index.cut = item.get('cut') === true;
      return index;
    });
    const identity = {
      number: numberIn(entry, 'number'),
      database: String(entry.get('database')),
      name: String(entry.get('name')),
      uuid: entry.get('uuid') as Binary,
      options: entry.get('options') as Doc,
    };
    return new Collection(this.environment, identity, indexes, (collection) => this.save(collection));
  }

  find(database: string, name: string): Collection | null {
    return this.#collections.get(`${database}.${name}`) ?? null;
  }

  /** The collections of a database, or all. */
  list(database?: string): Collection[] {
    const all = [...this.#collections.values()];
    return database === undefined ? all : all.filter((collection) => collection.database === database);
  }

  /** Makes a collection with its index on _id. Throws InvalidNamespace (73). */
  create(database: string, name: string, options: Doc = doc({})): Collection {
    checkNamespace(database, name);
    const idSpec = doc({ v: 2, key: doc({ _id: 1 }), name: '_id_' });
    const collation = options.get('collation');
    if (isDoc(collation)) idSpec.set('collation', collation);
    const uuid = new Binary(4, Buffer.from(randomUUID().replaceAll('-', ''), 'hex'));
    const identity = { number: this.takeNumber(), database, name, uuid, options };
    const indexes = [defineIndex(this.takeNumber(), idSpec)];
    const collection = new Collection(this.environment, identity, indexes, (changed) => this.save(changed));
    this.#collections.set(collection.namespace, collection);
    this.save(collection);
    return collection;
  }

  /** Forgets a collection; its documents and entries are left to `clear`. */
  drop(collection: Collection): void {
    this.#collections.delete(collection.namespace);
    this.environment.catalog.remove(Buffer.from(PREFIX + collection.namespace));
  }

  rename(collection: Collection, database: string, name: string): Collection {
    checkNamespace(database, name);
    this.drop(collection);
    const { number, uuid, options, indexes } = collection;
    const identity = { number, database, name, uuid, options };
    const renamed = new Collection(this.environment, identity, indexes, (changed) => this.save(changed));
    this.#collections.set(renamed.namespace, renamed);
    this.save(renamed);
    return renamed;
  }

  /** Writes a collection's entry; indexes that are being built are left out. */
  save(collection: Collection): void {
    const { number, database, name, uuid, options, indexes } = collection;
    const entries = indexes
      .filter((index) => index.ready)
      .map((index: IndexDefinition) =>
        doc({ number: index.number, spec: index.spec, multikey: index.multikey, cut: index.cut }),
      );
    const entry = doc({ number, database, name, uuid, options, indexes: entries });
    this.environment.catalog.put(Buffer.from(PREFIX + collection.namespace), encodeDoc(entry));
  }

  /** A number that no collection and no index had before. */
  takeNumber(): number {
    const number = this.#next;
    this.#next += 1;
    this.environment.catalog.put(NEXT_KEY, encodeDoc(doc({ next: this.#next })));
    return number;
  }

  /** Removes up to `limit` documents or entries of a dropped number; whether it found that many. */
  clear(table: 'documents' | 'entries', number: number, limit: number): boolean {
    const store = this.environment[table];
    const range = { start: recordKey(number, 0).subarray(0, 4), end: recordKey(number + 1, 0).subarray(0, 4), limit };
    const keys = [...store.getKeys(range)];
    for (const key of keys) store.remove(key);
    return keys.length === limit;
  }
}

function numberIn(document: Doc, name: string): number {
  const value: Value | undefined = document.get(name);
  return isNumeric(value) ? toNumber(value) : 0;
}

/** Throws InvalidNamespace (73) for names that MongoDB refuses. */
export function checkNamespace(database: string, name: string): void {
  const namespace = `${database}.${name}`;
  checkDatabaseName(database);
  if (name === '') fail(73, `Invalid namespace specified '${namespace}'`);
  if (name.includes('\0') || name.includes('$')) fail(73, `Invalid collection name: ${name}`);
  if (name.startsWith('.') || name.endsWith('.')) fail(73, `Collection names cannot start or end with '.': ${name}`);
  if (name.startsWith('system.') && name !== 'system.js') fail(73, `Invalid system namespace: ${namespace}`);
  if (Buffer.byteLength(namespace) > MAX_NAMESPACE) {
    fail(73, `Fully qualified namespace is too long. Namespace: ${namespace} Max: ${MAX_NAMESPACE}`);
  }
}

/** Throws InvalidNamespace (73) for a database name that MongoDB refuses. */
export function checkDatabaseName(database: string): void {
  if (database === '' || /[\0/\\. "$]/.test(database) || Buffer.byteLength(database) > 63) {
    fail(73, `Invalid database name: '${database}'`);
  }
}
