import type { Doc } from '../bson/values.ts';
import type { FilterNode } from './filter-nodes.ts';
import { someAt } from './paths.ts';

export type Matcher = (document: Doc) => boolean;

/** Makes a filter's nodes a function of documents. `arrays` false: arrays are values, not searched (inside $elemMatch). */
export function matcherOf(node: FilterNode, arrays = true): Matcher {
  switch (node.kind) {
    case 'condition': {
      const { parts, test } = node;
      const elements = arrays && node.elements;
      const only = parts.length === 1 ? parts[0] : undefined;
      if (only === undefined) return (document) => someAt(document, parts, test, elements);
      return (document) => {
        const value = document.get(only);
        return Array.isArray(value) && elements ? value.some(test) || test(value) : test(value);
      };
    }
    case 'not': {
      const inner = matcherOf(node.node, arrays);
      return (document) => !inner(document);
    }
    case 'document':
      return node.accepts;
    case 'always':
      return () => node.value;
  }
  const inner = node.nodes.map((child) => matcherOf(child, arrays));
  if (node.kind === 'and') {
    if (inner.length === 1 && inner[0]) return inner[0];
    return (document) => inner.every((accepts) => accepts(document));
  }
  const some: Matcher = (document) => inner.some((accepts) => accepts(document));
  return node.kind === 'or' ? some : (document) => !some(document);
}
