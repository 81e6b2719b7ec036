import { integer, toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { matcherOf } from '../query/matcher.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/sort-order.ts';
import { sortedRows } from '../query/sorted-rows.ts';
import type { StageCompiler, StageTable } from './stage.ts';

const match: StageCompiler = (argument, context) => {
  if (!isDoc(argument)) return fail(15959, 'the match filter must be an expression in an object');
  const matches = matcherOf(parseFilter(argument, context));
  return function* (documents) {
    for (const document of documents) yield document && matches(document) ? document : null;
  };
};

function wholeNumber(argument: Value, name: string, code: number): number {
  if (!isNumeric(argument))
    return fail(code, `invalid argument to ${name} stage: Expected a number in: ${name}: ${typeName(argument)}`);
  const number = toNumber(argument);
  if (!Number.isInteger(number))
    fail(code, `invalid argument to ${name} stage: Expected an integer: ${name}: ${number}`);
  if (number < 0)
    fail(code, `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${number}`);
  return number;
}

/** How many documents $limit lets through. Throws 2107201 or 15958. */
export function limitOf(argument: Value): number {
  const limit = wholeNumber(argument, '$limit', 2107201);
  if (limit === 0) fail(15958, 'the limit must be positive');
  return limit;
}

const limit: StageCompiler = (argument) => {
  const most = limitOf(argument);
  return function* (documents) {
    let passed = 0;
    for (const document of documents) {
      yield document;
      if (document) passed += 1;
      if (passed >= most) return;
    }
  };
};

const skip: StageCompiler = (argument) => {
  const count = wholeNumber(argument, '$skip', 5107200);
  return function* (documents) {
    let seen = 0;
    for (const document of documents) {
      if (document) seen += 1;
      yield seen > count ? document : null;
    }
  };
};

/** $sort; `limit` is what a $limit behind it lets through. */
export function sortStage(
  argument: Value,
  context: Parameters<StageCompiler>[1],
  limit?: number,
): ReturnType<StageCompiler> {
  if (!isDoc(argument)) return fail(15973, 'the $sort key specification must be an object');
  if (argument.size === 0) fail(15976, '$sort stage must have at least one sort key');
  const fields = parseSort(argument);
  return (documents) => sortedRows(documents, (document) => document, fields, context.collation, limit);
}

const count: StageCompiler = (argument) => {
  if (typeof argument !== 'string' || argument === '') return fail(40156, 'the count field must be a non-empty string');
  if (argument.startsWith('$')) fail(40158, 'the count field cannot be a $-prefixed path');
  if (argument.includes('.')) fail(40160, "the count field cannot contain '.'");
  return function* (documents) {
    let number = 0;
    for (const document of documents) {
      if (document) number += 1;
      else yield null;
    }
    if (number > 0) yield new Map<string, Value>([[argument, integer(number)]]);
  };
};

const sample: StageCompiler = (argument) => {
  const size = isDoc(argument) ? argument.get('size') : undefined;
  if (!isDoc(argument)) return fail(28745, 'the $sample stage specification must be an object');
  if (size === undefined) return fail(28749, '$sample stage must specify a size');
  if (!isNumeric(size)) return fail(28746, 'size argument to $sample must be a number');
  const wanted = toNumber(size);
  if (wanted < 0) fail(28747, 'size argument to $sample must not be negative');
  return function* (documents) {
    // Reservoir sampling: every document is kept with the same chance.
    const chosen: Doc[] = [];
    let seen = 0;
    for (const document of documents) {
      if (!document) {
        yield null;
        continue;
      }
      seen += 1;
      if (chosen.length < wanted) chosen.push(document);
      else {
        const place = Math.floor(Math.random() * seen);
        if (place < wanted) chosen[place] = document;
      }
    }
    for (let last = chosen.length - 1; last > 0; last--) {
      const place = Math.floor(Math.random() * (last + 1));
      [chosen[last], chosen[place]] = [chosen[place] as Doc, chosen[last] as Doc];
    }
    yield* chosen;
  };
};

export const flowStages: StageTable = new Map([
  ['$match', match],
  ['$limit', limit],
  ['$skip', skip],
  ['$sort', (argument, context) => sortStage(argument, context)],
  ['$count', count],
  ['$sample', sample],
]);
