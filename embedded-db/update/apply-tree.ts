import { shown } from '../bson/shown.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { mergeTrees } from './build-tree.ts';
import { type Outcome, type Positions, REMOVED, UNCHANGED, type UpdateNode } from './update-node.ts';

interface Run {
  root: Doc;
  positions: Positions;
  inserting: boolean;
}

/** More null padding than this is refused, as MongoDB does. */
const MAX_PADDING = 1_500_000;

/** The document after the update; the same object if nothing changed. The given document is not altered. */
export function applyTree(tree: UpdateNode, document: Doc, positions: Positions, inserting: boolean): Doc {
  const outcome = toDoc(tree, document, '', { root: document, positions, inserting });
  return isDoc(outcome as Value) ? (outcome as Doc) : document;
}

function applyNode(node: UpdateNode, current: Value | undefined, path: string, run: Run): Outcome {
  if (node.leaf) {
    if (node.leaf.onInsertOnly && !run.inserting) return UNCHANGED;
    return node.leaf.apply(current, path, run.root);
  }
  if (current === undefined) return create(node, path, run);
  if (isDoc(current)) return toDoc(node, current, path, run);
  const arrayParts = [...node.children.keys()].some((part) => part.startsWith('$['));
  if (Array.isArray(current))
    return arrayParts ? toElements(node, current, path, run) : toArray(node, current, path, run);
  if (arrayParts)
    return fail(2, `Cannot apply array updates to non-array element ${lastPart(path)}: ${shown(current)}`);
  if (!createsSomething(node, run)) return UNCHANGED;
  const [part] = node.children.keys();
  return fail(
    28,
    `Cannot create field '${resolved(part ?? '', run)}' in element {${lastPart(path)}: ${shown(current)}}`,
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function joined(path: string, part: string): string {
  return path === '' ? part : `${path}.${part}`;
}

function createsSomething(node: UpdateNode, run: Run): boolean {
  if (node.leaf?.renameFrom) return valueAt(node.leaf.renameFrom, run) !== undefined;
  if (node.leaf) return node.leaf.creates && (run.inserting || !node.leaf.onInsertOnly);
  return [...node.children.values()].some((child) => createsSomething(child, run));
}

function create(node: UpdateNode, path: string, run: Run): Outcome {
  const part = [...node.children.keys()].find((name) => name.startsWith('$['));
  if (part !== undefined) {
    if (!createsSomething(node, run)) return UNCHANGED;
    return fail(2, `The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!createsSomething(node, run)) return UNCHANGED;
  const made: Doc = new Map();
  const outcome = toDoc(node, made, path, run);
  return outcome === UNCHANGED ? made : outcome;
}

/** The name a part stands for: "$" is the position that the query matched. */
function resolved(part: string, run: Run): string {
  if (part !== '$') return part;
  return run.positions.matched ?? fail(2, 'The positional operator did not find the match needed from the query.');
}

function toDoc(node: UpdateNode, current: Doc, path: string, run: Run): Outcome {
  let result = current;
  for (const [name, child] of node.children) {
    if (name.startsWith('$[')) {
      fail(2, `Cannot apply array updates to non-array element ${lastPart(path)}: ${shown(current)}`);
    }
    const part = resolved(name, run);
    if (child.leaf?.renameFrom) {
      const value = valueAt(child.leaf.renameFrom, run);
      if (value !== undefined) result = new Map(result).set(part, value);
      continue;
    }
    const outcome = applyNode(child, result.get(part), joined(path, part), run);
    if (outcome === UNCHANGED) continue;
    if (result === current) result = new Map(current);
    if (outcome === REMOVED) result.delete(part);
    else result.set(part, outcome);
  }
  return result === current ? UNCHANGED : result;
}

/** What $rename moves; undefined if there is nothing at its source. */
function valueAt(from: readonly string[], run: Run): Value | undefined {
  let value: Value | undefined = run.root;
  for (const step of from) {
    if (Array.isArray(value))
      fail(2, `The source field cannot be an array element, '${from.join('.')}' has an array field on its way`);
    value = isDoc(value) ? value.get(step) : undefined;
  }
  return value;
}

function toArray(node: UpdateNode, current: Value[], path: string, run: Run): Outcome {
  let result = current;
  for (const [name, child] of node.children) {
    if (child.leaf?.renameFrom) {
      if (createsSomething(child, run))
        fail(2, `The destination field cannot be an array element, '${joined(path, name)}'`);
      continue;
    }
    const part = resolved(name, run);
    if (!/^(0|[1-9]\d*)$/.test(part)) {
      if (!createsSomething(child, run)) continue;
      fail(28, `Cannot create field '${part}' in element {${lastPart(path)}: ${shown(current)}}`);
    }
    const index = Number(part);
    const outcome = applyNode(child, result[index], joined(path, part), run);
    if (outcome === UNCHANGED) continue;
    if (result === current) result = [...current];
    if (index - result.length > MAX_PADDING) {
      fail(2, `can't backfill more than ${MAX_PADDING} elements in an array`);
    }
    while (result.length < index) result.push(null);
    result[index] = outcome === REMOVED ? null : outcome;
  }
  return result === current ? UNCHANGED : result;
}

function toElements(node: UpdateNode, current: Value[], path: string, run: Run): Outcome {
  let result = current;
  for (let index = 0; index < current.length; index++) {
    const element = current[index] as Value;
    const here = joined(path, String(index));
    let applicable: UpdateNode | null = null;
    for (const [part, child] of node.children) {
      if (!elementMatches(part, element, run)) continue;
      applicable = applicable ? mergeTrees(applicable, child, here) : child;
    }
    if (!applicable) continue;
    const outcome = applyNode(applicable, element, here, run);
    if (outcome === UNCHANGED) continue;
    if (result === current) result = [...current];
    result[index] = outcome === REMOVED ? null : outcome;
  }
  return result === current ? UNCHANGED : result;
}

function elementMatches(part: string, element: Value, run: Run): boolean {
  const identifier = part.slice(2, -1);
  if (identifier === '') return true;
  return run.positions.filters.get(identifier)?.(new Map([[identifier, element]])) ?? false;
}
