import type { Doc, Value } from '../bson/values.ts';
import type { Condition, FilterContext, FilterNode, Test } from './filter-nodes.ts';

/** An operator's argument and where it stands. The parsers are handed in, because $elemMatch contains filters. */
export interface Operand {
  path: string;
  parts: readonly string[];
  value: Value;
  context: FilterContext;
  parseFilter(filter: Doc, context: FilterContext): FilterNode;
  parseOperators(path: string, parts: readonly string[], operators: Doc, context: FilterContext): FilterNode;
}

/** The order of MongoDB's MatchExpression::MatchType, as far as it concerns single paths. */
export const ranks = {
  elemMatch: 0,
  size: 1,
  eq: 2,
  lte: 3,
  lt: 4,
  gt: 5,
  gte: 6,
  regex: 7,
  mod: 8,
  exists: 9,
  in: 10,
  bits: 11,
  type: 12,
};

/** The node of an operator on its path. */
export function condition(
  operand: Operand,
  rank: keyof typeof ranks,
  test: Test,
  elements: boolean,
  bounds: Condition['bounds'] = null,
): Condition {
  return { kind: 'condition', path: operand.path, parts: operand.parts, test, rank: ranks[rank], elements, bounds };
}
