import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Scope, Variable } from '../expressions/expression.ts';
import { truthy } from '../expressions/truth.ts';
import type { FilterNode } from '../query/filter-nodes.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { type Plan, type PlanQuestion, planQuery } from '../query/plan.ts';
import { type Counts, runPlan } from '../query/run-plan.ts';
import { parseSort, type SortField } from '../query/sort-order.ts';
import type { Collection } from '../storage/collection.ts';
import { flowStages, limitOf, sortStage } from './flow-stages.ts';
import { groupStages } from './group-stages.ts';
import { joinStages } from './join-stages.ts';
import { shapeStages } from './shape-stages.ts';
import { sourceStages } from './source-stages.ts';
import type { Documents, Stage, StageContext, StageTable } from './stage.ts';

const stages: StageTable = new Map([...flowStages, ...shapeStages, ...groupStages, ...joinStages]);

/** The context of a pipeline: the collections it may look at, its variables, its collation. */
export function stageContext(
  scope: Scope,
  variables: Variable | null,
  collectionNamed: (name: string) => Collection | null,
): StageContext {
  return {
    collation: scope.collation,
    scope,
    variables,
    collectionNamed,
    compileTest: (expression) => {
      const evaluate = compileExpression(expression, scope);
      return (document) => truthy(evaluate({ root: document, variables }));
    },
    withVariables: (inner, bound) => stageContext(inner, bound, collectionNamed),
    compileOn: (collection, pipeline, context) => {
      const prepared = preparePipeline(collection, pipeline, context, null);
      return () => prepared.documents();
    },
    compileStages,
  };
}

/** The one stage that an item of a pipeline names. Throws 40323, 40324. */
export function stageParts(item: Value): { name: string; argument: Value } {
  if (!isDoc(item)) return fail(14, "Each element of the 'pipeline' array must be an object");
  if (item.size !== 1) fail(40323, 'A pipeline stage specification object must contain exactly one field.');
  const [[name, argument]] = [...item] as [[string, Value]];
  return { name, argument };
}

/** Compiles stages one after another; a $sort with a $limit behind it keeps no more than that. */
export function compileStages(pipeline: Value[], context: StageContext): Stage {
  const parts = pipeline.map(stageParts);
  const compiled = parts.map(({ name, argument }, position): Stage => {
    const compile = stages.get(name);
    if (!compile) return unknownStage(name, position);
    const next = parts[position + 1];
    if (name === '$sort' && next?.name === '$limit') return sortStage(argument, context, limitOf(next.argument));
    return compile(argument, context, name);
  });
  return (documents) => compiled.reduce((rows: Documents, stage) => stage(rows), documents) as Generator<Doc | null>;
}

function unknownStage(name: string, position: number): never {
  if (name === '$out' || name === '$merge') return fail(40601, `${name} can only be the final stage in the pipeline`);
  if (sourceStages.has(name))
    return fail(40602, `${name} is only valid as the first stage in a pipeline (it is number ${position + 1})`);
  if (unsupported.has(name)) return fail(115, `the stage ${name} is not supported by this database`);
  return fail(40324, `Unrecognized pipeline stage name: '${name}'`);
}

const unsupported = new Set(
  '$geoNear $search $searchMeta $vectorSearch $changeStream $densify $fill $setWindowFields $planCacheStats $currentOp $listSearchIndexes $redact $graphLookup'.split(
    ' ',
  ),
);

/** A pipeline that is planned on a collection. */
export interface PreparedPipeline {
  plan: Plan | null;
  node: FilterNode;
  documents(counts?: Counts): Generator<Doc | null>;
}

/** Compiles a pipeline; the first $match and $sort become a plan. */
export function preparePipeline(
  collection: Collection | null,
  pipeline: Value[],
  context: StageContext,
  hint: PlanQuestion['hint'],
): PreparedPipeline {
  const parts = pipeline.map(stageParts);
  const source = parts[0] ? sourceStages.get(parts[0].name) : undefined;
  if (source && parts[0]) {
    const rows = source(parts[0].argument, context, collection);
    const rest = compileStages(pipeline.slice(1), context);
    return { plan: null, node: { kind: 'always', value: true }, documents: () => rest(rows()) };
  }
  let used = 0;
  const nodes: FilterNode[] = [];
  while (parts[used]?.name === '$match') {
    const filter = parts[used]?.argument as Value;
    if (!isDoc(filter)) return fail(15959, 'the match filter must be an expression in an object');
    nodes.push(parseFilter(filter, context));
    used += 1;
  }
  const node: FilterNode = nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'and', nodes };
  let sort: SortField[] = [];
  const sortArgument = parts[used]?.name === '$sort' ? parts[used]?.argument : undefined;
  if (isDoc(sortArgument) && sortArgument.size > 0) sort = parseSort(sortArgument);
  const rest = compileStages(pipeline.slice(used), context);
  if (!collection) return { plan: null, node, documents: () => rest([]) };
  const plan = planQuery(collection, { node, sort, collation: context.collation, hint });
  const skipSort = sort.length > 0 && plan.kind === 'index' && plan.sorted;
  const remaining = skipSort ? compileStages(pipeline.slice(used + 1), context) : rest;
  const matches = nodes.length > 0 ? matcherOf(node) : null;
  return { plan, node, documents: (counts) => remaining(decoded(collection, plan, matches, counts)) };
}

function* decoded(
  collection: Collection,
  plan: Plan,
  matches: ((document: Doc) => boolean) | null,
  counts?: Counts,
): Generator<Doc | null> {
  for (const record of runPlan(collection, plan, matches, { counts })) yield record ? record.document : null;
}
