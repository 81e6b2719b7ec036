import { type Doc, isDoc, type Value } from '../bson/values.ts';
import type { Condition, FilterNode } from './filter-nodes.ts';
import { matcherOf } from './matcher.ts';
import { someAt } from './paths.ts';

/** The array position that made the document match, for "$" in updates and projections; null if no array did. */
export function matchedPosition(node: FilterNode, document: Doc): string | null {
  switch (node.kind) {
    case 'condition':
      return positionOf(node, document);
    case 'and': {
      let found: string | null = null;
      for (const child of inOrder(node.nodes)) found = matchedPosition(child, document) ?? found;
      return found;
    }
    case 'or': {
      for (const child of node.nodes) {
        if (matcherOf(child)(document)) {
          const found = matchedPosition(child, document);
          if (found !== null) return found;
        }
      }
      return null;
    }
    default:
      return null;
  }
}

/** MongoDB evaluates by kind of operator, then by path; the last array that matched gives the position. */
function inOrder(nodes: FilterNode[]): FilterNode[] {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node]));
  const rank = (node: FilterNode) => (node.kind === 'condition' ? node.rank : -1);
  const path = (node: FilterNode) => (node.kind === 'condition' ? node.path : '');
  return flat.sort((left, right) => rank(left) - rank(right) || (path(left) < path(right) ? -1 : 1));
}

function positionOf(node: Condition, document: Doc): string | null {
  let current: Value | undefined = document;
  for (let index = 0; index < node.parts.length; index++) {
    if (Array.isArray(current)) return firstThrough(node, current, index);
    current = isDoc(current) ? current.get(node.parts[index] as string) : undefined;
  }
  if (!Array.isArray(current)) return null;
  if (!node.elements) return firstWhole(node, current);
  const found = current.findIndex((element) => node.test(element));
  return found < 0 ? null : String(found);
}

/** $elemMatch tests the array as a whole: the first element that makes it true alone. */
function firstWhole(node: Condition, array: Value[]): string | null {
  const found = array.findIndex((element) => node.test([element]));
  return found < 0 ? null : String(found);
}

function firstThrough(node: Condition, array: Value[], index: number): string | null {
  const found = array.findIndex(
    (element) => isDoc(element) && someAt(element, node.parts, node.test, node.elements, index),
  );
  if (found >= 0) return String(found);
  const part = node.parts[index] as string;
  return /^\d+$/.test(part) && Number(part) < array.length ? part : null;
}
