import { compareValues } from '../bson/compare.ts';
import { keyOf } from '../bson/key.ts';
import { typeName } from '../bson/types.ts';
import type { Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Scope } from './expression.ts';
import { fixed, type OperatorTable, variadic } from './operator-table.ts';
import { nullish, truthy } from './truth.ts';

type Values = (Value | undefined)[];

/** The members of a set, one of each, in their order. */
function membersOf(array: Value[], scope: Scope): Map<string, Value> {
  const members = new Map<string, Value>();
  for (const item of array) {
    const key = keyOf(item, scope.collation).toString('latin1');
    if (!members.has(key)) members.set(key, item);
  }
  return members;
}

function setsOf(values: Values, scope: Scope, name: string, code: number): Map<string, Value>[] | null {
  const sets: Map<string, Value>[] = [];
  for (const value of values) {
    if (nullish(value)) return null;
    if (!Array.isArray(value))
      return fail(code, `All operands of ${name} must be arrays. One argument is of type: ${typeName(value)}`);
    sets.push(membersOf(value, scope));
  }
  return sets;
}

/** MongoDB gives sets in the order of their values. */
function listed(members: Iterable<Value>, scope: Scope): Value[] {
  return [...members].sort((left, right) => compareValues(left, right, scope.collation));
}

function union(values: Values, scope: Scope): Value {
  const sets = setsOf(values, scope, '$setUnion', 17043);
  return sets && listed(new Map(sets.flatMap((set) => [...set])).values(), scope);
}

function intersection(values: Values, scope: Scope): Value {
  const sets = setsOf(values, scope, '$setIntersection', 17047);
  if (!sets) return null;
  const [first, ...others] = sets;
  const shared = [...(first ?? [])].filter(([key]) => others.every((other) => other.has(key)));
  return listed(
    shared.map(([, value]) => value),
    scope,
  );
}

function difference([left, right]: Values, scope: Scope): Value {
  if (nullish(left) || nullish(right)) return null;
  if (!Array.isArray(left))
    return fail(17048, `both operands of $setDifference must be arrays. First argument is of type: ${typeName(left)}`);
  if (!Array.isArray(right))
    return fail(
      17049,
      `both operands of $setDifference must be arrays. Second argument is of type: ${typeName(right)}`,
    );
  const taken = membersOf(right, scope);
  return [...membersOf(left, scope)].filter(([key]) => !taken.has(key)).map(([, value]) => value);
}

function equals(values: Values, scope: Scope): Value {
  const [first, ...others] = values.map((value) =>
    Array.isArray(value)
      ? membersOf(value, scope)
      : fail(17044, `All operands of $setEquals must be arrays. One argument is of type: ${typeName(value)}`),
  );
  return others.every((other) => other.size === first?.size && [...other.keys()].every((key) => first.has(key)));
}

function isSubset([left, right]: Values, scope: Scope): Value {
  if (!Array.isArray(left))
    return fail(17046, `both operands of $setIsSubset must be arrays. First argument is of type: ${typeName(left)}`);
  if (!Array.isArray(right))
    return fail(17042, `both operands of $setIsSubset must be arrays. Second argument is of type: ${typeName(right)}`);
  const container = membersOf(right, scope);
  return [...membersOf(left, scope).keys()].every((key) => container.has(key));
}

function elementsTrue(all: boolean) {
  return ([value]: Values, _scope: Scope, name: string): Value => {
    if (!Array.isArray(value))
      return fail(all ? 17040 : 17041, `${name}'s argument must be an array, but is ${typeName(value)}`);
    return all ? value.every(truthy) : value.some(truthy);
  };
}

export const setOperators: OperatorTable = new Map([
  ['$setUnion', variadic(union)],
  ['$setIntersection', variadic(intersection)],
  ['$setDifference', fixed(2, 2, difference)],
  ['$setEquals', fixed(2, Number.POSITIVE_INFINITY, equals)],
  ['$setIsSubset', fixed(2, 2, isSubset)],
  ['$allElementsTrue', fixed(1, 1, elementsTrue(true))],
  ['$anyElementTrue', fixed(1, 1, elementsTrue(false))],
]);
