import { shown } from '../bson/shown.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { CommandError, fail } from '../errors.ts';
import type { FilterNode } from '../query/filter-nodes.ts';

/**
 * The document that an upsert starts from: what the filter says its fields are equal to, in the order of their paths.
 * `only`: nothing but this field. Throws NotSingleValueField (54) where the filter says two things.
 */
export function documentOfFilter(node: FilterNode, only?: string): Doc {
  const equalities = new Map<string, Value>();
  collect(node, equalities, only);
  const result: Doc = new Map();
  for (const path of [...equalities.keys()].sort())
    if (only === undefined || path === only) place(result, path, equalities.get(path) as Value);
  return result;
}

function collect(node: FilterNode, equalities: Map<string, Value>, only: string | undefined): void {
  if (node.kind === 'and' || (node.kind === 'or' && node.nodes.length === 1)) {
    for (const child of node.nodes) collect(child, equalities, only);
  } else if (node.kind === 'condition') {
    const { bounds } = node;
    if (only !== undefined && node.path !== only) return;
    if (bounds?.op === 'eq') add(node.path, bounds.value, equalities);
    else if (bounds?.op === 'in' && bounds.values.length === 1) add(node.path, bounds.values[0] as Value, equalities);
  }
}

function add(path: string, value: Value, equalities: Map<string, Value>): void {
  if (equalities.has(path)) fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  for (const other of equalities.keys()) {
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      fail(54, `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`);
    }
  }
  equalities.set(path, value);
}

function place(document: Doc, path: string, value: Value): void {
  const parts = path.split('.');
  let current = document;
  for (const part of parts.slice(0, -1)) {
    const next = current.get(part);
    if (next === undefined) {
      const made: Doc = new Map();
      current.set(part, made);
      current = made;
    } else if (isDoc(next)) current = next;
    else throw new CommandError(28, `Cannot create field in element {${part}: ${shown(next)}}`);
  }
  current.set(parts.at(-1) as string, value);
}
