import { parseCollation } from '../bson/collation.ts';
import { equalValues } from '../bson/compare.ts';
import { identical } from '../bson/identical.ts';
import { shown } from '../bson/shown.ts';
import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import { type Collection, StoredRecord } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { checkedSpec, defineIndex } from '../storage/index-spec.ts';
import { recordKey, recordNumber } from '../storage/layout.ts';
import { arrayField, collectionName } from './arguments.ts';
import { clearLater } from './clear-later.ts';
import type { Answer, Call, Command } from './command.ts';
import { settled } from './write-command.ts';

const MAX_INDEXES = 64;

const createIndexes: Answer = async (call) => {
  const name = collectionName(call);
  const specs = (
    arrayField(call, 'indexes') ?? fail(40414, "BSON field 'createIndexes.indexes' is missing but a required field")
  ).map(checkedSpec);
  if (specs.length === 0) fail(2, 'Must specify at least one index to create');
  const { catalog, writer } = call.engine;
  const created = !catalog.find(call.database, name);
  const before = catalog.find(call.database, name)?.indexes.length ?? 1;
  const collection = await writer.work(() => catalog.find(call.database, name) ?? catalog.create(call.database, name));
  const added = await writer.work(() => announce(call, collection, specs));
  if (added instanceof CommandError) throw added;
  try {
    if (added.length > 0) await build(call, collection, added);
  } catch (error) {
    collection.indexes = collection.indexes.filter((index) => !added.includes(index));
    for (const index of added) clearLater(call.engine, 'entries', index.number);
    throw error;
  }
  await writer.work(() => {
    for (const index of added) index.ready = true;
    catalog.save(collection);
  });
  await settled(call);
  const reply = doc({
    numIndexesBefore: before,
    numIndexesAfter: collection.indexes.length,
    createdCollectionAutomatically: created,
  });
  if (added.length === 0) reply.set('note', 'all indexes already exist');
  return reply;
};

/** Puts the new indexes beside the others, so that writes keep them up while they are built. */
function announce(call: Call, collection: Collection, specs: Doc[]): IndexDefinition[] | CommandError {
  const added: IndexDefinition[] = [];
  for (const spec of specs) {
    try {
      inherit(collection, spec);
      if (exists([...collection.indexes, ...added], spec)) continue;
      if (collection.indexes.length + added.length >= MAX_INDEXES) {
        fail(67, `add index fails, too many indexes for ${collection.namespace} key:${shown(spec.get('key') ?? null)}`);
      }
    } catch (error) {
      if (error instanceof CommandError) return error;
      throw error;
    }
    const index = defineIndex(call.engine.catalog.takeNumber(), spec);
    index.ready = false;
    added.push(index);
  }
  collection.indexes = [...collection.indexes, ...added];
  return added;
}

/** An index has its collection's collation if it names none. */
function inherit(collection: Collection, spec: Doc): void {
  const own = collection.options.get('collation');
  if (isDoc(own) && !spec.has('collation')) spec.set('collation', own);
  const collation = parseCollation(spec.get('collation'));
  if (!collation) spec.delete('collation');
}

