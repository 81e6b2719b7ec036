import type { Collation } from '../bson/collation.ts';
import type { DateValue, Value } from '../bson/values.ts';

/** A variable and those that were there before it. */
export interface Variable {
  name: string;
  value: Value | undefined;
  outer: Variable | null;
}

/** What an expression is evaluated on. */
export interface Frame {
  root: Value;
  variables: Variable | null;
}

/** A compiled expression; undefined stands for "missing". */
export type Expression = (frame: Frame) => Value | undefined;

/** What is known when an expression is compiled. */
export interface Scope {
  collation: Collation | null;
  now: DateValue;
  /** The variables that may be used, system variables apart. */
  names: ReadonlySet<string>;
}

/** The frame with one more variable. */
export function bind(frame: Frame, name: string, value: Value | undefined): Frame {
  return { root: frame.root, variables: { name, value, outer: frame.variables } };
}

/** The scope with more variables. */
export function extended(scope: Scope, names: Iterable<string>): Scope {
  return { ...scope, names: new Set([...scope.names, ...names]) };
}
