import { compareValues, equalValues } from '../bson/compare.ts';
import { shown } from '../bson/shown.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { sortComparison } from '../query/sort-order.ts';
import { integerOf, type OperatorContext } from './field-operators.ts';
import { type Leaf, UNCHANGED } from './update-node.ts';

function arrayOf(current: Value | undefined, path: string, root: Value): Value[] {
  if (Array.isArray(current)) return current;
  const id = isDoc(root) ? shown(root.get('_id') ?? null) : '';
  return fail(2, `The field '${path}' must be an array but is of type ${typeName(current)} in document {_id: ${id}}`);
}

/** $push with $each, $position, $sort and $slice. */
export function pushLeaf(value: Value, context: OperatorContext): Leaf {
  const modifiers = isDoc(value) && value.has('$each') ? parsePush(value, context) : null;
  return {
    creates: true,
    onInsertOnly: false,
    apply: (current, path, root) => {
      const array = current === undefined ? [] : arrayOf(current, path, root);
      if (!modifiers) return [...array, value];
      const result = [...array];
      result.splice(startOf(modifiers.position, array.length), 0, ...modifiers.each);
      if (modifiers.sort) result.sort(modifiers.sort);
      const sliced = sliceOf(result, modifiers.slice);
      const same = sliced.length === array.length && sliced.every((item, index) => item === array[index]);
      return same && current !== undefined ? UNCHANGED : sliced;
    },
  };
}

interface PushModifiers {
  each: Value[];
  position: number | null;
  slice: number | null;
  sort: ((left: Value, right: Value) => number) | null;
}

function parsePush(value: Doc, context: OperatorContext): PushModifiers {
  const each = value.get('$each');
  if (!Array.isArray(each))
    return fail(2, `The argument to $each in $push must be an array but it was of type ${typeName(each)}`);
  const result: PushModifiers = { each, position: null, slice: null, sort: null };
  for (const [name, modifier] of value) {
    if (name === '$each') continue;
    if (name === '$slice') result.slice = wholeNumber('$slice', modifier);
    else if (name === '$position') result.position = wholeNumber('$position', modifier);
    else if (name === '$sort') result.sort = pushSort(modifier, context);
    else fail(2, `Unrecognized clause in $push: ${name}`);
  }
  return result;
}

function wholeNumber(name: string, value: Value): number {
  return (
    integerOf(value) ?? fail(2, `The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  );
}

function pushSort(value: Value, context: OperatorContext): (left: Value, right: Value) => number {
  if (isDoc(value)) {
    if (value.size === 0) fail(2, 'The $sort pattern is empty when it should be a set of fields.');
    const compare = sortComparison(value, context.collation);
    return (left, right) => compare(isDoc(left) ? left : new Map(), isDoc(right) ? right : new Map());
  }
  const direction = integerOf(value);
  if (direction !== 1 && direction !== -1) return fail(2, 'The $sort element value must be either 1 or -1');
  return (left, right) => direction * compareValues(left, right, context.collation);
}

function startOf(position: number | null, length: number): number {
  if (position === null || position >= length) return length;
  return position < 0 ? Math.max(0, length + position) : position;
}

function sliceOf(values: Value[], slice: number | null): Value[] {
  if (slice === null) return values;
  if (slice === 0) return [];
  return slice > 0 ? values.slice(0, slice) : values.slice(slice);
}

/** $addToSet, with $each. */
export function addToSetLeaf(value: Value, context: OperatorContext): Leaf {
  const [first] = isDoc(value) ? value.keys() : [];
  let items = [value];
  if (isDoc(value) && first === '$each') {
    const each = value.get('$each');
    if (!Array.isArray(each))
      return fail(14, `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`);
    for (const name of value.keys())
      if (name !== '$each') fail(2, `Found unexpected fields after $each in $addToSet: ${shown(value)}`);
    items = each;
  }
  return {
    creates: true,
    onInsertOnly: false,
    apply: (current, path, root) => {
      const array = current === undefined ? [] : addToSetTarget(current, path, root);
      const result = [...array];
      for (const item of items) {
        if (!result.some((member) => equalValues(member, item, context.collation))) result.push(item);
      }
      return current !== undefined && result.length === array.length ? UNCHANGED : result;
    },
  };
}

function addToSetTarget(current: Value, path: string, root: Value): Value[] {
  if (Array.isArray(current)) return current;
  const field = path.slice(path.lastIndexOf('.') + 1);
  const id = isDoc(root) ? shown(root.get('_id') ?? null) : '';
  return fail(
    2,
    `Cannot apply $addToSet to non-array field. Field named '${field}' has non-array type ${typeName(current)} in document {_id: ${id}}`,
  );
}

/** $pop: 1 takes the last, -1 the first. */
export function popLeaf(path: string, value: Value): Leaf {
  const direction = integerOf(value);
  if (direction === undefined) return fail(9, `Expected a number in: ${path}: ${shown(value)}`);
  if (direction !== 1 && direction !== -1) return fail(9, `$pop expects 1 or -1, found: ${shown(value)}`);
  return {
    creates: false,
    onInsertOnly: false,
    apply: (current, at, _root) => {
      if (current === undefined) return UNCHANGED;
      if (!Array.isArray(current)) {
        return fail(14, `Path '${at}' contains an element of non-array type '${typeName(current)}'`);
      }
      if (current.length === 0) return UNCHANGED;
      return direction === 1 ? current.slice(0, -1) : current.slice(1);
    },
  };
}

/** $pull and $pullAll: takes away the elements that `matches` accepts. */
export function pullLeaf(name: '$pull' | '$pullAll', matches: (element: Value) => boolean): Leaf {
  return {
    creates: false,
    onInsertOnly: false,
    apply: (current) => {
      if (current === undefined) return UNCHANGED;
      if (!Array.isArray(current)) return fail(2, `Cannot apply ${name} to a non-array value`);
      const kept = current.filter((element) => !matches(element));
      return kept.length === current.length ? UNCHANGED : kept;
    },
  };
}

/** The elements that $pullAll names. */
export function pullAllMatch(value: Value, context: OperatorContext): (element: Value) => boolean {
  if (!Array.isArray(value)) return fail(2, `$pullAll requires an array argument but was given a ${typeName(value)}`);
  return (element) => value.some((item) => equalValues(item, element, context.collation));
}
