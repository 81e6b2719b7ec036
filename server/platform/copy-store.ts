import { createHash, randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { messageOf, SignetError } from './errors.ts';
import { databaseOf, stored, withoutPassword } from './mongo.ts';

/** What became of one collection. */
export interface CopiedCollection {
  name: string;
  documents: number;
  /** Documents that were written or removed in the copy, in all passes. */
  written: number;
  removed: number;
  /** Of all documents' bytes, whatever their order. */
  hash: string;
  /** Whether the last pass found the same documents on both sides. */
  same: boolean;
}

export interface CopyOptions {
  /** The other database may hold documents that aren't a copy. */
  replace: boolean;
  say(line: string): void;
}

type Collection = mongo.Collection;
/** An _id of any type. */
type Id = mongo.ObjectId;

/** Where the copy notes whose copy it is, so that it can be run again and nothing else is overwritten. */
const MARKS = 'copied_from';
const BATCH = 500;
/** What changes while it is copied is copied again, so often. */
const PASSES = 5;
/** Values keep their types on the way through. */
const exact = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

/**
 * Copies collections, their indexes and documents from one database to another and compares both sides afterwards.
 * @throws {SignetError} STORAGE where one cannot be reached, or DUPLICATE where the other holds documents that are no copy
 */
export async function copyDatabase(from: string, to: string, options: CopyOptions): Promise<CopiedCollection[]> {
  const source = await connect(from);
  try {
    const target = await connect(to);
    try {
      return await stored(() => copyBetween(source.db(databaseOf(from)), target.db(databaseOf(to)), to, options));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function connect(uri: string): Promise<mongo.MongoClient> {
  try {
    const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5000, writeConcern: { w: 'majority' } });
    return await client.connect();
  } catch (error) {
    throw new SignetError('STORAGE', `The database at ${withoutPassword(uri)} cannot be reached: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function copyBetween(source: mongo.Db, target: mongo.Db, to: string, { replace, say }: CopyOptions) {
  const infos = (await source.listCollections().toArray()).filter(
    ({ name, type }) => type !== 'view' && name !== MARKS && !name.startsWith('system.'),
  );
  await refuseForeign(
    source,
    target,
    to,
    infos.map(({ name }) => name),
    replace,
  );
  const copied: CopiedCollection[] = [];
  for (const info of infos.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    await prepare(source, target, info);
    const result = await copyCollection(source.collection(info.name), target.collection(info.name), say);
    copied.push(result);
    await mark(target, info.name, result.hash);
  }
  return copied;
}

/** The target has to be empty, or the copy that an earlier run made and nobody wrote to since. */
async function refuseForeign(source: mongo.Db, target: mongo.Db, to: string, names: string[], replace: boolean) {
  const token = randomUUID();
  await target.collection<{ _id: string }>(MARKS).insertOne({ _id: token });
  const isSame = await source.collection<{ _id: string }>(MARKS).findOne({ _id: token });
  await target.collection<{ _id: string }>(MARKS).deleteOne({ _id: token });
  if (isSame) throw new SignetError('BAD_REQUEST', `${withoutPassword(to)} is the very database to be copied.`);
  if (replace) return;
  for (const name of names) {
    const documents = await target.collection(name).estimatedDocumentCount();
    if (documents === 0) continue;
    const known = await target.collection<{ _id: string; hash: string }>(MARKS).findOne({ _id: name });
    // A run that was broken off has noted no hash yet: what stands there is part of a copy.
    if (known && (known.hash === 'unfinished' || known.hash === (await hashOf(target.collection(name))))) continue;
    throw new SignetError(
      'DUPLICATE',
      `${withoutPassword(to)} holds ${documents} documents in "${name}" that are no copy, or were changed since: name an empty database, or use --replace to give them up.`,
    );
  }
}

async function mark(target: mongo.Db, name: string, hash: string): Promise<void> {
  await target.collection<{ _id: string }>(MARKS).updateOne({ _id: name }, { $set: { hash } }, { upsert: true });
}

async function prepare(source: mongo.Db, target: mongo.Db, info: mongo.CollectionInfo): Promise<void> {
  await mark(target, info.name, 'unfinished');
  if (!(await target.listCollections({ name: info.name }).hasNext())) {
    await target.createCollection(info.name, info.options ?? {});
  }
  const indexes = await source.collection(info.name).indexes();
  const specs = indexes.filter(({ name }) => name !== '_id_').map(({ v, ns, ...spec }) => spec);
  if (specs.length > 0) await target.command({ createIndexes: info.name, indexes: specs });
}

async function copyCollection(
  source: Collection,
  target: Collection,
  say: (line: string) => void,
): Promise<CopiedCollection> {
  const name = source.collectionName;
  const total = await source.estimatedDocumentCount();
  let [written, removed] = [0, 0];
  for (let pass = 1; ; pass++) {
    const found = await writeDifferences(source, target, (documents) =>
      say(`${name}: ${pass === 1 ? 'copied' : 'compared'} ${documents} of ${total}`),
    );
    const gone = await removeGone(source, target);
    written += found.written;
    removed += gone;
    const same = found.written + gone === 0 && found.hash === (await hashOf(target));
    if (same || pass === PASSES) return { name, documents: found.documents, written, removed, hash: found.hash, same };
  }
}

/** Reads the source once and writes what the target has not, or has otherwise. */
async function writeDifferences(source: Collection, target: Collection, progress: (documents: number) => void) {
  const sum = new HashSum();
  let [documents, written] = [0, 0];
  for await (const batch of batches(source)) {
    const there = new Map<string, Buffer>();
    const ids = batch.map(({ id }) => id);
    for await (const bytes of rawFind(target, { _id: { $in: ids } })) there.set(keyOf(bytes), bytes);
    const differing = batch.filter(({ bytes }) => !there.get(keyOf(bytes))?.equals(bytes));
    if (differing.length > 0) {
      await target.bulkWrite(
        differing.map(({ id, document }) => ({
          replaceOne: { filter: { _id: id }, replacement: document, upsert: true },
        })),
        { ordered: false, ignoreUndefined: false, bypassDocumentValidation: true },
      );
    }
    for (const { bytes } of batch) sum.add(bytes);
    documents += batch.length;
    written += differing.length;
    progress(documents);
  }
  return { documents, written, hash: sum.text() };
}

/** Removes from the target what the source has no longer. */
async function removeGone(source: Collection, target: Collection): Promise<number> {
  let removed = 0;
  for await (const batch of batches(target)) {
    const ids = batch.map(({ id }) => id);
    const kept = new Set<string>();
    for await (const bytes of rawFind(source, { _id: { $in: ids } })) kept.add(keyOf(bytes));
    const gone = batch.filter(({ bytes }) => !kept.has(keyOf(bytes))).map(({ id }) => id);
    if (gone.length > 0) removed += (await target.deleteMany({ _id: { $in: gone } })).deletedCount;
  }
  return removed;
}

interface RawDocument {
  id: Id;
  bytes: Buffer;
  document: mongo.BSON.Document & { _id: Id };
}

async function* batches(collection: Collection): AsyncGenerator<RawDocument[]> {
  let batch: RawDocument[] = [];
  for await (const bytes of rawFind(collection, {})) {
    const document = mongo.BSON.deserialize(bytes, exact) as RawDocument['document'];
    batch.push({ id: document._id, bytes, document });
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Documents as their bytes. */
async function* rawFind(collection: Collection, filter: mongo.Filter<mongo.BSON.Document>): AsyncGenerator<Buffer> {
  const cursor = collection.find(filter, { raw: true, batchSize: BATCH });
  for await (const bytes of cursor) yield Buffer.from(bytes as unknown as Uint8Array);
}

/** A document's _id as text, its type included: its bytes in the document. */
function keyOf(bytes: Buffer): string {
  const { _id } = mongo.BSON.deserialize(bytes, exact);
  return Buffer.from(mongo.BSON.serialize({ _id })).toString('latin1');
}

async function hashOf(collection: Collection): Promise<string> {
  const sum = new HashSum();
  for await (const bytes of rawFind(collection, {})) sum.add(bytes);
  return sum.text();
}

/** One hash of many documents that doesn't depend on their order: the sum of the SHA-256 of each. */
class HashSum {
  #sum = 0n;
  add(bytes: Buffer): void {
    this.#sum += BigInt(`0x${createHash('sha256').update(bytes).digest('hex')}`);
  }
  text(): string {
    return BigInt.asUintN(256, this.#sum).toString(16).padStart(64, '0');
  }
}
