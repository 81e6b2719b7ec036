import { encodeDoc } from '../bson/encode.ts';
import { typeName } from '../bson/types.ts';
import { Binary, Code, type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { fixed, type OperatorCompiler, type OperatorTable, variadic } from './operator-table.ts';
import { nullish } from './truth.ts';

type Values = (Value | undefined)[];

function mergeObjects(values: Values): Value {
  // A lone argument may be an array of documents.
  const only = values.length === 1 ? values[0] : undefined;
  const items = Array.isArray(only) ? only : values;
  const merged: Doc = new Map();
  for (const item of items) {
    if (nullish(item)) continue;
    if (!isDoc(item))
      return fail(
        40400,
        `$mergeObjects requires object inputs, but input ${String(item)} is of type ${typeName(item)}`,
      );
    for (const [name, value] of item) merged.set(name, value);
  }
  return merged;
}

function objectToArray([value]: Values): Value {
  if (nullish(value)) return null;
  if (!isDoc(value)) return fail(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([name, item]): Doc =>
      new Map<string, Value>([
        ['k', name],
        ['v', item],
      ]),
  );
}

function arrayToObject([value]: Values): Value {
  if (nullish(value)) return null;
  if (!Array.isArray(value)) return fail(40386, `$arrayToObject requires an array input, found: ${typeName(value)}`);
  const result: Doc = new Map();
  for (const item of value) {
    const [name, held] = pairOf(item);
    if (name.includes('\0')) fail(4940400, 'Key field cannot contain an embedded null byte');
    result.set(name, held);
  }
  return result;
}

function pairOf(item: Value): [string, Value] {
  if (Array.isArray(item)) {
    if (item.length !== 2)
      fail(40397, `$arrayToObject requires an array of size 2 arrays,found array of size: ${item.length}`);
    const [name, value] = item as [Value, Value];
    return typeof name === 'string'
      ? [name, value]
      : fail(
          40395,
          `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(name)}`,
        );
  }
  if (!isDoc(item)) return fail(40398, `Unrecognised input type format for $arrayToObject: ${typeName(item)}`);
  const name = item.get('k');
  const value = item.get('v');
  if (item.size !== 2)
    fail(40392, `$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:${item.size}`);
  if (name === undefined || value === undefined)
    return fail(40393, "$arrayToObject requires an object with keys 'k' and 'v'.");
  return typeof name === 'string'
    ? [name, value]
    : fail(
        40394,
        `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(name)}`,
      );
}

const getField: OperatorCompiler = (argument, scope, compile) => {
  const short = !isDoc(argument) || [...argument.keys()][0]?.startsWith('$');
  const fieldSpec = short
    ? argument
    : ((argument as Doc).get('field') ?? fail(3041702, "$getField requires 'field' to be specified"));
  const inputSpec = short ? '$$CURRENT' : ((argument as Doc).get('input') ?? '$$CURRENT');
  const field = typeof fieldSpec === 'string' ? () => fieldSpec : compile(fieldSpec, scope);
  const input = compile(inputSpec, scope);
  return (frame) => {
    const name = field(frame);
    if (typeof name !== 'string')
      return fail(3041704, `$getField requires 'field' to evaluate to type String, but got ${typeName(name)}`);
    const value = input(frame);
    return isDoc(value) ? value.get(name) : nullish(value) && value !== undefined ? null : undefined;
  };
};

const setField: OperatorCompiler = (argument, scope, compile, name) => {
  if (!isDoc(argument)) return fail(4161100, `${name} only supports an object as its argument`);
  const spec = argument.get('field');
  const fieldName = isDoc(spec) ? spec.get('$literal') : spec;
  if (typeof fieldName !== 'string') return fail(4161107, `${name} requires 'field' to evaluate to a constant String`);
  const input = compile(argument.get('input') ?? fail(4161109, `${name} requires 'input' to be specified`), scope);
  const given = name === '$unsetField' ? '$$REMOVE' : argument.get('value');
  const value = compile(given ?? fail(4161102, `${name} requires 'value' to be specified`), scope);
  return (frame) => {
    const target = input(frame);
    if (nullish(target)) return null;
    if (!isDoc(target)) return fail(4161105, `${name} requires 'input' to evaluate to type Object`);
    const result: Doc = new Map(target);
    const item = value(frame);
    if (item === undefined) result.delete(fieldName);
    else result.set(fieldName, item);
    return result;
  };
};

export const objectOperators: OperatorTable = new Map([
  ['$mergeObjects', variadic(mergeObjects)],
  ['$objectToArray', fixed(1, 1, objectToArray)],
  ['$arrayToObject', fixed(1, 1, arrayToObject)],
  ['$getField', getField],
  ['$setField', setField],
  ['$unsetField', setField],
  [
    '$bsonSize',
    fixed(1, 1, ([value]) => {
      if (nullish(value)) return null;
      return isDoc(value)
        ? encodeDoc(value).length
        : fail(31393, `$bsonSize requires a document input, found: ${typeName(value)}`);
    }),
  ],
  [
    '$binarySize',
    fixed(1, 1, ([value]) => {
      if (nullish(value)) return null;
      if (value instanceof Binary) return value.bytes.length;
      if (value instanceof Code) return Buffer.byteLength(value.code);
      return typeof value === 'string'
        ? Buffer.byteLength(value)
        : fail(51276, `$binarySize requires a string or BinData argument, found: ${typeName(value)}`);
    }),
  ],
]);
