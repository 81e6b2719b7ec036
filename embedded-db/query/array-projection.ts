import { toNumber } from '../bson/numbers.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { FilterContext } from './filter-nodes.ts';
import { matcherOf } from './matcher.ts';
import { parseFilter } from './parse-filter.ts';

/** What find's projections do to arrays. */
export type ArrayProjection =
  | { kind: 'positional' }
  | { kind: 'slice'; slice: (array: Value[]) => Value[] }
  | { kind: 'elemMatch'; first: (array: Value[]) => Value[] | undefined };

/** The array projection that the value asks for, or null if it is an expression. */
export function arrayProjection(path: string, value: Doc, context: FilterContext): ArrayProjection | null {
  const slice = value.get('$slice');
  if (slice !== undefined && value.size === 1) return parseSlice(slice);
  const elemMatch = value.get('$elemMatch');
  if (elemMatch === undefined || value.size !== 1) return null;
  if (!isDoc(elemMatch))
    return fail(31274, `elemMatch: Invalid argument, object required, but got ${typeof elemMatch}`);
  if (path.includes('.')) fail(31275, 'Cannot use $elemMatch projection on a nested field.');
  const condition: Doc = new Map([['v', new Map([['$elemMatch', elemMatch]])]]);
  const matches = matcherOf(parseFilter(condition, context));
  return {
    kind: 'elemMatch',
    first: (array) => {
      const found = array.find((item) => matches(new Map([['v', [item]]])));
      return found === undefined ? undefined : [found];
    },
  };
}

function parseSlice(argument: Value): ArrayProjection | null {
  if (isNumeric(argument)) {
    const count = toNumber(argument);
    return { kind: 'slice', slice: (array) => (count >= 0 ? array.slice(0, count) : array.slice(count)) };
  }
  if (!Array.isArray(argument))
    return fail(28667, 'Invalid $slice syntax. The given syntax did not match the find() syntax');
  const [skip, limit] = argument;
  if (argument.length !== 2 || !isNumeric(skip) || !isNumeric(limit)) return null;
  const from = toNumber(skip);
  const count = toNumber(limit);
  if (count <= 0) fail(28724, 'First argument to $slice must be an array, but is of type: int');
  return {
    kind: 'slice',
    slice: (array) => {
      const start = from < 0 ? Math.max(0, array.length + from) : from;
      return array.slice(start, start + count);
    },
  };
}
