import { compareValues } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { average, deviation, Sum } from '../bson/sum.ts';
import { isNumeric, type Value } from '../bson/values.ts';
import type { Scope } from './expression.ts';
import { type OperatorCompiler, type OperatorTable, variadic } from './operator-table.ts';
import { nullish } from './truth.ts';

/** An operator on its arguments, or on the elements of its only argument if that is an array. */
function overall(evaluate: (values: Value[], scope: Scope) => Value): OperatorCompiler {
  return variadic((values, scope) => {
    const only = values.length === 1 ? values[0] : undefined;
    const items = Array.isArray(only) ? only : values;
    return evaluate(
      items.filter((value) => !nullish(value)),
      scope,
    );
  });
}

function summed(values: Value[]): { sum: Sum; count: number } {
  const sum = new Sum();
  const numbers = values.filter(isNumeric);
  for (const value of numbers) sum.add(value);
  return { sum, count: numbers.length };
}

function extreme(sign: 1 | -1): OperatorCompiler {
  return overall((values, scope) => {
    let best: Value = null;
    for (const value of values) {
      if (best === null || sign * compareValues(value, best, scope.collation) > 0) best = value;
    }
    return best;
  });
}

export const statisticOperators: OperatorTable = new Map([
  ['$sum', overall((values) => summed(values).sum.result())],
  [
    '$avg',
    overall((values) => {
      const { sum, count } = summed(values);
      return average(sum, count);
    }),
  ],
  ['$min', extreme(-1)],
  ['$max', extreme(1)],
  ['$stdDevPop', overall((values) => deviation(values.filter(isNumeric).map(toNumber), false))],
  ['$stdDevSamp', overall((values) => deviation(values.filter(isNumeric).map(toNumber), true))],
]);
