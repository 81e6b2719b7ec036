import { compilePipelineUpdate } from '../aggregate/pipeline-update.ts';
import { identical } from '../bson/identical.ts';
import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import { extended } from '../expressions/expression.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { checkNamespace } from '../storage/catalog.ts';
import { type Collection, duplicateKey } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { defineIndex } from '../storage/index-spec.ts';
import { compileReplacement, type Updater } from '../update/compile-update.ts';
import { clearLater } from './clear-later.ts';
import type { Call } from './command.ts';
import { preparedDocument } from './document-checks.ts';
import { insertInto, modify } from './modify.ts';
import { querySetup, setupOf } from './query-setup.ts';
import { TargetSearch } from './target-search.ts';
import { settled } from './write-command.ts';

/** Carries out $out or $merge: gathers the pipeline's documents, then writes them in slices. */
export async function writeOutput(
  call: Call,
  name: string,
  argument: Value,
  rows: Iterator<Doc | null>,
): Promise<void> {
  const write = name === '$out' ? prepareOut(call, argument) : prepareMerge(call, argument);
  const documents: Doc[] = [];
  for (let next = rows.next(); !next.done; next = rows.next()) {
    if (next.value) documents.push(next.value);
    if (call.pace.due()) await call.pace.rest();
  }
  await write(documents);
  await settled(call);
}

type Write = (documents: Doc[]) => Promise<void>;

function targetOf(call: Call, value: Value | undefined, stage: string): { database: string; name: string } {
  const database = isDoc(value) ? (value.get('db') ?? call.database) : call.database;
  const name = isDoc(value) ? value.get('coll') : value;
  if (typeof name !== 'string' || typeof database !== 'string')
    return fail(16990, `${stage} needs the name of a collection`);
  checkNamespace(database, name);
  return { database, name };
}

/** Does something with each document in slices of a write transaction; the first CommandError ends it. */
async function forEach(call: Call, documents: Doc[], act: (document: Doc) => void): Promise<void> {
  for (let at = 0; at < documents.length; ) {
    const error = await call.engine.writer.work((until) => {
      try {
        do act(documents[at++] as Doc);
        while (at < documents.length && performance.now() < until);
        return null;
      } catch (thrown) {
        if (thrown instanceof CommandError) return thrown;
        throw thrown;
      }
    });
    if (error) throw error;
  }
}

/** $out: a new collection takes the old one's place at once, with its indexes. */
function prepareOut(call: Call, argument: Value): Write {
  const { database, name } = targetOf(call, argument, '$out');
  const { catalog, writer } = call.engine;
  return async (documents) => {
    const temporary = `tmp.agg_out.${call.client.number}.${process.hrtime.bigint()}`;
    const made = await writer.work(() => {
      const old = catalog.find(database, name);
      const collection = catalog.create(database, temporary, old?.options);
      for (const index of old?.indexes.slice(1) ?? []) {
        collection.indexes = [...collection.indexes, defineIndex(catalog.takeNumber(), index.spec)];
      }
      return collection;
    });
    try {
      await forEach(call, documents, (document) =>
        insertInto(call, database, temporary, preparedDocument(document, call.now)),
      );
    } catch (error) {
      await writer.work(() => catalog.drop(made));
      forget(call, made);
      throw error;
    }
    const old = await writer.work(() => {
      const before = catalog.find(database, name);
      if (before) catalog.drop(before);
      catalog.rename(made, database, name);
      return before;
    });
    if (old) forget(call, old);
  };
}

function forget(call: Call, collection: Collection): void {
  clearLater(call.engine, 'documents', collection.number);
  for (const index of collection.indexes) clearLater(call.engine, 'entries', index.number);
}

