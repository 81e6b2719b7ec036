import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type Plan, planQuery } from '../query/plan.ts';
import type { Counts } from '../query/run-plan.ts';
import { runPlan } from '../query/run-plan.ts';
import type { Collection } from '../storage/collection.ts';
import { preparedPipeline } from './aggregate.ts';
import { arrayField, collectionName, docField } from './arguments.ts';
import type { Answer, Call, Command } from './command.ts';
import { prepareFind } from './find.ts';
import { hintedIndex, querySetup } from './query-setup.ts';

interface Explained {
  plan: Plan | null;
  sorts: boolean;
  filter: Doc;
  rows(counts: Counts): Iterable<unknown>;
}

const explain: Answer = async (call) => {
  if (!isDoc(call.argument)) return fail(14, "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const body = call.argument;
  const [name] = body.keys();
  if (name === undefined) return fail(9, 'explain needs a command');
  const inner: Call = { ...call, body, name, argument: body.get(name) as Value };
  const collection = call.engine.catalog.find(call.database, collectionName(inner));
  const explained = explainedOf(inner, collection);
  const reply = doc({
    explainVersion: '1',
    queryPlanner: doc({
      namespace: `${call.database}.${String(inner.argument)}`,
      indexFilterSet: false,
      parsedQuery: explained.filter,
      winningPlan: winningPlan(explained),
      rejectedPlans: [],
    }),
    command: body,
    serverInfo: doc({ host: 'embedded', version: '7.0.0' }),
  });
  if (call.body.get('verbosity') !== 'queryPlanner') reply.set('executionStats', await statistics(call, explained));
  return reply;
};

function explainedOf(call: Call, collection: Collection | null): Explained {
  const { name } = call;
  if (name === 'find') {
    const { plan, sort, rows } = prepareFind(call, collection);
    const sorted = plan.kind === 'index' && plan.sorted;
    return {
      plan: collection ? plan : null,
      sorts: sort.length > 0 && !sorted,
      filter: docField(call, 'filter') ?? doc({}),
      rows,
    };
  }
  if (name === 'aggregate') {
    const pipeline = arrayField(call, 'pipeline') ?? [];
    const { plan, documents } = preparedPipeline(call, collection, String(call.argument), pipeline);
    return { plan, sorts: false, filter: doc({}), rows: documents };
  }
  const filter = filterOf(call);
  const setup = querySetup(call, collection);
  const node = parseFilter(filter, setup);
  const hint = hintedIndex(collection, call.body.get('hint'));
  const plan = collection ? planQuery(collection, { node, sort: [], collation: setup.collation, hint }) : null;
  return {
    plan,
    sorts: false,
    filter,
    rows: (counts) => (collection && plan ? runPlan(collection, plan, matcherOf(node), { counts }) : []),
  };
}

function filterOf(call: Call): Doc {
  const list = call.body.get('updates') ?? call.body.get('deletes');
  const first = Array.isArray(list) ? list[0] : undefined;
  const filter = isDoc(first) ? first.get('q') : (call.body.get('query') ?? doc({}));
  if (!['count', 'distinct', 'update', 'delete', 'findAndModify', 'findandmodify'].includes(call.name)) {
    return fail(59, `Explain failed due to unknown command: ${call.name}`);
  }
  return isDoc(filter) ? filter : doc({});
}

function winningPlan({ plan, sorts }: Explained): Doc {
  if (!plan) return doc({ stage: 'EOF' });
  const shown = planShown(plan);
  return sorts ? doc({ stage: 'SORT', inputStage: shown }) : shown;
}

function planShown(plan: Plan): Doc {
  if (plan.kind === 'collection') return doc({ stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' });
  if (plan.kind === 'union')
    return doc({ stage: 'FETCH', inputStage: doc({ stage: 'OR', inputStages: plan.plans.map(planShown) }) });
  const { index } = plan;
  if (index.name === '_id_' && plan.points && plan.ranges.length === 1)
    return doc({ stage: 'IDHACK', indexName: index.name });
  const scan = doc({
    stage: 'IXSCAN',
    keyPattern: index.spec.get('key'),
    indexName: index.name,
    isMultiKey: index.multikey,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    direction: plan.reverse ? 'backward' : 'forward',
  });
  return doc({ stage: 'FETCH', inputStage: scan });
}

async function statistics(call: Call, explained: Explained): Promise<Doc> {
  const counts: Counts = { keys: 0, documents: 0 };
  let returned = 0;
  const start = performance.now();
  for (const row of explained.rows(counts)) {
    if (row) returned += 1;
    if (call.pace.due()) await call.pace.rest();
  }
  return doc({
    executionSuccess: true,
    nReturned: returned,
    executionTimeMillis: Math.round(performance.now() - start),
    totalKeysExamined: counts.keys,
    totalDocsExamined: counts.documents,
  });
}

export const explainCommand: Command = { answer: explain, fields: ['explain', 'verbosity', 'comment', 'maxTimeMS'] };
