import { identical } from '../bson/identical.ts';
import type { Doc } from '../bson/values.ts';
import { conditionsOf } from './conditions.ts';
import type { Condition, FilterContext } from './filter-nodes.ts';
import { parseFilter } from './parse-filter.ts';

const plain: FilterContext = { collation: null, compileTest: () => () => false };

/** Whether everything that satisfies the conditions surely satisfies a partial index's filter. */
export function impliedBy(filter: Doc, conditions: Condition[]): boolean {
  const node = parseFilter(filter, plain);
  const needed = conditionsOf(node);
  // A filter with $or or $not in it is not looked into.
  if (node.kind !== 'condition' && (node.kind !== 'and' || node.nodes.length !== needed.length)) return false;
  return needed.every((need) => conditions.some((have) => have.path === need.path && implies(have, need)));
}

function implies(have: Condition, need: Condition): boolean {
  if (!have.bounds || !need.bounds) return false;
  if (have.bounds.op === 'eq')
    return have.bounds.value !== null && !Array.isArray(have.bounds.value) && need.test(have.bounds.value);
  if (have.bounds.op === 'in') return have.bounds.values.every((value) => value !== null && need.test(value));
  if (need.bounds.op === 'exists') return have.bounds.op === 'exists' || have.bounds.value !== null;
  if (have.bounds.op === 'exists' || need.bounds.op === 'in') return false;
  return have.bounds.op === need.bounds.op && identical(have.bounds.value, need.bounds.value);
}
