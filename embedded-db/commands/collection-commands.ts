import { parseCollation } from '../bson/collation.ts';
import { identical } from '../bson/identical.ts';
import { type Doc, doc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { checkDatabaseName, checkNamespace } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import { collectionName, docField, flagField } from './arguments.ts';
import { clearLater } from './clear-later.ts';
import type { Answer, Call, Command, Engine } from './command.ts';
import { querySetup } from './query-setup.ts';
import { validationOptions } from './validation.ts';
import { settled } from './write-command.ts';

const refusedOptions = ['capped', 'timeseries', 'viewOn', 'clusteredIndex', 'encryptedFields', 'expireAfterSeconds'];

const create: Answer = async (call) => {
  const name = collectionName(call);
  checkNamespace(call.database, name);
  for (const option of refusedOptions) {
    const value = call.body.get(option);
    if (value !== undefined && value !== false)
      fail(115, `create: the option '${option}' is not supported by this database`);
  }
  const options = validationOptions(call);
  const collation = parseCollation(call.body.get('collation'));
  if (collation) options.set('collation', collation.spec);
  const { catalog, writer } = call.engine;
  const taken = await writer.work(() => {
    const existing = catalog.find(call.database, name);
    if (existing) return !identical(existing.options, options);
    catalog.create(call.database, name, options);
    return false;
  });
  if (taken) fail(48, `Collection ${call.database}.${name} already exists.`);
  await settled(call);
  return doc({});
};

const drop: Answer = async (call) => {
  const name = collectionName(call);
  const { catalog, writer } = call.engine;
  const dropped = await writer.work(() => {
    const collection = catalog.find(call.database, name);
    if (collection) catalog.drop(collection);
    return collection;
  });
  await settled(call);
  if (!dropped) return doc({});
  forget(call.engine, dropped);
  return doc({ nIndexesWas: dropped.indexes.length, ns: dropped.namespace });
};

function forget(engine: Engine, collection: Collection): void {
  engine.cursors.killOf(collection.namespace);
  clearLater(engine, 'documents', collection.number);
  for (const index of collection.indexes) clearLater(engine, 'entries', index.number);
}

const dropDatabase: Answer = async (call) => {
  checkDatabaseName(call.database);
  const { catalog, writer } = call.engine;
  const dropped = await writer.work(() => {
    const collections = catalog.list(call.database);
    for (const collection of collections) catalog.drop(collection);
    return collections;
  });
  await settled(call);
  for (const collection of dropped) forget(call.engine, collection);
  return doc({ dropped: dropped.length > 0 ? call.database : undefined });
};

const renameCollection: Answer = async (call) => {
  const { catalog, writer } = call.engine;
  const [from, to] = [call.argument, call.body.get('to')].map((name) => split(name));
  if (!from || !to) return fail(73, 'renameCollection needs two namespaces');
  checkNamespace(to.database, to.name);
  const outcome = await writer.work(() => {
    const source = catalog.find(from.database, from.name);
    if (!source) return 'missing';
    const target = catalog.find(to.database, to.name);
    if (target && !flagField(call, 'dropTarget')) return 'exists';
    if (target) catalog.drop(target);
    catalog.rename(source, to.database, to.name);
    return target ?? 'done';
  });
  if (outcome === 'missing') fail(26, `Source collection ${from.database}.${from.name} does not exist`);
  if (outcome === 'exists') fail(48, 'target namespace exists');
  await settled(call);
  if (typeof outcome === 'object') forget(call.engine, outcome);
  return doc({});
};

function split(namespace: Value | undefined): { database: string; name: string } | null {
  if (typeof namespace !== 'string' || !namespace.includes('.')) return null;
  const at = namespace.indexOf('.');
  return { database: namespace.slice(0, at), name: namespace.slice(at + 1) };
}

const listCollections: Answer = async (call) => {
  const setup = querySetup(call, null);
  const filter = docField(call, 'filter');
  const accepts = filter ? matcherOf(parseFilter(filter, setup)) : () => true;
  const nameOnly = flagField(call, 'nameOnly');
  const rows = call.engine.catalog
    .list(call.database)
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(described)
    .filter(accepts)
    .map((entry) => (nameOnly ? doc({ name: entry.get('name'), type: entry.get('type') }) : entry));
  return doc({ cursor: await whole(call, `${call.database}.$cmd.listCollections`, rows) });
};

function described(collection: Collection): Doc {
  return doc({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: doc({ readOnly: false, uuid: collection.uuid }),
    idIndex: collection.indexes[0]?.spec,
  });
}

function whole(call: Call, namespace: string, rows: Doc[]): Promise<Doc> {
  const options = { batchSize: Number.POSITIVE_INFINITY, single: true, noTimeout: false };
  return call.engine.cursors.open(namespace, rows.values(), call.pace, options);
}

const listDatabases: Answer = (call) => {
  const filter = docField(call, 'filter');
  const accepts = filter ? matcherOf(parseFilter(filter, querySetup(call, null))) : () => true;
  const names = [...new Set(call.engine.catalog.list().map((collection) => collection.database))].sort();
  const nameOnly = flagField(call, 'nameOnly');
  const databases = names
    .map((name) => doc({ name, sizeOnDisk: 0n, empty: false }))
    .filter(accepts)
    .map((entry) => (nameOnly ? doc({ name: entry.get('name') }) : entry));
  return doc({ databases, totalSize: nameOnly ? undefined : 0n, totalSizeMb: nameOnly ? undefined : 0n });
};

const collStats: Answer = (call) => {
  const collection = call.engine.catalog.find(call.database, collectionName(call));
  return doc({
    ns: `${call.database}.${String(call.argument)}`,
    count: collection?.count ?? 0,
    nindexes: collection?.indexes.length ?? 0,
    capped: false,
  });
};

const general = ['writeConcern', 'comment', 'maxTimeMS'];
const options =
  'capped autoIndexId idIndex size max storageEngine validator validationLevel validationAction indexOptionDefaults viewOn pipeline collation timeseries clusteredIndex encryptedFields expireAfterSeconds changeStreamPreAndPostImages flags temp'.split(
    ' ',
  );

export const createCommand: Command = { answer: create, fields: ['create', ...options, ...general] };
export const dropCommand: Command = { answer: drop, fields: ['drop', ...general] };
export const dropDatabaseCommand: Command = { answer: dropDatabase, fields: ['dropDatabase', ...general] };
export const renameCollectionCommand: Command = {
  answer: renameCollection,
  fields: ['renameCollection', 'to', 'dropTarget', ...general],
};
export const listCollectionsCommand: Command = {
  answer: listCollections,
  fields: ['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor', ...general],
};
export const listDatabasesCommand: Command = {
  answer: listDatabases,
  fields: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases', ...general],
};
export const collStatsCommand: Command = { answer: collStats, fields: ['collStats', 'scale', ...general] };
