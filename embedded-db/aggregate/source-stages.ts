import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Collection } from '../storage/collection.ts';
import type { StageContext } from './stage.ts';

type Source = (argument: Value, context: StageContext, collection: Collection | null) => () => Generator<Doc | null>;

const documents: Source = (argument, context) => {
  const evaluate = compileExpression(argument, context.scope);
  return function* () {
    const list = evaluate({ root: doc({}), variables: context.variables });
    if (!Array.isArray(list)) return fail(5858203, 'an array is expected');
    for (const item of list) yield isDoc(item) ? item : fail(40228, '$documents: array elements must be objects');
  };
};

const collStats: Source = (argument, _context, collection) => {
  if (!isDoc(argument)) return fail(5447000, '$collStats must take a nested object');
  return function* () {
    if (!collection) return fail(26, 'Unable to retrieve count in $collStats stage: collection not found');
    const entry = doc({ ns: collection.namespace });
    if (argument.has('count')) entry.set('count', collection.count);
    if (argument.has('storageStats'))
      entry.set('storageStats', doc({ count: collection.count, nindexes: collection.indexes.length }));
    yield entry;
  };
};

const indexStats: Source = (_argument, _context, collection) =>
  function* () {
    for (const index of collection?.indexes ?? []) {
      yield doc({ name: index.name, key: index.spec.get('key'), accesses: doc({ ops: 0n }), spec: index.spec });
    }
  };

/** Lists the session of the asking client, as far as this database keeps sessions: one entry without particulars. */
const localSessions: Source = () =>
  function* () {
    yield doc({ _id: doc({ id: 0 }), lastUse: null });
  };

/** Stages that make documents of their own; they stand first. */
export const sourceStages: ReadonlyMap<string, Source> = new Map([
  ['$documents', documents],
  ['$collStats', collStats],
  ['$indexStats', indexStats],
  ['$listLocalSessions', localSessions],
]);
