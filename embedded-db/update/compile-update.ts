import { equalValues } from '../bson/compare.ts';
import { shown } from '../bson/shown.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, Regex, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import { isLogical } from '../query/array-conditions.ts';
import { regexTest } from '../query/comparisons.ts';
import type { FilterContext } from '../query/filter-nodes.ts';
import { type Matcher, matcherOf } from '../query/matcher.ts';
import { isOperators, parseFilter, parseOperators } from '../query/parse-filter.ts';
import { applyTree } from './apply-tree.ts';
import { addToSetLeaf, popLeaf, pullAllMatch, pullLeaf, pushLeaf } from './array-operators.ts';
import { addLeaf, emptyNode, isArrayPart, sortTree, updateParts } from './build-tree.ts';
import {
  arithmeticLeaf,
  bitLeaf,
  currentDateLeaf,
  extremeLeaf,
  type OperatorContext,
  setLeaf,
  unsetLeaf,
} from './field-operators.ts';
import type { Leaf, UpdateNode } from './update-node.ts';

/** An update ready to be applied to documents. */
export interface Updater {
  kind: 'operators' | 'replacement' | 'pipeline';
  /** Whether a path contains "$", so that the matched array position must be found. */
  positional: boolean;
  /** The top-level fields that it can change; null for all. */
  touched: ReadonlySet<string> | null;
  /** The updated document, the same object if nothing changed. `matched` is the array position that the query matched. */
  apply(document: Doc, matched: string | null, inserting: boolean): Doc;
}

export interface UpdateContext extends FilterContext, OperatorContext {
  arrayFilters: Value[];
}

/** Compiles an update of operators ({$set: …}). Throws MongoDB's codes for what it refuses. */
export function compileOperators(update: Doc, context: UpdateContext): Updater {
  const tree = emptyNode();
  const touched = new Set<string>();
  let positional = false;
  let identified = false;
  for (const [operator, fields] of update) {
    if (!operators.has(operator)) {
      fail(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields)) {
      return fail(
        9,
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${shown(fields)}}`,
      );
    }
    for (const [path, value] of fields) {
      addOperator(tree, operator, path, value, context);
      const dot = path.indexOf('.');
      touched.add(dot < 0 ? path : path.slice(0, dot));
      if (operator === '$rename' && typeof value === 'string') touched.add(value.split('.')[0] as string);
      if (dot < 0) continue;
      positional ||= path.split('.').includes('$');
      identified ||= path.includes('$[');
    }
  }
  sortTree(tree);
  const filters = arrayFilters(context, identified ? identifiersIn(tree) : new Set());
  return {
    kind: 'operators',
    positional,
    touched,
    apply: (document, matched, inserting) => applyTree(tree, document, { matched, filters }, inserting),
  };
}

const operators = new Set(
  '$set $setOnInsert $unset $inc $mul $min $max $currentDate $bit $push $addToSet $pop $pull $pullAll $rename'.split(
    ' ',
  ),
);

function addOperator(tree: UpdateNode, operator: string, path: string, value: Value, context: UpdateContext): void {
  if (operator === '$rename') addRename(tree, path, value);
  else addLeaf(tree, path, leafFor(operator, path, value, context));
}

function leafFor(operator: string, path: string, value: Value, context: UpdateContext): Leaf {
  switch (operator) {
    case '$unset':
      return unsetLeaf();
    case '$inc':
    case '$mul':
      return arithmeticLeaf(operator, path, value);
    case '$min':
    case '$max':
      return extremeLeaf(operator, value, context);
    case '$currentDate':
      return currentDateLeaf(path, value, context);
    case '$bit':
      return bitLeaf(path, value);
    case '$push':
      return pushLeaf(value, context);
    case '$addToSet':
      return addToSetLeaf(value, context);
    case '$pop':
      return popLeaf(path, value);
    case '$pull':
      return pullLeaf('$pull', pullMatch(value, context));
    case '$pullAll':
      return pullLeaf('$pullAll', pullAllMatch(value, context));
    default:
      return setLeaf(value, operator === '$setOnInsert');
  }
}

function addRename(tree: UpdateNode, from: string, to: Value): void {
  if (typeof to !== 'string')
    throw new CommandError(2, `The 'to' field for $rename must be a string: ${from}: ${shown(to)}`);
  const source = updateParts(from);
  for (const part of [...source, ...updateParts(to)]) {
    if (part === '$' || isArrayPart(part))
      fail(2, `The source and target field for $rename may not be dynamic: ${from}`);
  }
  if (from === to) fail(2, `The source and target field for $rename must differ: ${from}: "${to}"`);
  addLeaf(tree, from, unsetLeaf());
  addLeaf(tree, to, { creates: true, onInsertOnly: false, renameFrom: source, apply: () => null });
}

/** What $pull takes away: a condition on documents, a condition on values, a pattern, or a value. */
function pullMatch(value: Value, context: UpdateContext): (element: Value) => boolean {
  if (value instanceof Regex) return regexTest(value);
  if (!isDoc(value)) return (element) => equalValues(element, value, context.collation);
  if (isOperators(value) && !isLogical(value)) {
    const matches = matcherOf(parseOperators('v', ['v'], value, context), false);
    return (element) => matches(new Map([['v', element]]));
  }
  const matches = matcherOf(parseFilter(value, context));
  return (element) => isDoc(element) && matches(element);
}

function identifiersIn(node: UpdateNode): Set<string> {
  const found = new Set<string>();
  for (const [part, child] of node.children) {
    if (isArrayPart(part) && part !== '$[]') found.add(part.slice(2, -1));
    for (const inner of identifiersIn(child)) found.add(inner);
  }
  return found;
}

function arrayFilters(context: UpdateContext, used: Set<string>): Map<string, Matcher> {
  const result = new Map<string, Matcher>();
  for (const filter of context.arrayFilters) {
    if (!isDoc(filter)) return fail(14, 'array filters must be documents');
    const names = new Set(rootsOf(filter));
    if (names.size !== 1)
      fail(
        9,
        names.size === 0
          ? 'Cannot use an expression without a top-level field name in arrayFilters'
          : 'Error parsing array filter :: caused by :: Expected a single top-level field name',
      );
    const [name] = names as Set<string>;
    if (name === undefined) continue;
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      fail(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (result.has(name)) fail(9, `Found multiple array filters with the same top-level field name ${name}`);
    if (!used.has(name)) {
      fail(9, `The array filter for identifier '${name}' was not used in the update`);
    }
    result.set(name, matcherOf(parseFilter(filter, context)));
  }
  for (const name of used) if (!result.has(name)) fail(2, `No array filter found for identifier '${name}'`);
  return result;
}

function rootsOf(filter: Doc): string[] {
  return [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] as string];
    return Array.isArray(value) ? value.flatMap((item) => (isDoc(item) ? rootsOf(item) : [])) : [];
  });
}

/** Compiles a replacement: everything but `_id` becomes what is given. */
export function compileReplacement(replacement: Doc): Updater {
  for (const name of replacement.keys()) {
    if (!name.startsWith('$')) continue;
    fail(
      52,
      `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  return {
    kind: 'replacement',
    positional: false,
    touched: null,
    apply: (document) => {
      const id = document.get('_id') ?? replacement.get('_id');
      const result: Doc = new Map();
      if (id !== undefined) result.set('_id', replacement.get('_id') ?? id);
      for (const [name, value] of replacement) if (name !== '_id') result.set(name, value);
      return result;
    },
  };
}
