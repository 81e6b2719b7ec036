import { compareValues } from '../bson/compare.ts';
import { UNDEFINED, type Value } from '../bson/values.ts';
import type { Scope } from './expression.ts';
import { fixed, type OperatorCompiler, type OperatorTable } from './operator-table.ts';
import { truthy } from './truth.ts';

/** Compares as expressions do: a missing value is less than null. */
export function order(left: Value | undefined, right: Value | undefined, scope: Scope): number {
  if (left === undefined || right === undefined) {
    if (left === right) return 0;
    // Missing sorts with undefined, between MinKey and null.
    return compareValues(left ?? UNDEFINED, right ?? UNDEFINED, scope.collation) || (left === undefined ? -1 : 1);
  }
  return compareValues(left, right, scope.collation);
}

function comparison(holds: (order: number) => boolean): OperatorCompiler {
  return fixed(2, 2, ([left, right], scope) => holds(order(left, right, scope)));
}

const and: OperatorCompiler = (argument, scope, compile) => {
  const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, scope));
  return (frame) => items.every((item) => truthy(item(frame)));
};

const or: OperatorCompiler = (argument, scope, compile) => {
  const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, scope));
  return (frame) => items.some((item) => truthy(item(frame)));
};

export const booleanOperators: OperatorTable = new Map([
  ['$eq', comparison((result) => result === 0)],
  ['$ne', comparison((result) => result !== 0)],
  ['$gt', comparison((result) => result > 0)],
  ['$gte', comparison((result) => result >= 0)],
  ['$lt', comparison((result) => result < 0)],
  ['$lte', comparison((result) => result <= 0)],
  ['$cmp', fixed(2, 2, ([left, right], scope) => Math.sign(order(left, right, scope)))],
  ['$and', and],
  ['$or', or],
  ['$not', fixed(1, 1, ([value]) => !truthy(value))],
]);
