import { typeName } from '../bson/types.ts';
import { isNumeric, type Numeric, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { fixed, type OperatorCompiler } from './operator-table.ts';
import { nullish } from './truth.ts';

/** An operator on one number; null stays null. */
export function unary(evaluate: (value: Numeric, name: string) => Value): OperatorCompiler {
  return fixed(1, 1, ([value], _scope, name) => {
    if (nullish(value)) return null;
    if (!isNumeric(value)) return fail(28765, `${name} only supports numeric types, not ${typeName(value)}`);
    return evaluate(value, name);
  });
}
