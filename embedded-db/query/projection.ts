import type { Wanted } from '../bson/decode.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Expression, Scope, Variable } from '../expressions/expression.ts';
import { checkedParts } from '../expressions/field-path.ts';
import { type ArrayProjection, arrayProjection } from './array-projection.ts';
import type { FilterContext } from './filter-nodes.ts';

/** Makes a projected document. `matched` is the array position that the query matched. */
export type Projection = (document: Doc, matched: string | null) => Doc;

/** One field of a projection, with those below it. */
interface Branch {
  children: Map<string, Branch>;
  /** What becomes of the field itself; null if only what is below it is dealt with. */
  rule: 'include' | 'exclude' | { compute: Expression } | { array: ArrayProjection } | null;
}

export interface ProjectionContext extends FilterContext {
  scope: Scope;
  variables: Variable | null;
  /** find allows $slice, $elemMatch and "$"; aggregation does not. */
  find: boolean;
}

/** What a projection needs to know of the query, and the function itself. */
export interface CompiledProjection {
  project: Projection;
  positional: boolean;
  /** The top-level fields it looks at; null: it may be any of them. */
  reads: Wanted | null;
}

/** Compiles a projection of find or $project. Throws MongoDB's codes for what it refuses. */
export function compileProjection(spec: Doc, context: ProjectionContext): CompiledProjection {
  const root: Branch = { children: new Map(), rule: null };
  let positional = false;
  const modes = new Set<'include' | 'exclude'>();
  let id: boolean | null = null;
  let idComputed = false;
  for (const [path, value] of flattened(spec)) {
    let name = path;
    if (name.endsWith('.$') && context.find) {
      name = name.slice(0, -2);
      positional = true;
      modes.add('include');
      insert(root, name, { array: { kind: 'positional' } });
      continue;
    }
    const rule = ruleFor(name, value, context);
    if (rule === 'include' || rule === 'exclude') {
      if (name === '_id') id = rule === 'include';
      else modes.add(rule);
    } else if (name === '_id') idComputed = true;
    else if ('compute' in rule || rule.array.kind === 'elemMatch')
      modes.add(isFindExclusion(modes, rule) ? 'exclude' : 'include');
    insert(root, name, rule);
  }
  refuseMixture(modes);
  // Without any other field, _id alone says which kind of projection it is.
  const including = modes.size > 0 ? modes.has('include') : idComputed || id === true;
  const withId = id ?? true;
  if (including && withId && !root.children.has('_id'))
    root.children = new Map([['_id', { children: new Map(), rule: 'include' }], ...root.children]);
  const { variables } = context;
  const project: Projection = (document, matched) => {
    const frame = { root: document, variables };
    const result = including ? include(root, document, frame, matched) : exclude(root, document, frame, matched);
    return result;
  };
  return { project, positional, reads: hasComputed(root) ? null : readsOf(root, including) };
}

function readsOf(root: Branch, including: boolean): Wanted {
  return including ? (name) => root.children.has(name) : (name) => root.children.get(name)?.rule !== 'exclude';
}

function isFindExclusion(_modes: Set<string>, rule: Branch['rule']): boolean {
  return typeof rule === 'object' && rule !== null && 'array' in rule && rule.array.kind === 'slice';
}

function refuseMixture(modes: Set<'include' | 'exclude'>): void {
  if (modes.size > 1) fail(31254, 'Cannot do exclusion on field in inclusion projection');
}

/** Nested documents are another way to write dotted paths. */
function* flattened(spec: Doc, prefix = ''): Generator<[string, Value]> {
  for (const [name, value] of spec) {
    if (isDoc(value) && value.size > 0 && ![...value.keys()].some((key) => key.startsWith('$'))) {
      yield* flattened(value, `${prefix}${name}.`);
    } else yield [prefix + name, value];
  }
}

