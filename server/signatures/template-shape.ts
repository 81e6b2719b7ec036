import { longestSource, type Place, placeAt, templateError } from './template.ts';

/** More than anybody writes by hand, and far below what keeps Handlebars' parser busy: its time grows with the square. */
const longestExpression = 600;
const mostExpressions = 1_000;
const deepestBlocks = 40;
/** Inlining styles tries each selector on each element. */
const mostSelectors = 300;
const mostElements = 1_000;

/**
 * Refuses, in one pass and before any parser sees it, a source that is too large in any direction, and what Handlebars reads
 * differently than it looks (escaped and raw mustaches). Throws TEMPLATE_INVALID with the place.
 */
export function checkShape(source: string, variant: Place['variant']): void {
  const refuse = (problem: string, offset: number) => templateError(problem, placeAt(source, offset, variant));
  if (source.length > longestSource)
    throw refuse(`The source is longer than ${longestSource} characters.`, longestSource);
  const odd = /\\\{\{|\{\{\{\{/.exec(source);
  if (odd) throw refuse('Write {{…}} without backslash and with two braces.', odd.index);
  const sheets = [...source.matchAll(/<style[^>]*>([\s\S]*?)(?:<\/style|$)/gi)].map(([, sheet = '']) => sheet).join('');
  if (occurrences(sheets, /[{,]/g) > mostSelectors)
    throw refuse(`There are more than ${mostSelectors} selectors.`, source.search(/<style/i));
  if (occurrences(source, /<[a-z]/gi) > mostElements) throw refuse(`There are more than ${mostElements} elements.`, 0);
  let count = 0;
  let depth = 0;
  for (let start = source.indexOf('{{'); start >= 0; ) {
    const end = source.indexOf('}}', start);
    if (end < 0) throw refuse('This {{ has no }}.', start);
    const kind = source.charAt(source.charAt(start + 2) === '~' ? start + 3 : start + 2);
    count += 1;
    if (kind === '#') depth += 1;
    if (kind === '/') depth -= 1;
    if (kind !== '!' && end - start > longestExpression)
      throw refuse(`This is longer than ${longestExpression} characters.`, start);
    if (count > mostExpressions) throw refuse(`There are more than ${mostExpressions} expressions.`, start);
    if (depth > deepestBlocks) throw refuse(`Blocks stand in blocks more than ${deepestBlocks} deep.`, start);
    start = source.indexOf('{{', end + 2);
  }
}

/** How often a pattern occurs in a text. */
export function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
