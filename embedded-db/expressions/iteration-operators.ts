import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { bind, extended } from './expression.ts';
import type { OperatorCompiler, OperatorTable } from './operator-table.ts';
import { nullish, truthy } from './truth.ts';
import { wholeNumber } from './whole-number.ts';

/** $map, $filter: an expression for each element. */
const map: OperatorCompiler = (argument, scope, compile) => {
  if (!isDoc(argument)) return fail(16878, '$map only supports an object as its argument');
  checkNames(argument, ['input', 'as', 'in'], 16879, '$map');
  const input = compile(required(argument, 'input', 16880, '$map'), scope);
  const name = variableName(argument.get('as') ?? 'this');
  const body = compile(required(argument, 'in', 16882, '$map'), extended(scope, [name]));
  return (frame) => {
    const array = input(frame);
    if (nullish(array)) return null;
    if (!Array.isArray(array)) return fail(16883, `input to $map must be an array not ${typeName(array)}`);
    return array.map((item) => body(bind(frame, name, item)) ?? null);
  };
};

const filter: OperatorCompiler = (argument, scope, compile) => {
  if (!isDoc(argument)) return fail(28646, '$filter only supports an object as its argument');
  checkNames(argument, ['input', 'as', 'cond', 'limit'], 28647, '$filter');
  const input = compile(required(argument, 'input', 28648, '$filter'), scope);
  const name = variableName(argument.get('as') ?? 'this');
  const body = compile(required(argument, 'cond', 28650, '$filter'), extended(scope, [name]));
  const limit = argument.has('limit') ? compile(argument.get('limit') as Value, scope) : null;
  return (frame) => {
    const array = input(frame);
    if (nullish(array)) return null;
    if (!Array.isArray(array)) return fail(28651, `input to $filter must be an array not ${typeName(array)}`);
    const given = limit?.(frame);
    const most = nullish(given)
      ? Number.POSITIVE_INFINITY
      : wholeNumber(given, 327391, '$filter: limit must be represented as a 32-bit integral value');
    if (most < 1) fail(327392, `$filter: limit must be greater than 0. Found: ${most}`);
    const result: Value[] = [];
    for (const item of array) {
      if (result.length >= most) break;
      if (truthy(body(bind(frame, name, item)))) result.push(item);
    }
    return result;
  };
};

const reduce: OperatorCompiler = (argument, scope, compile) => {
  if (!isDoc(argument)) return fail(40075, '$reduce requires an object as an argument');
  checkNames(argument, ['input', 'initialValue', 'in'], 40076, '$reduce');
  const input = compile(required(argument, 'input', 40077, '$reduce'), scope);
  const initial = compile(required(argument, 'initialValue', 40078, '$reduce'), scope);
  const body = compile(required(argument, 'in', 40079, '$reduce'), extended(scope, ['this', 'value']));
  return (frame) => {
    const array = input(frame);
    if (nullish(array)) return null;
    if (!Array.isArray(array))
      return fail(40080, `$reduce requires that 'input' be an array, found: ${typeName(array)}`);
    let value = initial(frame);
    for (const item of array) value = body(bind(bind(frame, 'this', item), 'value', value));
    return value;
  };
};

function checkNames(argument: Doc, allowed: string[], code: number, name: string): void {
  for (const key of argument.keys())
    if (!allowed.includes(key)) fail(code, `Unrecognized parameter to ${name}: ${key}`);
}

function required(argument: Doc, key: string, code: number, name: string): Value {
  const value = argument.get(key);
  return value === undefined ? fail(code, `Missing '${key}' parameter to ${name}`) : value;
}

function variableName(value: Value): string {
  if (typeof value !== 'string' || !/^[a-z\u0080-\uffff]/.test(value))
    return fail(9, `'${String(value)}' starts with an invalid character for a user variable name`);
  return value;
}

export const iterationOperators: OperatorTable = new Map([
  ['$map', map],
  ['$filter', filter],
  ['$reduce', reduce],
]);
