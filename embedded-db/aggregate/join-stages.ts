import { keyOf } from '../bson/key.ts';
import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import { extended, type Variable } from '../expressions/expression.ts';
import { checkedParts } from '../expressions/field-path.ts';
import { conditionFor } from '../query/field-operators.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter, parseOperators } from '../query/parse-filter.ts';
import { planQuery } from '../query/plan.ts';
import { runPlan } from '../query/run-plan.ts';
import type { Collection } from '../storage/collection.ts';
import type { StageCompiler, StageContext, StageTable } from './stage.ts';

const lookup: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(9, 'the $lookup specification must be an Object');
  for (const key of argument.keys()) {
    if (!['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'].includes(key))
      fail(9, `unknown argument to $lookup: ${key}`);
  }
  const [from, as, local, foreign] = ['from', 'as', 'localField', 'foreignField'].map((name) => textOf(argument, name));
  const pipeline = argument.get('pipeline');
  if (as === undefined) return fail(9, "must specify 'as' field for a $lookup");
  if ((local === undefined) !== (foreign === undefined))
    fail(9, "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  if (pipeline === undefined && local === undefined)
    fail(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  if (pipeline !== undefined && !Array.isArray(pipeline))
    return fail(9, "'pipeline' option must be specified as an array");
  if (from === undefined && pipeline === undefined) fail(9, "missing 'from' option to $lookup stage specification");
  const lets = argument.get('let');
  const bindings = [...(isDoc(lets) ? lets : doc({}))].map(([name, value]) => ({
    name,
    evaluate: compileExpression(value, context.scope),
  }));
  const asParts = checkedParts(as);
  return function* (documents) {
    const collection = from === undefined ? null : context.collectionNamed(from);
    const join = local !== undefined && foreign !== undefined ? new Join(collection, foreign, context) : null;
    for (const document of documents) {
      if (!document) {
        yield null;
        continue;
      }
      let rows: Iterable<Doc | null> = join ? join.matching(localValues(document, (local as string).split('.'))) : [];
      if (Array.isArray(pipeline)) {
        let { variables } = context;
        for (const { name, evaluate } of bindings) {
          const value = evaluate({ root: document, variables: context.variables });
          variables = { name, value, outer: variables } satisfies Variable;
        }
        const scope = extended(
          context.scope,
          bindings.map(({ name }) => name),
        );
        const inner = context.withVariables(scope, variables);
        rows = join ? inner.compileStages(pipeline, inner)(rows) : inner.compileOn(collection, pipeline, inner)();
      }
      const found: Doc[] = [];
      for (const row of rows) {
        if (row) found.push(row);
        else yield null;
      }
      yield withField(document, asParts, found);
    }
  };
};

function textOf(argument: Doc, name: string): string | undefined {
  const value = argument.get(name);
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : fail(9, `$lookup argument '${name}' must be a string`);
}

/** The values at the local path, arrays taken apart; null for nothing. */
function localValues(document: Doc, parts: readonly string[]): Value[] {
  const found = valuesAt(document, parts, 0);
  return found.length > 0 ? found : [null];
}

function valuesAt(value: Value | undefined, parts: readonly string[], index: number): Value[] {
  if (index === parts.length) return Array.isArray(value) ? value : value === undefined ? [] : [value];
  if (isDoc(value)) return valuesAt(value.get(parts[index] as string), parts, index + 1);
  if (Array.isArray(value)) return value.flatMap((item) => (isDoc(item) ? valuesAt(item, parts, index) : []));
  return [];
}

/** Finds foreign documents by their field: by an index if there is one, else by a table made once. */
class Join {
  readonly #collection: Collection | null;
  readonly #path: string;
  readonly #context: StageContext;
  #table: Map<string, { position: number; document: Doc }[]> | null = null;

  constructor(collection: Collection | null, path: string, context: StageContext) {
    this.#collection = collection;
    this.#path = path;
    this.#context = context;
  }

  *matching(values: Value[]): Generator<Doc | null> {
    if (!this.#collection) return;
    const operand = {
      path: this.#path,
      parts: this.#path.split('.'),
      value: values,
      context: this.#context,
      parseFilter,
      parseOperators,
    };
    const node = conditionFor('$in', operand);
    if (!this.#table) {
      const plan = planQuery(this.#collection, { node, sort: [], collation: this.#context.collation, hint: null });
      if (plan.kind !== 'collection') {
        for (const record of runPlan(this.#collection, plan, matcherOf(node))) yield record ? record.document : null;
        return;
      }
      this.#table = yield* this.#build();
    }
    const matches = matcherOf(node);
    const found = new Map<number, Doc>();
    for (const value of values) {
      for (const { position, document } of this.#table.get(this.#keyOf(value)) ?? []) found.set(position, document);
    }
    for (const [, document] of [...found].sort(([left], [right]) => left - right))
      if (matches(document)) yield document;
  }

  #keyOf(value: Value): string {
    return keyOf(value, this.#context.collation).toString('latin1');
  }

  *#build(): Generator<null, Map<string, { position: number; document: Doc }[]>> {
    const table = new Map<string, { position: number; document: Doc }[]>();
    let position = 0;
    for (const record of runPlan(this.#collection as Collection, { kind: 'collection', reverse: false }, null)) {
      if (record) {
        const parts = this.#path.split('.');
        const values = new Set(
          [...valuesAt(record.document, parts, 0), ...wholeArrays(record.document, parts), null].map((value) =>
            this.#keyOf(value),
          ),
        );
        for (const key of values) {
          const list = table.get(key);
          const entry = { position, document: record.document };
          if (list) list.push(entry);
          else table.set(key, [entry]);
        }
        position += 1;
      }
      yield null;
    }
    return table;
  }
}

function wholeArrays(document: Doc, parts: readonly string[]): Value[] {
  let value: Value | undefined = document;
  for (const part of parts) value = isDoc(value) ? value.get(part) : undefined;
  return Array.isArray(value) ? [value] : [];
}

function withField(document: Doc, parts: readonly string[], value: Value): Doc {
  const [name, ...rest] = parts as [string, ...string[]];
  const result: Doc = new Map(document);
  const inner = document.get(name);
  result.set(name, rest.length === 0 ? value : withField(isDoc(inner) ? inner : new Map(), rest, value));
  return result;
}

const facet: StageCompiler = (argument, context) => {
  if (!isDoc(argument) || argument.size === 0)
    return fail(40169, 'the $facet specification must be a non-empty object');
  const facets = [...argument].map(([name, pipeline]) => {
    if (!Array.isArray(pipeline)) return fail(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of pipeline) {
      const [inner] = isDoc(stage) ? stage.keys() : [];
      if (inner && ['$facet', '$out', '$merge', '$collStats', '$indexStats', '$geoNear', '$documents'].includes(inner))
        fail(40600, `${inner} is not allowed to be used within a $facet stage`);
    }
    return { name, stage: context.compileStages(pipeline, context) };
  });
  return function* (documents) {
    const all: Doc[] = [];
    for (const document of documents) {
      if (document) all.push(document);
      else yield null;
    }
    const result: Doc = new Map();
    for (const { name, stage } of facets) {
      const found: Doc[] = [];
      for (const row of stage(all)) {
        if (row) found.push(row);
        else yield null;
      }
      result.set(name, found);
    }
    yield result;
  };
};

const unionWith: StageCompiler = (argument, context) => {
  const spec = typeof argument === 'string' ? doc({ coll: argument }) : argument;
  if (!isDoc(spec)) return fail(9, 'the $unionWith stage specification must be an object or string');
  const name = spec.get('coll');
  const pipeline = spec.get('pipeline') ?? [];
  if (!Array.isArray(pipeline)) return fail(9, "$unionWith: 'pipeline' must be an array");
  if (typeof name !== 'string' && name !== undefined) return fail(9, "$unionWith: 'coll' must be a string");
  return function* (documents) {
    yield* documents;
    yield* context.compileOn(name === undefined ? null : context.collectionNamed(name), pipeline, context)();
  };
};

export const joinStages: StageTable = new Map([
  ['$lookup', lookup],
  ['$facet', facet],
  ['$unionWith', unionWith],
]);
