import { type Doc, doc, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/sort-order.ts';
import { checkNamespace } from '../storage/catalog.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import type { Updater } from '../update/compile-update.ts';
import { arrayField, collectionName, docField, flagField } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { insertInto, modify, upsertDocument } from './modify.ts';
import { projected, projectionOf } from './projected.ts';
import { hintedIndex, type QuerySetup, querySetup } from './query-setup.ts';
import { TargetSearch } from './target-search.ts';
import { compileUpdate } from './update-parts.ts';
import { settled } from './write-command.ts';

interface Outcome {
  value: Doc | null;
  n: number;
  upserted?: Value;
}

interface Plan {
  collection: Collection | null;
  name: string;
  node: FilterNode;
  updater: Updater | null;
  wantsNew: boolean;
  upsert: boolean;
}

const findAndModify: Answer = async (call) => {
  const name = collectionName(call);
  checkNamespace(call.database, name);
  checkOptions(call);
  const collection = call.engine.catalog.find(call.database, name);
  const setup = querySetup(call, collection);
  const node = parseFilter(docField(call, 'query') ?? doc({}), setup);
  const remove = flagField(call, 'remove');
  const updater = remove
    ? null
    : compileUpdate(call, call.body.get('update'), setup, {
        arrayFilters: arrayField(call, 'arrayFilters') ?? [],
        multi: false,
        hasConstants: false,
      });
  const upsert = flagField(call, 'upsert');
  const plan: Plan = { collection, name, node, updater, wantsNew: flagField(call, 'new'), upsert };
  const projection = projectionOf(docField(call, 'fields'), setup);
  const outcome = await carryOut(call, plan, setup);
  await settled(call);
  const lastErrorObject = doc({ n: outcome.n });
  if (!remove) lastErrorObject.set('updatedExisting', outcome.n > 0 && outcome.upserted === undefined);
  if (outcome.upserted !== undefined) lastErrorObject.set('upserted', outcome.upserted);
  const { value } = outcome;
  return doc({ lastErrorObject, value: value && projection ? projected(value, projection, node) : value });
};

function checkOptions(call: Call): void {
  const remove = flagField(call, 'remove');
  const update = call.body.get('update');
  if (!remove && update === undefined) fail(9, 'Either an update or remove=true must be specified');
  if (!remove) return;
  if (update !== undefined) fail(9, 'Cannot specify both an update and remove=true');
  if (flagField(call, 'upsert')) fail(9, 'Cannot specify both upsert=true and remove=true');
  if (flagField(call, 'new'))
    fail(9, "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
}

async function carryOut(call: Call, plan: Plan, setup: QuerySetup): Promise<Outcome> {
  const { collection } = plan;
  const sort = parseSort(docField(call, 'sort') ?? doc({}));
  const hint = hintedIndex(collection, call.body.get('hint'));
  const search = collection
    ? new TargetSearch(collection, { node: plan.node, sort, collation: setup.collation, hint, multi: false })
    : null;
  let found: number[] | null = null;
  // Each round works in one transaction; what takes long to find is looked for between rounds.
  for (let round = 0; ; round++) {
    const outcome = await call.engine.writer.work((until) => {
      if (!search || !collection) return finish(call, plan, null);
      if (!found) {
        const now = search.now(round > 3 ? Number.POSITIVE_INFINITY : until);
        return now ? finish(call, plan, now[0] ?? null) : 'search';
      }
      const number = found[0];
      if (number === undefined) return finish(call, plan, null);
      const record = collection.read(number);
      if (record && search.matches(record.document)) return finish(call, plan, record);
      return 'search';
    });
    if (outcome !== 'search') {
      if (outcome instanceof CommandError) throw outcome;
      return outcome;
    }
    if (search) found = round > 2 ? null : await search.later(call.pace);
  }
}

/** Errors are given, not thrown, so that they are told apart from errors of the storage. */
function finish(call: Call, plan: Plan, record: StoredRecord | null): Outcome | CommandError {
  try {
    return change(call, plan, record);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
}

function change(call: Call, plan: Plan, record: StoredRecord | null): Outcome {
  const { collection, updater } = plan;
  if (record && collection) {
    if (!updater) {
      collection.remove(record);
      return { value: record.document, n: 1 };
    }
    const after = modify(call, collection, record, updater, plan.node);
    return { value: plan.wantsNew ? after.document : record.document, n: 1 };
  }
  if (!updater || !plan.upsert) return { value: null, n: 0 };
  const document = upsertDocument(plan.node, updater, call.now);
  insertInto(call, call.database, plan.name, document);
  return { value: plan.wantsNew ? document : null, n: 1, upserted: document.get('_id') as Value };
}

const fields =
  'query sort remove update new upsert bypassDocumentValidation writeConcern maxTimeMS collation arrayFilters hint comment let fields'.split(
    ' ',
  );

export const findAndModifyCommand: Command = {
  answer: findAndModify,
  fields: ['findAndModify', 'findandmodify', ...fields],
};
