import { compareValues } from '../bson/compare.ts';
import { keyOf } from '../bson/key.ts';
import { toNumber } from '../bson/numbers.ts';
import { typePlace } from '../bson/types.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import { type Accumulator, type AccumulatorMaker, compileAccumulator } from './accumulators.ts';
import { sortStage } from './flow-stages.ts';
import type { Stage, StageCompiler, StageContext, StageTable } from './stage.ts';

interface Group {
  id: Value;
  accumulators: Accumulator[];
}

const group: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(15947, "a group's fields must be specified in an object");
  const idSpec = argument.get('_id');
  if (idSpec === undefined) return fail(15955, 'a group specification must include an _id');
  const fields = new Map([...argument].filter(([name]) => name !== '_id'));
  return grouping(compileExpression(idSpec, context.scope), fields, context);
};

function compileFields(fields: Doc, context: StageContext): { name: string; make: AccumulatorMaker }[] {
  return [...fields].map(([name, spec]) => {
    if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) fail(40236, `The field name '${name}' cannot be an operator name`);
    if (!isDoc(spec)) return fail(40234, `The field '${name}' must be an accumulator object`);
    if (spec.size !== 1) fail(40238, `The field '${name}' must specify one accumulator`);
    const [[operator, operand]] = [...spec] as [[string, Value]];
    return { name, make: compileAccumulator(operator, operand, context.scope) };
  });
}

function grouping(idOf: ReturnType<typeof compileExpression>, fields: Doc, context: StageContext): Stage {
  const compiled = compileFields(fields, context);
  return function* (documents) {
    const groups = new Map<string, Group>();
    for (const document of documents) {
      if (!document) {
        yield null;
        continue;
      }
      const frame = { root: document, variables: context.variables };
      const id = idOf(frame) ?? null;
      const key =
        typeof id === 'string' && !context.collation ? `s${id}` : keyOf(id, context.collation).toString('latin1');
      let found = groups.get(key);
      if (!found) {
        found = { id, accumulators: compiled.map(({ make }) => make()) };
        groups.set(key, found);
      }
      for (const accumulator of found.accumulators) accumulator.add(frame);
      yield null;
    }
    for (const { id, accumulators } of groups.values()) {
      const result: Doc = new Map([['_id', id]]);
      compiled.forEach(({ name }, position) => {
        result.set(name, (accumulators[position] as Accumulator).result());
      });
      yield result;
    }
  };
}

const sortByCount: StageCompiler = (argument, context) => {
  if (typeof argument === 'string' ? !argument.startsWith('$') : !isDoc(argument)) {
    fail(40149, 'the sortByCount field must be specified as a string or as an object');
  }
  const counted = grouping(compileExpression(argument, context.scope), doc({ count: doc({ $sum: 1 }) }), context);
  const sorted = sortStage(doc({ count: -1 }), context);
  return (documents) => sorted(counted(documents));
};

const bucket: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(40201, 'Argument to $bucket stage must be an object');
  for (const key of argument.keys()) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(key))
      fail(40197, `Unrecognized option to $bucket: ${key}.`);
  }
  const groupBy = argument.get('groupBy');
  const boundaries = argument.get('boundaries');
  if (groupBy === undefined || boundaries === undefined)
    return fail(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!Array.isArray(boundaries)) return fail(40200, "The $bucket 'boundaries' field must be an array");
  if (boundaries.length < 2) fail(40192, `The $bucket 'boundaries' field must have at least 2 values`);
  for (let at = 1; at < boundaries.length; at++) {
    const [low, high] = [boundaries[at - 1] as Value, boundaries[at] as Value];
    if (typePlace(low) !== typePlace(high))
      fail(40193, "All values in the the 'boundaries' option to $bucket must have the same type.");
    if (compareValues(low, high, context.collation) >= 0)
      fail(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
  }
  const output = argument.get('output');
  const value = compileExpression(groupBy, context.scope);
  const fallback = argument.get('default');
  const grouped = grouping(
    (frame) => {
      const item = value(frame);
      for (let at = boundaries.length - 2; item !== undefined && at >= 0; at--) {
        const above = compareValues(item, boundaries[at] as Value, context.collation) >= 0;
        if (above && compareValues(item, boundaries[at + 1] as Value, context.collation) < 0) return boundaries[at];
      }
      return (
        fallback ?? fail(40066, '$switch could not find a matching branch for an input, and no default was specified.')
      );
    },
    isDoc(output) ? output : doc({ count: doc({ $sum: 1 }) }),
    context,
  );
  const sorted = sortStage(doc({ _id: 1 }), context);
  return (documents) => sorted(grouped(documents));
};

const bucketAuto: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(40240, 'The argument to $bucketAuto must be an object');
  const groupBy = argument.get('groupBy');
  const buckets = argument.get('buckets');
  if (groupBy === undefined || !isNumeric(buckets))
    return fail(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  if (argument.has('granularity')) fail(115, "$bucketAuto: 'granularity' is not supported by this database");
  const wanted = toNumber(buckets);
  if (!Number.isInteger(wanted) || wanted < 1) fail(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  const output = argument.get('output');
  const compiled = compileFields(isDoc(output) ? output : doc({ count: doc({ $sum: 1 }) }), context);
  const value = compileExpression(groupBy, context.scope);
  return function* (documents) {
    const rows: { key: Value; document: Doc }[] = [];
    for (const document of documents) {
      if (document) rows.push({ key: value({ root: document, variables: context.variables }) ?? null, document });
      yield null;
    }
    rows.sort((left, right) => compareValues(left.key, right.key, context.collation));
    const size = Math.max(1, Math.round(rows.length / wanted));
    for (let at = 0, made = 1; at < rows.length; made++) {
      let end = made === wanted ? rows.length : Math.min(rows.length, at + size);
      while (
        end < rows.length &&
        compareValues((rows[end - 1] as { key: Value }).key, (rows[end] as { key: Value }).key, context.collation) === 0
      )
        end++;
      const accumulators = compiled.map(({ make }) => make());
      for (const row of rows.slice(at, end)) {
        for (const accumulator of accumulators) accumulator.add({ root: row.document, variables: context.variables });
      }
      const max = (rows[end] ?? rows[end - 1]) as { key: Value };
      const result = doc({ _id: doc({ min: (rows[at] as { key: Value }).key, max: max.key }) });
      compiled.forEach(({ name }, position) => {
        result.set(name, (accumulators[position] as Accumulator).result());
      });
      yield result;
      at = end;
    }
  };
};

export const groupStages: StageTable = new Map([
  ['$group', group],
  ['$sortByCount', sortByCount],
  ['$bucket', bucket],
  ['$bucketAuto', bucketAuto],
]);