/** Whether there is such an index already. Throws if one is in the way (85, 86). */
function exists(indexes: IndexDefinition[], spec: Doc): boolean {
  const key = spec.get('key') as Doc;
  if (key.size === 1 && key.has('_id')) {
    return true;
  }
  const name = spec.get('name');
  for (const index of indexes) {
    const sameKey = sameKeyPattern(index.spec.get('key') as Doc, key);
    const sameRules = ['collation', 'partialFilterExpression'].every((option) =>
      identical(index.spec.get(option), spec.get(option)),
    );
    if (index.name === name) {
      if (sameKey && sameRules && sameOptions(index.spec, spec)) return true;
      if (sameKey && sameRules) fail(85, conflictText(index, spec));
      fail(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${shown(spec)}, existing index: ${shown(index.spec)}`,
      );
    }
    if (!sameKey || !sameRules) continue;
    if (sameOptions(index.spec, spec)) fail(85, `Index already exists with a different name: ${index.name}`);
    fail(85, conflictText(index, spec));
  }
  return false;
}

function conflictText(index: IndexDefinition, spec: Doc): string {
  return `An equivalent index already exists with the same name but different options. Requested index: ${shown(spec)}, existing index: ${shown(index.spec)}`;
}

function sameKeyPattern(left: Doc, right: Doc): boolean {
  return equalValues(left, right);
}

function sameOptions(left: Doc, right: Doc): boolean {
  return ['unique', 'sparse', 'expireAfterSeconds'].every((option) => {
    const a: Value = left.get(option) ?? false;
    const b: Value = right.get(option) ?? false;
    return equalValues(a, b);
  });
}

/** Enters all documents into new indexes, slice by slice. */
async function build(call: Call, collection: Collection, added: IndexDefinition[]): Promise<void> {
  const { documents } = collection.environment;
  let start = recordKey(collection.number, 0);
  const end = recordKey(collection.number + 1, 0);
  for (let more = true; more; ) {
    const outcome = await call.engine.writer.work((until) => {
      try {
        for (;;) {
          const batch = [...documents.getRange({ start, end, limit: 32, exclusiveStart: true })];
          for (const { key, value } of batch) {
            for (const index of added) collection.enter(index, new StoredRecord(recordNumber(key), value));
            start = key;
          }
          if (batch.length < 32) return 'done';
          if (performance.now() >= until) return 'more';
        }
      } catch (error) {
        if (error instanceof CommandError) return error;
        throw error;
      }
    });
    if (outcome instanceof CommandError) {
      throw new CommandError(
        outcome.code,
        outcome.code === 11000 ? `Index build failed: ${collection.namespace}: ${outcome.message}` : outcome.message,
        outcome.fields,
      );
    }
    more = outcome === 'more';
  }
}

const dropIndexes: Answer = async (call) => {
  const name = collectionName(call);
  const collection = call.engine.catalog.find(call.database, name);
  if (!collection) return fail(26, `ns not found ${call.database}.${name}`);
  const wanted = call.body.get('index');
  const before = collection.indexes.length;
  const dropped = chosen(collection, wanted);
  await call.engine.writer.work(() => {
    collection.indexes = collection.indexes.filter((index) => !dropped.includes(index));
    call.engine.catalog.save(collection);
  });
  for (const index of dropped) clearLater(call.engine, 'entries', index.number);
  await settled(call);
  const reply = doc({ nIndexesWas: before });
  if (wanted === '*') reply.set('msg', 'non-_id indexes dropped for collection');
  return reply;
};

function chosen(collection: Collection, wanted: Value | undefined): IndexDefinition[] {
  if (wanted === '*') return collection.indexes.slice(1);
  if (Array.isArray(wanted)) return wanted.flatMap((item) => chosen(collection, item));
  if (typeof wanted !== 'string' && !isDoc(wanted)) return fail(14, "BSON field 'dropIndexes.index' is the wrong type");
  const found = collection.indexes.find((index) =>
    typeof wanted === 'string' ? index.name === wanted : sameKeyPattern(index.spec.get('key') as Doc, wanted),
  );
  if (!found) {
    return fail(
      27,
      typeof wanted === 'string'
        ? `index not found with name [${wanted}]`
        : `can't find index with key: ${shown(wanted)}`,
    );
  }
  if (found === collection.indexes[0]) fail(72, 'cannot drop _id index');
  return [found];
}

const listIndexes: Answer = async (call) => {
  const name = collectionName(call);
  const collection = call.engine.catalog.find(call.database, name);
  if (!collection) return fail(26, `ns does not exist: ${call.database}.${name}`);
  const rows = collection.indexes.filter((index) => index.ready).map((index) => index.spec);
  const cursor = await call.engine.cursors.open(`${call.database}.${name}`, rows.values(), call.pace, {
    batchSize: Number.POSITIVE_INFINITY,
    single: true,
    noTimeout: false,
  });
  return doc({ cursor });
};

const general = ['writeConcern', 'comment', 'maxTimeMS'];

export const createIndexesCommand: Command = {
  answer: createIndexes,
  fields: ['createIndexes', 'indexes', 'commitQuorum', 'ignoreUnknownIndexOptions', ...general],
};
export const dropIndexesCommand: Command = {
  answer: dropIndexes,
  fields: ['dropIndexes', 'deleteIndexes', 'index', ...general],
};
export const listIndexesCommand: Command = {
  answer: listIndexes,
  fields: ['listIndexes', 'cursor', 'includeBuildUUIDs', ...general],
};
