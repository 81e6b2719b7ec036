import Handlebars from 'handlebars';
import type { Expression, Hidden } from './hidden-expressions.ts';
import { type HtmlToken, serialise, tokenise } from './html-tokens.ts';
import { templateFunctions } from './template-functions.ts';
import { fieldsOf } from './template-language.ts';

const rows = new Set(['tr', 'p', 'li']);
/** A row inside another, or anything that may hold rows, makes the outer one stay. */
const holders = new Set([...rows, 'table', 'ul', 'ol', 'div']);
/** Everybody has these. */
const alwaysThere = new Set(['name', 'senderMail', 'language']);
/** More letters than this beside the fields are a sentence, not a label: it stays even when the fields are empty. */
const longestLabel = 24;

/** What makes words a link says nothing of whether there are any. */
const linkSettings = /\s(link=(true|false)|color=("[^"]*"|'[^']*'))/g;

/** What must not be empty for a row to be shown; null: the row always stays. */
type Condition = string[] | null;

/**
 * Puts `if` around each table row, paragraph and list entry that shows fields and beside them only a label, so that it goes when all
 * its fields are empty. Rows with blocks of their own are left to their author. The new expressions are added to `hidden`.
 */
export function collapseRows(html: string, hidden: Hidden): string {
  const tokens = tokenise(html);
  const open: number[] = [];
  const wraps: { start: number; end: number; condition: string[] }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'open' && !token.void) open.push(index);
    if (token.kind !== 'close') continue;
    const start = open.pop() ?? index;
    const condition = rows.has(token.name) ? conditionOfRow(tokens.slice(start, index + 1), hidden) : null;
    if (condition !== null) wraps.push({ start, end: index, condition });
  }
  for (const { start, end, condition } of wraps) {
    tokens[start] = withWord(tokens[start], hidden, 'open', `#if (any ${condition.join(' ')})`, 'before');
    tokens[end] = withWord(tokens[end], hidden, 'close', '/if', 'after');
  }
  return serialise(tokens);
}

/** The same for the lines of a text variant. */
export function collapseLines(source: string): string {
  const lines = source.split('\n').map((line) => {
    const expressions = [...line.matchAll(/\{\{~?([^{}]*?)~?\}\}/g)].map(([, inner = '']) => inner.trim());
    const plain = line.replace(/\{\{[^{}]*\}\}/g, '');
    if (/[{}]/.test(plain) || expressions.some((inner) => /^[#/!>^*&]|^else\b/.test(inner))) return line;
    const condition = conditionOf(expressions, plain);
    return condition === null ? line : `{{#if (any ${condition.join(' ')})}}\n${line}\n{{/if}}`;
  });
  return lines.join('\n');
}

function conditionOfRow(row: HtmlToken[], { expressions, word }: Hidden): Condition {
  const inside = row.slice(1, -1);
  if (inside.some((token) => token.kind === 'open' && (holders.has(token.name) || isFixedLink(token, word))))
    return null;
  const found = [...serialise(inside).matchAll(word)].map(([, index]) => expressions[Number(index)]);
  if (found.some((expression) => expression?.kind !== 'value')) return null;
  const words = inside.map((token) => (token.kind === 'text' ? token.text.replace(word, '') : '')).join('');
  return conditionOf(
    found.map((expression) => expression?.inner ?? ''),
    words.replace(/&#?\w+;/g, ' '),
  );
}

function conditionOf(inners: string[], words: string): Condition {
  if ((words.match(/[\p{L}\p{N}]/gu) ?? []).length > longestLabel) return null;
  const condition: string[] = [];
  for (const inner of inners) {
    const terms = termsOf(inner);
    if (terms === null) return null;
    condition.push(...terms);
  }
  const distinct = [...new Set(condition)];
  return distinct.length === 0 || distinct.length > 12 ? null : distinct;
}

/** What of one expression must not be empty; nothing for a label (`t "phone"`); null for what is always there. */
function termsOf(inner: string): Condition {
  const statement = parsed(inner);
  if (statement === undefined) return null;
  const [name = '', isCall] = [(statement.path as hbs.AST.PathExpression).original, /\s/.test(inner)];
  const called = Object.hasOwn(templateFunctions, name) ? templateFunctions[name] : undefined;
  if (called === undefined) return isCall || alwaysThere.has(name) ? null : [name];
  if (name === 'addressLines' || name === 'address') return ['(address)'];
  const fields = fieldsOf(statement);
  if (fields.some((field) => alwaysThere.has(field)) || (fields.length === 0 && called.yields === 'markup'))
    return null;
  return called.yields === 'text' && fields.length > 0 ? [`(${inner.replace(linkSettings, '')})`] : fields;
}

function parsed(inner: string): hbs.AST.MustacheStatement | undefined {
  try {
    const statement = Handlebars.parse(`{{${inner}}}`).body[0];
    return statement?.type === 'MustacheStatement' ? (statement as hbs.AST.MustacheStatement) : undefined;
  } catch {
    return undefined;
  }
}

/** A link that leads somewhere whatever the fields are. */
function isFixedLink(token: HtmlToken & { kind: 'open' }, word: RegExp): boolean {
  const href = token.attributes.get('href');
  return href !== undefined && href.search(word) < 0;
}

function withWord(
  token: HtmlToken | undefined,
  hidden: Hidden,
  kind: Expression['kind'],
  inner: string,
  where: 'before' | 'after',
): HtmlToken {
  const place = { variant: 'html', line: 1, column: 1 } as const;
  hidden.expressions.push({ kind, written: `{{${inner}}}`, inner, place });
  const mark = hidden.wordOf(hidden.expressions.length - 1);
  const html = token === undefined ? '' : serialise([token]);
  return { kind: 'text', text: where === 'before' ? mark + html : html + mark };
}