function ruleFor(path: string, value: Value, context: ProjectionContext): Exclude<Branch['rule'], null> {
  if (typeof value === 'boolean') return value ? 'include' : 'exclude';
  if (isNumeric(value)) return toNumber(value) === 0 ? 'exclude' : 'include';
  if (isDoc(value)) {
    if (value.size === 0) fail(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
    const array = context.find ? arrayProjection(path, value, context) : null;
    if (array) return { array };
  }
  return { compute: compileExpression(value, context.scope) };
}

function insert(root: Branch, path: string, rule: Branch['rule']): void {
  let branch = root;
  const parts = checkedParts(path);
  parts.forEach((part, index) => {
    if (branch.rule) fail(31249, `Path collision at ${path}`);
    let child = branch.children.get(part);
    if (!child) {
      child = { children: new Map(), rule: null };
      branch.children.set(part, child);
    } else if (index === parts.length - 1) fail(31250, `Path collision at ${path}`);
    branch = child;
  });
  branch.rule = rule;
}

interface Evaluation {
  root: Value;
  variables: Variable | null;
}

function include(branch: Branch, document: Doc, frame: Evaluation, matched: string | null): Doc {
  const result: Doc = new Map();
  // What stays keeps the document's order; what is computed comes after it, in the projection's order.
  for (const [name, value] of document) {
    const child = branch.children.get(name);
    if (!child || (child.rule !== null && typeof child.rule === 'object' && 'compute' in child.rule)) continue;
    const kept = includeValue(child, value, frame, matched);
    if (kept !== undefined) result.set(name, kept);
  }
  addComputed(branch, result, frame);
  return result;
}

function includeValue(branch: Branch, value: Value, frame: Evaluation, matched: string | null): Value | undefined {
  if (branch.rule === 'include') return value;
  if (branch.rule === 'exclude') return undefined;
  if (branch.rule !== null && typeof branch.rule === 'object' && 'array' in branch.rule) {
    return applyArray(branch.rule.array, value, matched);
  }
  if (isDoc(value)) return include(branch, value, frame, matched);
  if (Array.isArray(value)) {
    return value
      .map((item) => (isDoc(item) || Array.isArray(item) ? includeValue(branch, item, frame, matched) : undefined))
      .filter((item) => item !== undefined);
  }
  return hasComputed(branch) ? includeValue(branch, new Map(), frame, matched) : undefined;
}

function hasComputed(branch: Branch): boolean {
  if (branch.rule !== null && typeof branch.rule === 'object' && 'compute' in branch.rule) return true;
  return [...branch.children.values()].some(hasComputed);
}

function addComputed(branch: Branch, result: Doc, frame: Evaluation): void {
  for (const [name, child] of branch.children) {
    if (child.rule !== null && typeof child.rule === 'object' && 'compute' in child.rule) {
      const value = child.rule.compute(frame);
      if (value !== undefined) result.set(name, value);
    } else if (child.rule === null && !result.has(name) && hasComputed(child)) {
      const made = include(child, new Map(), frame, null);
      if (made.size > 0) result.set(name, made);
    }
  }
}

function exclude(branch: Branch, document: Doc, frame: Evaluation, matched: string | null): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const child = branch.children.get(name);
    const kept = child ? excludeValue(child, value, frame, matched) : value;
    if (kept !== undefined) result.set(name, kept);
  }
  return result;
}

function excludeValue(branch: Branch, value: Value, frame: Evaluation, matched: string | null): Value | undefined {
  if (branch.rule === 'exclude') return undefined;
  if (branch.rule === 'include') return value;
  if (branch.rule !== null && 'array' in branch.rule) return applyArray(branch.rule.array, value, matched);
  if (isDoc(value)) return exclude(branch, value, frame, matched);
  if (Array.isArray(value)) {
    return value.map((item) =>
      isDoc(item) || Array.isArray(item) ? (excludeValue(branch, item, frame, matched) as Value) : item,
    );
  }
  return value;
}

function applyArray(projection: ArrayProjection, value: Value, matched: string | null): Value | undefined {
  if (projection.kind === 'positional') {
    if (!Array.isArray(value)) return value;
    const position =
      matched ??
      fail(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    const element = value[Number(position)];
    return element === undefined ? fail(51247, "positional operator '.$' element mismatch") : [element];
  }
  if (projection.kind === 'slice') return Array.isArray(value) ? projection.slice(value) : value;
  return Array.isArray(value) ? projection.first(value) : undefined;
}
