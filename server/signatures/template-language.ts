import Handlebars from 'handlebars';
import { socialNetworks } from './social.ts';
import { type Place, templateError } from './template.ts';
import { isKnownField } from './template-fields.ts';
import type { TemplateFunction } from './template-function.ts';
import { gates, templateFunctions } from './template-functions.ts';
import { markerField, type Program, writeProgram } from './template-program.ts';

/** What a template asks for. */
export interface TemplateUse {
  fields: Set<string>;
  /** Fields that nobody can have: probably misspelt. */
  unknown: Map<string, Place>;
  /** Images that it names, with the first place of each. */
  images: Map<string, Place>;
  /** How many expressions and blocks there are. */
  expressions: number;
  /** How many calls of functions there are, those inside others included. */
  calls: number;
  /** What it does, as data. */
  program: Program;
}

/** Far more than a signature needs; with it, the time that rendering takes is bounded (docs/adr/0011-templates-run-as-data.md). */
const mostCalls = 1_000;

/** Handlebars' own functions, and what the compiler writes. */
const reserved = /^(signet.*|if|unless|each|with|lookup|log|helperMissing|blockHelperMissing)$/;

type Node = hbs.AST.Node;
interface Reading {
  use: Omit<TemplateUse, 'program'>;
  variant: Place['variant'];
  /** Sources that the compiler wrote may call the gates; sources that people wrote may not. */
  ours: boolean;
}

/**
 * Reads a template in Signet's part of Handlebars: fields, the functions of the table, `if` and `unless`. No partials, decorators,
 * loops, unescaped output, paths or `this`, so a template always ends, sees nothing but a person's fields, and calls nothing else.
 * Throws TEMPLATE_INVALID with line and column.
 */
export function readTemplate(source: string, variant: Place['variant'], ours = false): TemplateUse {
  const tree = parse(source, variant);
  const use: Reading['use'] = { fields: new Set(), unknown: new Map(), images: new Map(), expressions: 0, calls: 0 };
  readProgram(tree, { use, variant, ours });
  return { ...use, program: writeProgram(tree, (name) => functionCalled(name, { ours }) !== undefined) };
}

function parse(source: string, variant: Place['variant']): hbs.AST.Program {
  try {
    return Handlebars.parse(source);
  } catch (error) {
    throw parseError(error, source, variant);
  }
}

function readProgram(program: hbs.AST.Program | undefined, reading: Reading): void {
  for (const statement of program?.body ?? []) readStatement(statement, reading);
}

function readStatement(node: Node, reading: Reading): void {
  if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return;
  reading.use.expressions += 1;
  if (node.type === 'MustacheStatement') readMustache(node as hbs.AST.MustacheStatement, reading);
  else if (node.type === 'BlockStatement') readBlock(node as hbs.AST.BlockStatement, reading);
  else throw wrong(node, reading, 'Partials and decorators are not available in signatures.');
}

function readMustache(node: hbs.AST.MustacheStatement, reading: Reading): void {
  if (!node.escaped) throw wrong(node, reading, 'Values are always escaped: write {{…}} instead of {{{…}}} or {{&…}}.');
  const name = nameOf(node.path, reading);
  if (node.params.length === 0 && !node.hash && !functionCalled(name, reading)) {
    readField(name, node.path, reading);
    return;
  }
  const called = readCall(node, reading);
  if (called?.yields === 'test') throw wrong(node, reading, `“${name}” is a question: use it as {{#if (${name} …)}}.`);
}

function readBlock(node: hbs.AST.BlockStatement, reading: Reading): void {
  const name = nameOf(node.path, reading);
  const plain = node.params.length === 1 && !node.hash && !(node.program?.blockParams?.length > 0);
  if ((name !== 'if' && name !== 'unless') || !plain) {
    throw wrong(
      node,
      reading,
      `The blocks are {{#if …}} and {{#unless …}} with one condition; “${name}” is none of them.`,
    );
  }
  for (const param of node.params) readParam(param, reading);
  readProgram(node.program, reading);
  readProgram(node.inverse, reading);
}

function readCall(
  node: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  reading: Reading,
): TemplateFunction | undefined {
  const name = nameOf(node.path, reading);
  const called = functionCalled(name, reading);
  if (called === undefined) throw wrong(node, reading, `There is no function “${name}”.`);
  reading.use.calls += 1;
  if (reading.use.calls > mostCalls && !reading.ours)
    throw wrong(node, reading, `There are more than ${mostCalls} calls of functions.`);
  for (const param of node.params) readParam(param, reading);
  for (const pair of node.hash?.pairs ?? []) if (pair.value.type !== 'BooleanLiteral') readParam(pair.value, reading);
  if (called === 'gate') return undefined;
  const [fewest, most] = called.takes;
  if (node.params.length < fewest || node.params.length > most) {
    throw wrong(node, reading, `“${name}” takes ${fewest === most ? fewest : `${fewest} to ${most}`} values.`);
  }
  const odd = node.hash?.pairs.find((pair) => !isSetting(called, pair.key));
  if (odd) throw wrong(odd, reading, `“${name}” has no setting “${odd.key}”.`);
  readLiteral(name, called, node, reading);
  return called;
}

