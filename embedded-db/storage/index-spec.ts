import { parseCollation } from '../bson/collation.ts';
import { toNumber } from '../bson/numbers.ts';
import { shown } from '../bson/shown.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterContext, FilterNode } from '../query/filter-nodes.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { IndexDefinition } from './index-definition.ts';

const known = new Set(
  'key name unique sparse partialFilterExpression expireAfterSeconds collation hidden v background ns'.split(' '),
);

/** The spec as it is stored and listed: checked, defaults filled in. Throws MongoDB's codes for what it refuses. */
export function checkedSpec(spec: Value): Doc {
  if (!isDoc(spec)) return fail(14, 'The elements of the indexes array must be objects');
  for (const option of spec.keys()) {
    if (known.has(option)) continue;
    fail(197, `The field '${option}' is not valid for an index specification. Specification: ${shown(spec)}`);
  }
  const key = spec.get('key');
  if (!isDoc(key)) return fail(9, `The 'key' property is a required property of an index specification`);
  checkKey(key);
  const name = spec.get('name');
  if (typeof name !== 'string') return fail(9, `The 'name' property is a required property of an index specification`);
  if (name === '') fail(67, 'index name cannot be empty');
  const result: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
    ['name', name],
  ]);
  copyOptions(spec, key, result);
  return result;
}

function checkKey(key: Doc): void {
  if (key.size === 0) fail(67, 'Index keys cannot be an empty object');
  if (key.size > 32) fail(67, `Index key pattern has more than 32 fields`);
  for (const [path, direction] of key) {
    if (path === '') fail(67, 'Index keys cannot be an empty field.');
    if (path.split('.').includes('')) fail(67, `Index keys cannot contain an empty field: ${path}`);
    if (path.startsWith('$') && !['$id', '$ref', '$db'].includes(path)) {
      fail(67, `Index key contains an illegal field name: field name starts with '$': ${path}`);
    }
    if (path.includes('$**')) fail(67, 'wildcard indexes are not supported by this database');
    if (typeof direction === 'string') {
      fail(67, `Index type '${direction}' is not supported by this database: only 1 and -1 are`);
    }
    if (!isNumeric(direction)) {
      fail(
        67,
        `Values in v:2 index key pattern cannot be of type ${typeName(direction)}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    } else if (!(Math.abs(toNumber(direction)) > 0)) {
      fail(67, `Values in the index key pattern cannot be 0.`);
    }
  }
}

function copyOptions(spec: Doc, key: Doc, result: Doc): void {
  for (const option of ['unique', 'sparse', 'hidden'] as const) {
    const value = spec.get(option);
    if (value === undefined) continue;
    if (typeof value !== 'boolean' && !isNumeric(value)) {
      fail(14, `The field '${option}' must be a bool, but got ${typeName(value)}`);
    }
    if (value === true || (isNumeric(value) && toNumber(value) !== 0)) result.set(option, true);
  }
  const partial = spec.get('partialFilterExpression');
  if (partial !== undefined) {
    if (!isDoc(partial))
      fail(14, `The field 'partialFilterExpression' must be an object, but got ${typeName(partial)}`);
    else checkPartial(parseFilter(partial, plain));
    if (result.has('sparse')) fail(67, 'cannot mix "partialFilterExpression" and "sparse" options');
    result.set('partialFilterExpression', partial);
  }
  const seconds = spec.get('expireAfterSeconds');
  if (seconds !== undefined) {
    if (!isNumeric(seconds))
      fail(67, `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(seconds)}'`);
    else if (toNumber(seconds) < 0 || toNumber(seconds) > 2147483647)
      fail(67, `TTL index 'expireAfterSeconds' option must be within an acceptable range`);
    if (key.size > 1) fail(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL.');
    if (key.has('_id')) fail(197, `The field 'expireAfterSeconds' is not valid for an _id index specification.`);
    result.set('expireAfterSeconds', seconds);
  }
  const collation = parseCollation(spec.get('collation'));
  if (collation) result.set('collation', collation.spec);
}

const plain: FilterContext = {
  collation: null,
  compileTest: () => fail(67, 'Expression not supported in partial index: $expr'),
};

function checkPartial(node: FilterNode): void {
  if (node.kind === 'and' || node.kind === 'or') for (const child of node.nodes) checkPartial(child);
  else if (node.kind !== 'condition') fail(67, 'Expression not supported in partial index');
}

/** The paths that a partial index's filter asks about. */
function pathsOf(node: FilterNode): (readonly string[])[] {
  if (node.kind === 'condition') return [node.parts];
  return 'nodes' in node ? node.nodes.flatMap(pathsOf) : [];
}

/** An index definition of a checked spec. */
export function defineIndex(number: number, spec: Doc): IndexDefinition {
  const partial = spec.get('partialFilterExpression');
  const seconds = spec.get('expireAfterSeconds');
  const collation = parseCollation(spec.get('collation'));
  const key = spec.get('key') as Doc;
  const isId = key.size === 1 && key.has('_id');
  const fields = [...key].map(([path, direction]) => ({
    path,
    parts: path.split('.'),
    down: isNumeric(direction) && toNumber(direction) < 0,
  }));
  const filter = isDoc(partial) ? parseFilter(partial, { ...plain, collation }) : null;
  return {
    number,
    name: String(spec.get('name')),
    fields,
    unique: spec.get('unique') === true || isId,
    sparse: spec.get('sparse') === true,
    partial: isDoc(partial) && filter ? { filter: partial, accepts: matcherOf(filter) } : null,
    looksAt: [...fields.map(({ parts }) => parts), ...(filter ? pathsOf(filter) : [])],
    collation,
    hidden: spec.get('hidden') === true,
    ready: true,
    expireAfterSeconds: isNumeric(seconds) ? toNumber(seconds) : null,
    spec,
    multikey: false,
    cut: false,
  };
}
