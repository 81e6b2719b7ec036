import { type Collation, parseCollation } from '../bson/collation.ts';
import { equalValues } from '../bson/compare.ts';
import { type Doc, doc, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { compileExpression } from '../expressions/compile.ts';
import type { Expression, Scope, Variable } from '../expressions/expression.ts';
import { truthy } from '../expressions/truth.ts';
import type { FilterContext } from '../query/filter-nodes.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import { docField } from './arguments.ts';
import type { Call } from './command.ts';

/** What filters, expressions and projections of one command are compiled with. */
export interface QuerySetup extends FilterContext {
  collation: Collation | null;
  scope: Scope;
  variables: Variable | null;
  compile(expression: Value): Expression;
}

/** The setup of a command: its collation (or its collection's), its `let` variables, its time. */
export function querySetup(
  call: Call,
  collection: Collection | null,
  own?: { collation?: Value; constants?: Doc | null },
): QuerySetup {
  const given = own?.collation ?? call.body.get('collation');
  const collation = parseCollation(given ?? collection?.options.get('collation'));
  return setupWith(call, collation, docField(call, 'let'), own?.constants ?? null);
}

function setupWith(call: Call, collation: Collation | null, given: Doc | null, constants: Doc | null): QuerySetup {
  let scope: Scope = { collation, now: call.now, names: new Set() };
  let variables: Variable | null = null;
  for (const source of [given, constants]) {
    for (const [name, value] of source ?? doc({})) {
      if (!/^[a-z_\u0080-\uffff]/i.test(name))
        fail(9, `'${name}' starts with an invalid character for a user variable name`);
      const constant: Value | undefined =
        source === constants ? value : compileExpression(value, scope)({ root: doc({}), variables });
      variables = { name, value: constant, outer: variables };
    }
  }
  const names = new Set<string>();
  for (let variable: Variable | null = variables; variable; variable = variable.outer) names.add(variable.name);
  scope = { ...scope, names };
  return setupOf(scope, variables);
}

/** A setup from a scope and the variables bound in it. */
export function setupOf(scope: Scope, variables: Variable | null): QuerySetup {
  return {
    collation: scope.collation,
    scope,
    variables,
    compile: (expression) => compileExpression(expression, scope),
    compileTest: (expression) => {
      const evaluate = compileExpression(expression, scope);
      return (document) => truthy(evaluate({ root: document, variables }));
    },
  };
}

/** The index that a hint names. Throws BadValue (2) if there is none. */
export function hintedIndex(
  collection: Collection | null,
  hint: Value | undefined,
): IndexDefinition | 'natural' | null {
  if (hint === undefined || hint === null || !collection) return null;
  if (isDoc(hint) && hint.size === 0) return null;
  if (isDoc(hint) && hint.has('$natural')) return 'natural';
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : sameKey(index.spec.get('key'), hint),
  );
  return found && !found.hidden
    ? found
    : fail(
        2,
        'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
      );
}

function sameKey(left: Value | undefined, right: Value): boolean {
  return left !== undefined && equalValues(left, right);
}
