import type { Condition, FilterNode } from './filter-nodes.ts';

/** The conditions that all have to hold. */
export function conditionsOf(node: FilterNode): Condition[] {
  if (node.kind === 'condition') return [node];
  if (node.kind === 'and') return node.nodes.flatMap(conditionsOf);
  return [];
}
