import { isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { bind, extended, type Frame } from './expression.ts';
import type { OperatorCompiler, OperatorTable } from './operator-table.ts';
import { nullish, truthy } from './truth.ts';

const cond: OperatorCompiler = (argument, scope, compile) => {
  let parts: (Value | undefined)[];
  if (isDoc(argument)) {
    for (const name of argument.keys()) {
      if (!['if', 'then', 'else'].includes(name)) fail(17083, `Unrecognized parameter to $cond: ${name}`);
    }
    parts = ['if', 'then', 'else'].map((name, index) =>
      argument.has(name) ? argument.get(name) : fail(17080 + index, `Missing '${name}' parameter to $cond`),
    );
  } else parts = Array.isArray(argument) ? argument : [argument];
  if (parts.length !== 3) fail(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  const [test, then, otherwise] = parts.map((part) => compile(part as Value, scope));
  return (frame) => (truthy(test?.(frame)) ? then?.(frame) : otherwise?.(frame));
};

const ifNull: OperatorCompiler = (argument, scope, compile) => {
  const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, scope));
  if (items.length < 2) fail(1257300, `$ifNull needs at least two arguments, had: ${items.length}`);
  return (frame) => {
    let value: Value | undefined;
    for (const item of items) {
      value = item(frame);
      if (!nullish(value)) return value;
    }
    return value;
  };
};

const switchOperator: OperatorCompiler = (argument, scope, compile) => {
  if (!isDoc(argument)) return fail(40060, '$switch requires an object as an argument');
  for (const name of argument.keys()) {
    if (name !== 'branches' && name !== 'default') fail(40067, `$switch found an unknown argument: ${name}`);
  }
  const list = argument.get('branches');
  if (!Array.isArray(list)) return fail(40061, "$switch expected an array for 'branches'");
  if (list.length === 0) fail(40068, '$switch requires at least one branch.');
  const branches = list.map((branch) => {
    if (!isDoc(branch)) return fail(40062, '$switch expected each branch to be an object');
    for (const name of branch.keys()) {
      if (name !== 'case' && name !== 'then') fail(40063, `$switch found an unknown argument to a branch: ${name}`);
    }
    const test = branch.get('case') ?? fail(40064, "$switch requires each branch have a 'case' expression");
    const then = branch.get('then');
    if (then === undefined) return fail(40065, "$switch requires each branch have a 'then' expression.");
    return { test: compile(test, scope), result: compile(then, scope) };
  });
  const fallback = argument.has('default') ? compile(argument.get('default') as Value, scope) : null;
  return (frame) => {
    for (const branch of branches) if (truthy(branch.test(frame))) return branch.result(frame);
    if (!fallback)
      return fail(40066, '$switch could not find a matching branch for an input, and no default was specified.');
    return fallback(frame);
  };
};

const letOperator: OperatorCompiler = (argument, scope, compile) => {
  if (!isDoc(argument)) return fail(16874, '$let only supports an object as its argument');
  const vars = argument.get('vars');
  const body = argument.get('in');
  if (!isDoc(vars)) return fail(16876, "Missing 'vars' parameter to $let");
  if (body === undefined) return fail(16877, "Missing 'in' parameter to $let");
  const bindings = [...vars].map(([name, value]) => ({ name, evaluate: compile(value, scope) }));
  const inner = compile(body, extended(scope, vars.keys()));
  return (frame) => {
    let next: Frame = frame;
    for (const { name, evaluate } of bindings) next = bind(next, name, evaluate(frame));
    return inner(next);
  };
};

const literal: OperatorCompiler = (argument) => () => argument;

const rand: OperatorCompiler = () => () => Math.random();

export const conditionalOperators: OperatorTable = new Map([
  ['$cond', cond],
  ['$ifNull', ifNull],
  ['$switch', switchOperator],
  ['$let', letOperator],
  ['$literal', literal],
  ['$const', literal],
  ['$rand', rand],
]);
