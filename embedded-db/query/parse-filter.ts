import { type Doc, isDoc, Regex, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { equality, regexTest } from './comparisons.ts';
import { ranks } from './condition.ts';
import { conditionFor } from './field-operators.ts';
import type { FilterContext, FilterNode } from './filter-nodes.ts';
import { pathParts } from './paths.ts';

/** Takes a filter apart. Throws a CommandError with MongoDB's code for what MongoDB refuses. */
export function parseFilter(filter: Doc, context: FilterContext): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, value] of filter) {
    const node = name.startsWith('$') ? topLevel(name, value, context) : parseField(name, value, context);
    if (node) nodes.push(node);
  }
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'and', nodes };
}

const refused = new Map([
  ['$where', '$where runs JavaScript, which this database does not: use $expr'],
  ['$text', 'text search is not supported by this database'],
  ['$jsonSchema', '$jsonSchema is not supported by this database'],
]);

function topLevel(name: string, value: Value, context: FilterContext): FilterNode | null {
  switch (name) {
    case '$and':
    case '$or':
    case '$nor': {
      if (!Array.isArray(value)) return fail(2, `${name} must be an array`);
      if (value.length === 0) return fail(2, '$and/$or/$nor must be a nonempty array');
      const nodes = value.map((item) =>
        isDoc(item) ? parseFilter(item, context) : fail(2, '$or/$and/$nor entries need to be full objects'),
      );
      return { kind: name.slice(1) as 'and' | 'or' | 'nor', nodes };
    }
    case '$expr':
      return { kind: 'document', accepts: context.compileTest(value) };
    case '$comment':
      return null;
    case '$alwaysTrue':
    case '$alwaysFalse':
      return { kind: 'always', value: name === '$alwaysTrue' };
    case '$sampleRate':
      return { kind: 'document', accepts: () => Math.random() < Number(value) };
  }
  const reason = refused.get(name);
  if (reason) return fail(115, reason);
  return fail(
    2,
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function parseField(path: string, value: Value, context: FilterContext): FilterNode {
  const parts = pathParts(path);
  if (value instanceof Regex) return regexNode(path, parts, value);
  if (!isOperators(value)) return equality(path, parts, value, context.collation);
  return parseOperators(path, parts, value, context);
}

/** Whether the value is a document of operators rather than a document to compare with. */
export function isOperators(value: Value): value is Doc {
  if (!isDoc(value)) return false;
  const first = value.keys().next().value;
  if (first === undefined || !first.startsWith('$')) return false;
  return first !== '$ref' && first !== '$id' && first !== '$db';
}

/** The conditions of `{$gt: 1, $lt: 5}` on a path. */
export function parseOperators(
  path: string,
  parts: readonly string[],
  operators: Doc,
  context: FilterContext,
): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, value] of operators) {
    if (name === '$not') nodes.push(parseNot(path, parts, value, context));
    else if (name === '$regex') nodes.push(parseRegex(path, parts, value, operators.get('$options')));
    else if (name === '$options') {
      if (!operators.has('$regex')) fail(2, '$options needs a $regex');
    } else if (name === '$comment') continue;
    else nodes.push(conditionFor(name, { path, parts, value, context, parseFilter, parseOperators }));
  }
  return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'and', nodes };
}

function parseNot(path: string, parts: readonly string[], value: Value, context: FilterContext): FilterNode {
  if (value instanceof Regex) return { kind: 'not', node: regexNode(path, parts, value) };
  if (!isDoc(value)) return fail(2, '$not needs a regex or a document');
  if (value.size === 0) return fail(2, '$not cannot be empty');
  for (const name of value.keys()) if (!name.startsWith('$')) fail(2, `unknown operator: ${name}`);
  return { kind: 'not', node: parseOperators(path, parts, value, context) };
}

function parseRegex(path: string, parts: readonly string[], value: Value, options: Value | undefined): FilterNode {
  if (options !== undefined && typeof options !== 'string') fail(2, '$options has to be a string');
  if (value instanceof Regex) {
    if (options !== undefined && value.options !== '') fail(51075, 'options set in both $regex and $options');
    return regexNode(path, parts, typeof options === 'string' ? new Regex(value.pattern, options) : value);
  }
  if (typeof value !== 'string') return fail(2, '$regex has to be a string');
  return regexNode(path, parts, new Regex(value, typeof options === 'string' ? options : ''));
}

function regexNode(path: string, parts: readonly string[], regex: Regex): FilterNode {
  return { kind: 'condition', path, parts, test: regexTest(regex), rank: ranks.regex, elements: true, bounds: null };
}
