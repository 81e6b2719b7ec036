/**
 * A compiled variant of a template as plain data: what is written, one step after the other. It can be sent from one thread to
 * another and holds no code, so whoever runs it can do nothing but look up fields and call the functions of the table.
 */
export type Program = Step[];

/** Text as it is, the marker, a value, or one of two ways. */
export type Step =
  | string
  | { write: Operand }
  | { marker: true }
  | { when: Operand; negated: boolean; body: Program; otherwise: Program };

/** What gives a value: a field, a literal, or a function's answer. */
export type Operand = { field: string } | { literal: string | number | boolean } | FunctionCall;

export interface FunctionCall {
  call: string;
  values: Operand[];
  named: Record<string, Operand>;
}

type Node = hbs.AST.Node;

/** The name under which the compiler writes the marker into a template. */
export const markerField = 'signetMarker';

/** The program of a template that `readTemplate` has accepted: fields, functions of the table, `if` and `unless`, and nothing else. */
export function writeProgram(tree: hbs.AST.Program | undefined, isFunction: (name: string) => boolean): Program {
  const operand = (node: Node): Operand => {
    if (node.type.endsWith('Literal')) return { literal: (node as hbs.AST.StringLiteral).value };
    if (node.type === 'SubExpression') return call(node as hbs.AST.SubExpression);
    return { field: (node as hbs.AST.PathExpression).original };
  };
  const call = ({ path, params, hash }: Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash'>): FunctionCall => ({
    call: (path as hbs.AST.PathExpression).original,
    values: params.map(operand),
    named: Object.fromEntries((hash?.pairs ?? []).map(({ key, value }) => [key, operand(value)])),
  });
  const mustache = (node: hbs.AST.MustacheStatement): Step => {
    const name = (node.path as hbs.AST.PathExpression).original;
    if (name === markerField) return { marker: true };
    return { write: isFunction(name) ? call(node) : { field: name } };
  };
  const block = (node: hbs.AST.BlockStatement): Step => ({
    when: operand(node.params[0] as Node),
    negated: (node.path as hbs.AST.PathExpression).original === 'unless',
    body: program(node.program),
    otherwise: program(node.inverse),
  });
  const program = (part: hbs.AST.Program | undefined): Program => {
    const steps: Program = [];
    for (const node of part?.body ?? []) {
      if (node.type === 'ContentStatement') append(steps, (node as hbs.AST.ContentStatement).value);
      else if (node.type === 'MustacheStatement') steps.push(mustache(node as hbs.AST.MustacheStatement));
      else if (node.type === 'BlockStatement') steps.push(block(node as hbs.AST.BlockStatement));
    }
    return steps;
  };
  return program(tree);
}

/** Adjoining texts (a comment stood between them) are one step. */
function append(steps: Program, text: string): void {
  if (text === '') return;
  const last = steps.at(-1);
  if (typeof last === 'string') steps[steps.length - 1] = last + text;
  else steps.push(text);
}