/** $merge: each document meets the one that is equal in the `on` fields. */
function prepareMerge(call: Call, argument: Value): Write {
  const spec = isDoc(argument) ? argument : doc({ into: argument });
  for (const key of spec.keys()) {
    if (!['into', 'on', 'let', 'whenMatched', 'whenNotMatched'].includes(key)) {
      fail(40415, `BSON field '$merge.${key}' is an unknown field.`);
    }
  }
  const { database, name } = targetOf(call, spec.get('into'), '$merge');
  const given = spec.get('on') ?? '_id';
  const on = (Array.isArray(given) ? given : [given]).map((field) =>
    typeof field === 'string' ? field : fail(51186, '$merge "on" field must be either a string or an array of strings'),
  );
  const matched = spec.get('whenMatched') ?? 'merge';
  const notMatched = spec.get('whenNotMatched') ?? 'insert';
  if (!Array.isArray(matched) && !['merge', 'replace', 'keepExisting', 'fail'].includes(String(matched))) {
    fail(2, `Enumeration value '${String(matched)}' for field '$merge.whenMatched' is not a valid value.`);
  }
  if (!['insert', 'discard', 'fail'].includes(String(notMatched))) {
    fail(2, `Enumeration value '${String(notMatched)}' for field '$merge.whenNotMatched' is not a valid value.`);
  }
  const isUnique = on.join() === '_id' || uniqueIndexOn(call.engine.catalog.find(database, name), on);
  if (!isUnique) fail(51183, 'Cannot find index to verify that join fields will be unique');
  const rule = { on, matched, notMatched: String(notMatched), lets: spec.get('let') };
  return (documents) => forEach(call, documents, (document) => mergeOne(call, database, name, rule, document));
}

/** The unique index on exactly these fields. */
function uniqueIndexOn(collection: Collection | null, on: string[]): IndexDefinition | undefined {
  return collection?.indexes.find(
    (index) =>
      index.unique &&
      !index.partial &&
      index.fields.length === on.length &&
      index.fields.every((field) => on.includes(field.path)),
  );
}

interface MergeRule {
  on: string[];
  matched: Value;
  notMatched: string;
  lets: Value | undefined;
}

function mergeOne(call: Call, database: string, name: string, rule: MergeRule, document: Doc): void {
  const { catalog } = call.engine;
  const collection = catalog.find(database, name) ?? catalog.create(database, name);
  const incoming = rule.on.includes('_id') ? preparedDocument(document, call.now) : document;
  const filter: Doc = new Map();
  for (const field of rule.on) {
    const value = incoming.get(field);
    if (value === undefined || value === null || Array.isArray(value)) {
      return void fail(
        51132,
        `$merge write error: 'on' field '${field}' cannot be missing, null, undefined or an array`,
      );
    }
    filter.set(field, doc({ $eq: value }));
  }
  const setup = querySetup(call, collection, { collation: null });
  const node = parseFilter(filter, setup);
  const search = new TargetSearch(collection, { node, sort: [], collation: setup.collation, hint: null, multi: false });
  const record = search.now(Number.POSITIVE_INFINITY)?.[0];
  if (!record) {
    if (rule.notMatched === 'insert') insertInto(call, database, name, preparedDocument(incoming, call.now));
    else if (rule.notMatched === 'fail')
      fail(
        13113,
        '$merge could not find a matching document in the target collection for at least one document in the source collection',
      );
    return;
  }
  if (rule.matched === 'keepExisting') return;
  if (rule.matched === 'fail') {
    const index = uniqueIndexOn(collection, rule.on) as IndexDefinition;
    throw duplicateKey(
      collection.namespace,
      index,
      index.fields.map((field) => incoming.get(field.path) as Value),
    );
  }
  modify(call, collection, record, updaterOf(call, rule, incoming), node);
}

function updaterOf(call: Call, rule: MergeRule, incoming: Doc): Updater {
  if (rule.matched === 'replace') return compileReplacement(incoming);
  if (Array.isArray(rule.matched)) {
    const setup = querySetup(call, null);
    let variables = { name: 'new', value: incoming as Value | undefined, outer: setup.variables };
    const names = ['new'];
    for (const [name, value] of isDoc(rule.lets) ? rule.lets : doc({})) {
      variables = {
        name,
        value: setup.compile(value)({ root: incoming, variables: setup.variables }),
        outer: variables,
      };
      names.push(name);
    }
    return compilePipelineUpdate(rule.matched, setupOf(extended(setup.scope, names), variables));
  }
  return {
    kind: 'pipeline',
    positional: false,
    touched: null,
    apply: (document) => {
      const merged: Doc = new Map(document);
      for (const [name, value] of incoming)
        if (!(name === '_id' && identical(value, document.get('_id')))) merged.set(name, value);
      return merged;
    },
  };
}
