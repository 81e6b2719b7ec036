import { shown } from '../bson/shown.ts';
import { type Doc, doc, isDoc } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type Plan, planQuery } from '../query/plan.ts';
import type { CompiledProjection } from '../query/projection.ts';
import { type Counts, runPlan } from '../query/run-plan.ts';
import { parseSort, type SortField } from '../query/sort-order.ts';
import { sortedRows } from '../query/sorted-rows.ts';
import { wantedFields } from '../query/wanted-fields.ts';
import type { Collection, StoredRecord } from '../storage/collection.ts';
import { collectionName, countField, docField, flagField } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import type { Row } from './cursors.ts';
import { projected, projectionOf } from './projected.ts';
import { hintedIndex, type QuerySetup, querySetup } from './query-setup.ts';

/** A find, compiled and planned. */
export interface PreparedFind {
  node: FilterNode;
  plan: Plan;
  sort: SortField[];
  rows(counts?: Counts): Generator<Row | null>;
}

/** MongoDB's size of a first batch. */
export const FIRST_BATCH = 101;

const find: Answer = async (call) => {
  const name = collectionName(call);
  for (const field of ['tailable', 'awaitData', 'returnKey', 'showRecordId']) {
    if (flagField(call, field)) fail(2, `error processing query: ${field} is not supported by this database`);
  }
  const collection = call.engine.catalog.find(call.database, name);
  const prepared = prepareFind(call, collection);
  const batchSize = countField(call, 'batchSize') ?? FIRST_BATCH;
  const cursor = await call.engine.cursors.open(`${call.database}.${name}`, prepared.rows(), call.pace, {
    batchSize,
    single: flagField(call, 'singleBatch'),
    noTimeout: flagField(call, 'noCursorTimeout'),
  });
  return doc({ cursor });
};

/** Compiles and plans the find command in the call. */
export function prepareFind(call: Call, collection: Collection | null): PreparedFind {
  const setup = querySetup(call, collection);
  const filter = docField(call, 'filter') ?? docField(call, 'query') ?? doc({});
  const node = parseFilter(filter, setup);
  const sortSpec = docField(call, 'sort') ?? doc({});
  const natural = sortSpec.get('$natural');
  const sort = natural === undefined ? parseSort(sortSpec) : [];
  const hint = call.body.get('hint');
  const hintedNatural = isDoc(hint) ? hint.get('$natural') : undefined;
  const reverse = isBackward(natural) || isBackward(hintedNatural);
  const index = natural === undefined ? hintedIndex(collection, hint) : 'natural';
  const skip = countField(call, 'skip') ?? 0;
  const limit = countField(call, 'limit') || Number.POSITIVE_INFINITY;
  const projection = projectionOf(docField(call, 'projection'), setup);
  const plan: Plan = collection
    ? planQuery(collection, { node, sort, collation: setup.collation, hint: index, reverse })
    : { kind: 'collection', reverse: false };
  return {
    node,
    plan,
    sort,
    rows: (counts) => findRows(collection, { plan, node, sort, skip, limit, setup, projection }, counts),
  };
}

function isBackward(direction: unknown): boolean {
  return typeof direction === 'number' && direction < 0;
}

interface Steps {
  plan: Plan;
  node: FilterNode;
  sort: SortField[];
  skip: number;
  limit: number;
  setup: QuerySetup;
  projection: CompiledProjection | null;
}

function* findRows(collection: Collection | null, steps: Steps, counts?: Counts): Generator<Row | null> {
  if (!collection) return;
  const { plan, node, sort, skip, limit, projection } = steps;
  // Without a projection a record goes out as its bytes: nobody looks at its other fields.
  const wanted = wantedFields(node, sort, projection ? projection.reads : () => false);
  let records: Iterable<StoredRecord | null> = runPlan(collection, plan, matcherOf(node), { counts, wanted });
  if (sort.length > 0 && !(plan.kind === 'index' && plan.sorted)) {
    records = sortedRows(records, (record) => record.document, sort, steps.setup.collation, skip + limit);
  }
  let passed = 0;
  for (const record of records) {
    if (!record) {
      yield null;
      continue;
    }
    passed += 1;
    if (passed <= skip) continue;
    yield projection ? projected(record.document, projection, node) : record;
    if (passed >= skip + limit) return;
  }
}

/** A filter as MongoDB shows it in messages. */
export function shownFilter(filter: Doc): string {
  return shown(filter);
}

export const findCommand: Command = {
  answer: find,
  fields:
    'find filter sort projection hint skip limit batchSize singleBatch comment maxTimeMS readConcern max min returnKey showRecordId tailable oplogReplay noCursorTimeout awaitData allowPartialResults collation allowDiskUse let'.split(
      ' ',
    ),
};
