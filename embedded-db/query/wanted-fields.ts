import type { Wanted } from '../bson/decode.ts';
import type { FilterNode } from './filter-nodes.ts';
import type { SortField } from './sort-order.ts';

/**
 * Which top-level fields of a document are looked at by a filter, a sort and `more`; null where it may be any of them. The rest of
 * the document need not be read: of most it is the larger part.
 */
export function wantedFields(node: FilterNode, sort: readonly SortField[], more: Wanted | null): Wanted | null {
  const names = new Set(sort.map(({ parts }) => parts[0] as string));
  if (!more || !addFields(node, names)) return null;
  return (name) => names.has(name) || more(name);
}

/** Adds what a filter looks at; false: it may look at anything. */
function addFields(node: FilterNode, names: Set<string>): boolean {
  switch (node.kind) {
    case 'condition':
      names.add(node.parts[0] as string);
      return true;
    case 'not':
      return addFields(node.node, names);
    case 'document':
      return false;
    case 'always':
      return true;
  }
  return node.nodes.every((child) => addFields(child, names));
}