/** What names an image or a network must be written out: it is the template's, and is looked up when the version is compiled. */
function readLiteral(
  name: string,
  called: TemplateFunction,
  { params: [first] }: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  reading: Reading,
): void {
  if (called.literal !== true || first === undefined) return;
  if (first.type !== 'StringLiteral') throw wrong(first, reading, `Write the name in quotes: {{${name} "…"}}.`);
  const { value } = first as hbs.AST.StringLiteral;
  if (name === 'social') {
    if (!Object.hasOwn(socialNetworks, value))
      throw wrong(first, reading, `“social” knows ${Object.keys(socialNetworks).join(', ')}.`);
  } else if (!reading.use.images.has(value)) reading.use.images.set(value, placeOf(first, reading));
}

function isSetting({ named }: TemplateFunction, name: string): boolean {
  return named === 'languages' ? name === 'language' || /^[a-z]{2,3}$/.test(name) : named.includes(name);
}

/** Does this call write elements, and not only words? */
export function writesElements(inner: string): boolean {
  const { path, hash } = Handlebars.parse(`{{${inner}}}`).body[0] as hbs.AST.MustacheStatement;
  const name = path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : '';
  const called = Object.hasOwn(templateFunctions, name) ? templateFunctions[name] : undefined;
  const isLinked = called?.markup !== undefined && hash?.pairs.some(({ key }) => key === 'link');
  return called?.yields === 'markup' || isLinked === true;
}

/** The fields that a call mentions, at any depth. */
export function fieldsOf(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression): string[] {
  const given = [...call.params, ...(call.hash?.pairs ?? []).map(({ value }) => value)];
  return given.flatMap((node) => {
    if (node.type === 'PathExpression') return [(node as hbs.AST.PathExpression).original];
    return node.type === 'SubExpression' ? fieldsOf(node as hbs.AST.SubExpression) : [];
  });
}

function readParam(node: Node, reading: Reading): void {
  if (node.type === 'StringLiteral' || node.type === 'NumberLiteral') return;
  if (node.type === 'PathExpression') {
    readField(nameOf(node, reading), node, reading);
    return;
  }
  if (node.type !== 'SubExpression') throw wrong(node, reading, 'Only fields, texts and numbers can be given here.');
  const inner = node as hbs.AST.SubExpression;
  const called = readCall(inner, reading);
  if (called?.yields === 'markup' || inner.hash?.pairs.some(({ key }) => key === 'link'))
    throw wrong(node, reading, 'This writes elements and cannot be used inside another function.');
}

function readField(name: string, node: Node, reading: Reading): void {
  if (reading.ours && name === markerField) return;
  if (Object.hasOwn(templateFunctions, name)) throw wrong(node, reading, `“${name}” is a function, not a field.`);
  if (reserved.test(name)) throw wrong(node, reading, `“${name}” is not available in signatures.`);
  reading.use.fields.add(name);
  if (!isKnownField(name) && !reading.use.unknown.has(name)) reading.use.unknown.set(name, placeOf(node, reading));
}

function nameOf(node: Node, reading: Reading): string {
  const path = node as hbs.AST.PathExpression;
  const plain = node.type === 'PathExpression' && !path.data && path.depth === 0 && path.parts.length === 1;
  const name = plain ? path.original : '';
  // Names that every JavaScript object answers to are no fields, even where Handlebars would refuse them itself.
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || name in Object.prototype) {
    throw wrong(node, reading, 'Only plain field names are available: no paths, no “this”, no “@”.');
  }
  return name;
}

function functionCalled(name: string, { ours }: Pick<Reading, 'ours'>): TemplateFunction | 'gate' | undefined {
  if (Object.hasOwn(templateFunctions, name)) return templateFunctions[name];
  return ours && Object.hasOwn(gates, name) ? 'gate' : undefined;
}

function wrong(node: Node, reading: Reading, message: string) {
  return templateError(message, placeOf(node, reading));
}

function placeOf({ loc }: Node, { variant }: Reading): Place {
  return { variant, line: loc.start.line, column: loc.start.column + 1 };
}

/** Handlebars says the line in words, and marks the column under a cutting of the source: find it again in the line. */
function parseError(error: unknown, source: string, variant: Place['variant']) {
  const message = error instanceof Error ? error.message : String(error);
  const [head = '', cutting = '', arrow = ''] = message.split('\n');
  const known = error as { lineNumber?: number; column?: number };
  const line = known.lineNumber ?? Number(/on line (\d+)/.exec(head)?.[1] ?? 1);
  const sourceLine = source.split('\n')[line - 1] ?? '';
  const before = cutting.slice(0, arrow.length).replace(/^\.\.\./, '');
  const seen = [...before].findIndex((_, start) => sourceLine.includes(before.slice(start)));
  const column = known.column ?? (seen < 0 ? 0 : sourceLine.indexOf(before.slice(seen)) + before.length - seen - 1);
  const problem = known.lineNumber ? message.replace(/ - \d+:\d+$/, '') : 'This is not valid Handlebars.';
  return templateError(problem, { variant, line, column: Math.max(1, column + 1) }, error);
}
