import { fail } from '../errors.ts';
import type { Leaf, UpdateNode } from './update-node.ts';

export function emptyNode(): UpdateNode {
  return { children: new Map(), leaf: null };
}

/** Hangs an operator into the tree. Throws EmptyFieldName (56), BadValue (2), DollarPrefixedFieldName (52), or 40 for a conflict. */
export function addLeaf(root: UpdateNode, path: string, leaf: Leaf | null): void {
  const parts = updateParts(path);
  let node = root;
  parts.forEach((part, index) => {
    if (node.leaf) conflict(path, parts.slice(0, index).join('.'));
    // All names in a node are of one kind, so that a look at the first is enough.
    const [first] = node.children.keys();
    if (first !== undefined && isArrayPart(first) !== isArrayPart(part))
      conflict(path, parts.slice(0, index).join('.'));
    let child = node.children.get(part);
    if (!child) {
      child = emptyNode();
      node.children.set(part, child);
    }
    node = child;
  });
  if (node.leaf || node.children.size > 0) conflict(path, path);
  node.leaf = leaf;
}

function conflict(path: string, at: string): never {
  return fail(40, `Updating the path '${path}' would create a conflict at '${at}'`);
}

/** Whether the part names array elements: $[] or $[identifier]. */
export function isArrayPart(part: string): boolean {
  return part.startsWith('$[') && part.endsWith(']');
}

/** The checked parts of an update path. */
export function updateParts(path: string): string[] {
  if (!path.includes('.') && path !== '' && !path.startsWith('$')) return [path];
  if (path === '') fail(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  parts.forEach((part, index) => {
    if (part === '') fail(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
    if (!part.startsWith('$')) return;
    const positional = part === '$' || isArrayPart(part);
    if (positional && index === 0) {
      fail(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
    }
    if (!positional) fail(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
  });
  if (parts.filter((part) => part === '$').length > 1) {
    fail(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  return parts;
}

/** Puts the tree's fields in the order MongoDB works through them: numbers by size, then names by bytes. */
export function sortTree(node: UpdateNode): void {
  const names = [...node.children.keys()];
  const sorted = names.every((name, index) => index === 0 || compareParts(names[index - 1] as string, name) <= 0);
  if (!sorted) {
    names.sort(compareParts);
    node.children = new Map(names.map((name) => [name, node.children.get(name) as UpdateNode]));
  }
  for (const child of node.children.values()) if (!child.leaf) sortTree(child);
}

const NUMERIC = /^(0|[1-9]\d*)$/;

function compareParts(left: string, right: string): number {
  if (left.charCodeAt(0) < 58 && right.charCodeAt(0) < 58 && NUMERIC.test(left) && NUMERIC.test(right)) {
    return Number(left) - Number(right);
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One tree of two that apply to the same element. */
export function mergeTrees(left: UpdateNode, right: UpdateNode, path: string): UpdateNode {
  if (left.leaf || right.leaf) fail(40, `Update created a conflict at '${path}'`);
  const merged = emptyNode();
  for (const [part, child] of left.children) merged.children.set(part, child);
  for (const [part, child] of right.children) {
    const other = merged.children.get(part);
    merged.children.set(part, other ? mergeTrees(other, child, `${path}.${part}`) : child);
  }
  return merged;
}
