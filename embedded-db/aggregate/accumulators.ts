import { compareValues } from '../bson/compare.ts';
import { keyOf } from '../bson/key.ts';
import { toNumber } from '../bson/numbers.ts';
import { average, deviation, Sum } from '../bson/sum.ts';
import { typeName } from '../bson/types.ts';
import { type Doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Expression, Frame, Scope } from '../expressions/expression.ts';
import { compareKeys, parseSort, sortKey } from '../query/sort-order.ts';

/** Gathers the values of one group. */
export interface Accumulator {
  add(frame: Frame): void;
  result(): Value;
}

export type AccumulatorMaker = () => Accumulator;

type Simple = (scope: Scope) => { add(value: Value | undefined): void; result(): Value };

function gathered(finish: (values: Value[]) => Value): Simple {
  return () => {
    const values: Value[] = [];
    return {
      add: (value) => {
        if (value !== undefined) values.push(value);
      },
      result: () => finish(values),
    };
  };
}

function extreme(sign: 1 | -1): Simple {
  return (scope) => {
    let best: Value = null;
    return {
      add: (value) => {
        if (value === undefined || value === null) return;
        if (best === null || sign * compareValues(value, best, scope.collation) > 0) best = value;
      },
      result: () => best,
    };
  };
}

const simple: Record<string, Simple> = {
  $sum: () => {
    const sum = new Sum();
    return { add: (value) => (isNumeric(value) ? sum.add(value) : undefined), result: () => sum.result() };
  },
  $avg: () => {
    const sum = new Sum();
    let count = 0;
    return {
      add: (value) => {
        if (!isNumeric(value)) return;
        sum.add(value);
        count += 1;
      },
      result: () => average(sum, count),
    };
  },
  $min: extreme(-1),
  $max: extreme(1),
  $push: gathered((values) => values),
  $addToSet: (scope) => {
    const seen = new Map<string, Value>();
    return {
      add: (value) => {
        if (value === undefined) return;
        const key = keyOf(value, scope.collation).toString('latin1');
        if (!seen.has(key)) seen.set(key, value);
      },
      result: () => [...seen.values()],
    };
  },
  $first: () => {
    let first: Value | undefined;
    let any = false;
    return {
      add: (value) => {
        if (!any) first = value;
        any = true;
      },
      result: () => first ?? null,
    };
  },
  $last: () => {
    let last: Value | undefined;
    return {
      add: (value) => {
        last = value;
      },
      result: () => last ?? null,
    };
  },
  $stdDevPop: gathered((values) => deviation(values.filter(isNumeric).map(toNumber), false)),
  $stdDevSamp: gathered((values) => deviation(values.filter(isNumeric).map(toNumber), true)),
  $mergeObjects: gathered((values) => {
    const merged: Doc = new Map();
    for (const value of values) {
      if (value === null) continue;
      if (!isDoc(value))
        return fail(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
      for (const [name, item] of value) merged.set(name, item);
    }
    return merged;
  }),
};

/** Compiles one accumulator of $group. Throws 15952 for an unknown one. */
export function compileAccumulator(name: string, argument: Value, scope: Scope): AccumulatorMaker {
  if (name === '$count') {
    if (!isDoc(argument) || argument.size > 0) fail(9, '$count takes no arguments, i.e. $count:{}');
    return () => counting();
  }
  if (name in choosing) return compileChoosing(name, argument, scope);
  const make = simple[name];
  if (!make) return fail(15952, `unknown group operator '${name}'`);
  if (Array.isArray(argument)) fail(40237, `The ${name} accumulator is a unary operator`);
  const evaluate = compileExpression(argument, scope);
  return () => {
    const state = make(scope);
    return { add: (frame) => state.add(evaluate(frame)), result: () => state.result() };
  };
}

function counting(): Accumulator {
  let count = 0;
  return {
    add: () => {
      count += 1;
    },
    result: () => count,
  };
}

/** Accumulators that choose some of the values: the first, the last, the greatest … */
const choosing: Record<string, { sorted: boolean; many: boolean; last: boolean }> = {
  $firstN: { sorted: false, many: true, last: false },
  $lastN: { sorted: false, many: true, last: true },
  $minN: { sorted: false, many: true, last: false },
  $maxN: { sorted: false, many: true, last: true },
  $top: { sorted: true, many: false, last: false },
  $bottom: { sorted: true, many: false, last: true },
  $topN: { sorted: true, many: true, last: false },
  $bottomN: { sorted: true, many: true, last: true },
};

function compileChoosing(name: string, argument: Value, scope: Scope): AccumulatorMaker {
  const rule = choosing[name] as { sorted: boolean; many: boolean; last: boolean };
  if (!isDoc(argument)) return fail(5787900, `specification must be an object; found ${name}: ${typeName(argument)}`);
  const wanted = [rule.sorted ? 'output' : 'input', ...(rule.sorted ? ['sortBy'] : []), ...(rule.many ? ['n'] : [])];
  for (const key of argument.keys())
    if (!wanted.includes(key)) fail(5787901, `Unknown argument for '${name}' operator: ${key}`);
  for (const key of wanted) if (!argument.has(key)) fail(5787902, `Missing value for '${key}'`);
  const evaluate = compileExpression(argument.get(wanted[0] as string) as Value, scope);
  const count = rule.many ? countOf(compileExpression(argument.get('n') as Value, scope)) : () => 1;
  const sortBy = argument.get('sortBy');
  const fields = isDoc(sortBy) ? parseSort(sortBy) : [];
  return () => {
    const kept: { key: Value[]; value: Value }[] = [];
    let most = 1;
    return {
      add: (frame) => {
        most = count(frame);
        const value = evaluate(frame) ?? null;
        if (name === '$minN' || name === '$maxN') {
          if (value !== null) kept.push({ key: [], value });
        } else kept.push({ key: isDoc(frame.root) ? sortKey(fields, frame.root, scope.collation) : [], value });
      },
      result: () => {
        const sign = name === '$maxN' ? -1 : 1;
        if (name === '$minN' || name === '$maxN')
          kept.sort((a, b) => sign * compareValues(a.value, b.value, scope.collation));
        else if (rule.sorted) kept.sort((a, b) => compareKeys(fields, a.key, b.key, scope.collation));
        const fromEnd = rule.last && name !== '$maxN';
        const chosen = (fromEnd ? kept.slice(-most) : kept.slice(0, most)).map((item) => item.value);
        return rule.many ? chosen : (chosen[0] ?? null);
      },
    };
  };
}

function countOf(evaluate: Expression): (frame: Frame) => number {
  return (frame) => {
    const value = evaluate(frame);
    const number = isNumeric(value) ? toNumber(value) : Number.NaN;
    return Number.isInteger(number) && number > 0
      ? number
      : fail(5787908, `'n' must be greater than 0, found ${number}`);
  };
}
