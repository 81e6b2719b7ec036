import { type Doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { arithmeticOperators } from './arithmetic-operators.ts';
import { arrayOperators } from './array-operators.ts';
import { booleanOperators } from './boolean-operators.ts';
import { conditionalOperators } from './conditional-operators.ts';
import { conversionOperators } from './conversion-operators.ts';
import { dateOperators } from './date-operators.ts';
import type { Expression, Frame, Scope, Variable } from './expression.ts';
import { fieldPath } from './field-path.ts';
import { iterationOperators } from './iteration-operators.ts';
import { objectOperators } from './object-operators.ts';
import type { Compile, OperatorTable } from './operator-table.ts';
import { setOperators } from './set-operators.ts';
import { statisticOperators } from './statistic-operators.ts';
import { stringOperators } from './string-operators.ts';

const operators: OperatorTable = new Map([
  ...booleanOperators,
  ...arithmeticOperators,
  ...arrayOperators,
  ...conditionalOperators,
  ...conversionOperators,
  ...dateOperators,
  ...iterationOperators,
  ...objectOperators,
  ...setOperators,
  ...statisticOperators,
  ...stringOperators,
]);

/** Compiles an aggregation expression. Throws MongoDB's codes for what it refuses. */
export const compileExpression: Compile = (value: Value, scope: Scope): Expression => {
  if (typeof value === 'string') {
    if (value.startsWith('$$')) return variablePath(value, scope);
    if (value === '$') return fail(16872, "'$' by itself is not a valid FieldPath");
    return value.startsWith('$') ? fieldPath(value.slice(1)) : () => value;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => compileExpression(item, scope));
    return (frame) => items.map((item) => item(frame) ?? null);
  }
  if (!isDoc(value)) return () => value;
  const [first] = value.keys();
  if (first?.startsWith('$')) return compileOperator(first, value, scope);
  return compileObject(value, scope);
};

function compileOperator(name: string, value: Doc, scope: Scope): Expression {
  if (value.size > 1) {
    fail(
      15983,
      `an expression specification must contain exactly one field, the name of the expression. Found ${value.size} fields in an expression object`,
    );
  }
  const operator = operators.get(name);
  if (!operator) return fail(168, `Unrecognized expression '${name}'`);
  return operator(value.get(name) as Value, scope, compileExpression, name);
}

function compileObject(value: Doc, scope: Scope): Expression {
  const fields = [...value].map(([name, item]) => {
    if (name.startsWith('$'))
      fail(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
    if (name.includes('.'))
      fail(16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
    return { name, evaluate: compileExpression(item, scope) };
  });
  return (frame) => {
    const result: Doc = new Map();
    for (const { name, evaluate } of fields) {
      const item = evaluate(frame);
      if (item !== undefined) result.set(name, item);
    }
    return result;
  };
}

function variablePath(text: string, scope: Scope): Expression {
  const [name = '', ...rest] = text.slice(2).split('.');
  const base = variable(name, scope);
  if (rest.length === 0) return base;
  return fieldPath(rest.join('.'), base);
}

function variable(name: string, scope: Scope): Expression {
  switch (name) {
    case 'ROOT':
      return (frame) => frame.root;
    case 'CURRENT':
      if (!scope.names.has('CURRENT')) return (frame) => frame.root;
      break;
    case 'REMOVE':
      return () => undefined;
    case 'NOW':
      return () => scope.now;
    case 'CLUSTER_TIME':
      return fail(51144, "Builtin variable '$$CLUSTER_TIME' is not available");
    case 'DESCEND':
    case 'PRUNE':
    case 'KEEP':
      if (!scope.names.has(name)) return fail(17276, `Use of undefined variable: ${name}`);
  }
  if (!/^[a-zA-Z_\u0080-\uffff]/.test(name))
    fail(9, `'${name}' starts with an invalid character for a user variable name`);
  if (!scope.names.has(name)) fail(17276, `Use of undefined variable: ${name}`);
  return (frame) => lookup(frame, name);
}

function lookup(frame: Frame, name: string): Value | undefined {
  for (let variable: Variable | null = frame.variables; variable; variable = variable.outer) {
    if (variable.name === name) return variable.value;
  }
  return undefined;
}
