import { type Place, placeAt, templateError } from './template.ts';

/** One `{{…}}` of a template. */
export interface Expression {
  kind: 'value' | 'open' | 'else' | 'close';
  /** As it was written, braces included. */
  written: string;
  /** What stands between the braces. */
  inner: string;
  place: Place;
}

/** A template whose expressions are hidden behind words that HTML tools carry through untouched. */
export interface Hidden {
  html: string;
  expressions: Expression[];
  /** Finds the words; its first group is the number of the expression. */
  word: RegExp;
  /** The word of an expression. */
  wordOf(index: number): string;
}

const comment = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}/g;
const mustache = /\{\{(~?)((?:"(?:\\"|[^"])*"|'(?:\\'|[^'])*'|[^"'}]|\}(?!\}))*?)~?\}\}/g;

/** Hides every expression; comments go. The words are lower-case ASCII letters and digits that the source does not contain. */
export function hideExpressions(source: string): Hidden {
  let prefix = 'qzsignet';
  while (source.toLowerCase().includes(prefix)) prefix += 'q';
  const expressions: Expression[] = [];
  const wordOf = (index: number) => `${prefix}x${index}z`;
  const blank = source.replace(comment, (text) => text.replace(/[^\n]/g, ' '));
  const html = blank.replace(mustache, (written, _strip, inner: string, offset: number) => {
    const place = placeAt(source, offset, 'html');
    expressions.push({ kind: kindOf(inner.trim(), place), written, inner: inner.trim(), place });
    return wordOf(expressions.length - 1);
  });
  return { html, expressions, word: new RegExp(`${prefix}x(\\d+)z`, 'g'), wordOf };
}

/** Puts expressions back. Braces and backslashes of the HTML itself become references, so that they never make an expression. */
export function showExpressions(
  html: string,
  hidden: Hidden,
  show: (expression: Expression, index: number) => string,
): string {
  const inert = html.replace(/[{}\\]/g, (character) => `&#${character.charCodeAt(0)};`);
  return inert.replace(hidden.word, (_, index: string) => {
    const expression = hidden.expressions[Number(index)];
    return expression ? show(expression, Number(index)) : '';
  });
}

/** Every expression must have come through once, in its order: one that is lost stood where mail programs allow nothing. */
export function checkAllThere(html: string, { expressions, word }: Hidden): void {
  const found = [...html.matchAll(word)].map(([, index]) => Number(index));
  for (const [index, expression] of expressions.entries()) {
    if (found[index] === index) continue;
    throw templateError(`${expression.written} stands in a place that does not reach mail programs.`, expression.place);
  }
}

function kindOf(inner: string, place: Place): Expression['kind'] {
  if (inner.startsWith('#')) return 'open';
  if (inner.startsWith('/')) return 'close';
  if (/^else\b/.test(inner)) return 'else';
  if (inner.startsWith('^')) throw templateError('Write {{else}} or {{#unless …}} instead of {{^…}}.', place);
  return 'value';
}
