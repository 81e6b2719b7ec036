import { shown } from '../bson/shown.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Expression, Frame } from '../expressions/expression.ts';
import { checkedParts } from '../expressions/field-path.ts';
import { compileProjection } from '../query/projection.ts';
import type { StageCompiler, StageTable } from './stage.ts';

const project: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(15969, '$project specification must be an object');
  if (argument.size === 0)
    fail(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  const { project: apply } = compileProjection(argument, { ...context, find: false });
  return function* (documents) {
    for (const document of documents) yield document && apply(document, null);
  };
};

interface Assignment {
  children: Map<string, Assignment>;
  compute: Expression | null;
}

const addFields: StageCompiler = (argument, context, name) => {
  if (!isDoc(argument)) return fail(40272, `${name} specification stage must be an object, got ${typeName(argument)}`);
  if (argument.size === 0) fail(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  const root: Assignment = { children: new Map(), compute: null };
  for (const [path, value] of argument) collect(root, path, value, (item) => compileExpression(item, context.scope));
  return function* (documents) {
    for (const document of documents) {
      yield document && assign(root, document, { root: document, variables: context.variables });
    }
  };
};

function collect(root: Assignment, path: string, value: Value, compile: (value: Value) => Expression): void {
  if (isDoc(value) && value.size > 0 && ![...value.keys()][0]?.startsWith('$')) {
    for (const [name, item] of value) {
      if (name.startsWith('$')) fail(40182, `FieldPath field names may not start with '$'.`);
      collect(root, `${path}.${name}`, item, compile);
    }
    return;
  }
  let node = root;
  for (const part of checkedParts(path)) {
    if (node.compute)
      fail(40176, `specification contains two conflicting paths. Cannot specify both '${path}' and a part of it`);
    let child = node.children.get(part);
    if (!child) {
      child = { children: new Map(), compute: null };
      node.children.set(part, child);
    }
    node = child;
  }
  if (node.compute || node.children.size > 0)
    fail(40176, `specification contains two conflicting paths. Cannot specify '${path}' twice`);
  node.compute = compile(value);
}

function assign(node: Assignment, document: Doc, frame: Frame): Doc {
  const result: Doc = new Map(document);
  for (const [name, child] of node.children) {
    const value = child.compute ? child.compute(frame) : assignBelow(child, document.get(name), frame);
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

function assignBelow(node: Assignment, value: Value | undefined, frame: Frame): Value {
  if (Array.isArray(value)) return value.map((item) => assignBelow(node, item, frame));
  return assign(node, isDoc(value) ? value : new Map(), frame);
}

const unset: StageCompiler = (argument, context) => {
  const names = Array.isArray(argument) ? argument : [argument];
  if (names.length === 0) fail(31119, '$unset specification must be a string or an array with at least one field');
  const spec: Doc = new Map();
  for (const name of names) {
    if (typeof name !== 'string')
      return fail(31120, '$unset specification must be a string or an array containing only string values');
    spec.set(name, false);
  }
  return project(spec, context, '$project');
};

const replaceRoot: StageCompiler = (argument, context, name) => {
  let spec: Value | undefined = argument;
  if (name === '$replaceRoot') {
    if (!isDoc(argument)) return fail(40229, 'expected an object as specification for $replaceRoot stage');
    for (const key of argument.keys())
      if (key !== 'newRoot') fail(40415, `BSON field '$replaceRoot.${key}' is an unknown field.`);
    spec = argument.get('newRoot');
    if (spec === undefined) return fail(40231, 'no newRoot specified for the $replaceRoot stage');
  }
  const evaluate = compileExpression(spec as Value, context.scope);
  return function* (documents) {
    for (const document of documents) {
      if (!document) {
        yield null;
        continue;
      }
      const value = evaluate({ root: document, variables: context.variables });
      if (!isDoc(value)) {
        return fail(
          40228,
          `'newRoot' expression must evaluate to an object, but resulting value was: ${value === undefined ? 'MISSING' : shown(value)}. Type of resulting value: '${typeName(value)}'.`,
        );
      }
      yield value;
    }
  };
};

const unwind: StageCompiler = (argument) => {
  const options = isDoc(argument) ? argument : new Map<string, Value>([['path', argument]]);
  for (const key of options.keys()) {
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key))
      fail(28811, `unrecognized option to $unwind stage: ${key}`);
  }
  const path = options.get('path');
  if (path === undefined) return fail(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    return fail(28808, `expected a string as the path for $unwind stage, got ${typeName(path)}`);
  if (!path.startsWith('$')) fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = checkedParts(path.slice(1));
  const indexName = options.get('includeArrayIndex');
  if (indexName !== undefined && (typeof indexName !== 'string' || indexName === ''))
    fail(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  const preserve = options.get('preserveNullAndEmptyArrays') === true;
  const indexParts = typeof indexName === 'string' ? checkedParts(indexName) : null;
  return function* (documents) {
    for (const document of documents) {
      if (!document) yield null;
      else yield* unwound(document, parts, preserve, indexParts);
    }
  };
};

function* unwound(
  document: Doc,
  parts: readonly string[],
  preserve: boolean,
  index: readonly string[] | null,
): Generator<Doc> {
  let value: Value | undefined = document;
  for (const part of parts) value = isDoc(value) ? value.get(part) : undefined;
  const withIndex = (made: Doc, position: Value) => (index ? placed(made, index, position) : made);
  if (!Array.isArray(value)) {
    const nothing = value === undefined || value === null;
    if (!nothing || preserve) yield withIndex(document, null);
  } else if (value.length === 0) {
    if (preserve) yield withIndex(placed(document, parts, undefined), null);
  } else {
    for (let position = 0; position < value.length; position++) {
      yield withIndex(placed(document, parts, value[position]), BigInt(position));
    }
  }
}

/** The document with a value at a path; undefined takes it away. */
function placed(document: Doc, parts: readonly string[], value: Value | undefined): Doc {
  const [name, ...rest] = parts as [string, ...string[]];
  const result: Doc = new Map(document);
  if (rest.length > 0) {
    const inner = document.get(name);
    result.set(name, placed(isDoc(inner) ? inner : new Map(), rest, value));
  } else if (value === undefined) result.delete(name);
  else result.set(name, value);
  return result;
}

export const shapeStages: StageTable = new Map([
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$replaceRoot', replaceRoot],
  ['$replaceWith', replaceRoot],
  ['$unwind', unwind],
]);
