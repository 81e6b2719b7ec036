import type { Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Expression, Frame, Scope } from './expression.ts';

export type Compile = (value: Value, scope: Scope) => Expression;

/** Compiles an operator's argument. The compiler is handed in, because arguments are expressions. */
export type OperatorCompiler = (argument: Value, scope: Scope, compile: Compile, name: string) => Expression;

export type OperatorTable = ReadonlyMap<string, OperatorCompiler>;

/** An operator of a fixed number of arguments, evaluated all. A lone argument needs no list. */
export function fixed(
  least: number,
  most: number,
  evaluate: (values: (Value | undefined)[], scope: Scope, name: string) => Value | undefined,
): OperatorCompiler {
  return (argument, scope, compile, name) => {
    const items = Array.isArray(argument) ? argument : [argument];
    if (items.length < least || items.length > most) {
      const count = least === most ? `exactly ${least}` : `at least ${least} arguments, and at most ${most}`;
      const code = least === most ? 16020 : 28667;
      fail(code, `Expression ${name} takes ${count} arguments. ${items.length} were passed in.`);
    }
    const compiled = items.map((item) => compile(item, scope));
    if (compiled.length === 1) {
      const only = compiled[0] as Expression;
      return (frame) => evaluate([only(frame)], scope, name);
    }
    return (frame) =>
      evaluate(
        compiled.map((item) => item(frame)),
        scope,
        name,
      );
  };
}

/** An operator of any number of arguments. */
export function variadic(
  evaluate: (values: (Value | undefined)[], scope: Scope, name: string) => Value | undefined,
): OperatorCompiler {
  return fixed(0, Number.POSITIVE_INFINITY, evaluate);
}

/** An operator whose argument is a document of named expressions. */
export function named(
  required: readonly string[],
  optional: readonly string[],
  evaluate: (values: Map<string, Value | undefined>, scope: Scope, name: string) => Value | undefined,
): OperatorCompiler {
  return (argument, scope, compile, name) => {
    if (!(argument instanceof Map)) return fail(9, `${name} only supports an object as its argument`);
    for (const key of argument.keys()) {
      if (!required.includes(key) && !optional.includes(key)) fail(9, `Unrecognized argument to ${name}: ${key}`);
    }
    for (const key of required) if (!argument.has(key)) fail(9, `Missing '${key}' parameter to ${name}`);
    const compiled = [...argument].map(([key, item]) => ({ key, evaluate: compile(item, scope) }));
    return (frame: Frame) => {
      const values = new Map<string, Value | undefined>();
      for (const item of compiled) values.set(item.key, item.evaluate(frame));
      return evaluate(values, scope, name);
    };
  };
}
