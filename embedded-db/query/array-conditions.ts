import { type Doc, isDoc, Regex, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { equality, regexTest } from './comparisons.ts';
import { condition, type Operand } from './condition.ts';
import type { FilterNode } from './filter-nodes.ts';
import { matcherOf } from './matcher.ts';

/** The node of $all. */
export function all(operand: Operand): FilterNode {
  const { path, parts, value, context } = operand;
  if (!Array.isArray(value)) return fail(2, '$all needs an array');
  if (value.length === 0) return { kind: 'always', value: false };
  const isElemMatch = (item: Value) => isDoc(item) && item.keys().next().value === '$elemMatch';
  const nodes = value.map((item): FilterNode => {
    if (isDoc(item) && isElemMatch(item)) return operand.parseOperators(path, parts, item, context);
    if (value.some(isElemMatch)) fail(2, 'no $ expressions in $all');
    if (item instanceof Regex) return condition(operand, 'regex', regexTest(item), true);
    const first = isDoc(item) ? item.keys().next().value : undefined;
    if (first?.startsWith('$') && first !== '$ref' && first !== '$id') fail(2, 'no $ expressions in $all');
    return equality(path, parts, item, context.collation);
  });
  return { kind: 'and', nodes };
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$where', '$expr', '$comment']);

/** Whether a document's first operator is one of whole documents ($or …), not of values ($gt …). */
export function isLogical(operators: Doc): boolean {
  return LOGICAL.has(operators.keys().next().value ?? '');
}

/** The node of $elemMatch, on documents or on values. */
export function elemMatch(operand: Operand): FilterNode {
  const { value, context } = operand;
  if (!isDoc(value)) return fail(2, '$elemMatch needs an Object');
  const [first] = value.keys();
  const ofValues = first?.startsWith('$') && !isLogical(value) && first !== '$ref' && first !== '$id';
  if (ofValues) {
    const accepts = matcherOf(operand.parseOperators('v', ['v'], value, context), false);
    const holder: Doc = new Map();
    return condition(
      operand,
      'elemMatch',
      (item) =>
        Array.isArray(item) &&
        item.some((element) => {
          holder.set('v', element);
          return accepts(holder);
        }),
      false,
    );
  }
  const accepts = matcherOf(operand.parseFilter(value, context));
  return condition(
    operand,
    'elemMatch',
    (item) =>
      Array.isArray(item) &&
      item.some((element) => (isDoc(element) ? accepts(element) : Array.isArray(element) && accepts(asDoc(element)))),
    false,
  );
}

/** An array as MongoDB sees it where a document is wanted: positions are names. */
function asDoc(array: Value[]): Doc {
  return new Map(array.map((item, position) => [String(position), item]));
}
