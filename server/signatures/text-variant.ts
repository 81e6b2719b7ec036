import { convert, type DomNode, type FormatCallback } from 'html-to-text';
import type { Hidden } from './hidden-expressions.ts';

/** A link whose words are its address (or a person's value) needs no second mention; a fixed web link is named in brackets. */
const signatureLink: FormatCallback = (element: DomNode, walk, builder) => {
  walk(element.children, builder);
  const href: unknown = element.attribs?.href;
  if (typeof href === 'string' && /^https?:\/\//.test(href)) builder.addInline(` (${href})`);
};

const block = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

/**
 * The text source of a template that has none of its own: its HTML, expressions still hidden, as lines of text. Made once per
 * version, so that rendering text costs what rendering HTML costs.
 */
export function textOfHtml(html: string, hidden: Hidden): string {
  const text = convert(html, {
    wordwrap: false,
    formatters: { signatureLink },
    selectors: [
      { selector: 'a', format: 'signatureLink' },
      { selector: 'img', format: 'skip' },
      { selector: 'table', format: 'block', options: block },
      { selector: 'tr', format: 'block', options: block },
      { selector: 'td', format: 'block', options: block },
      { selector: 'p', format: 'block', options: block },
      { selector: 'div', format: 'block', options: block },
      { selector: 'hr', format: 'skip' },
    ],
  });
  const inert = text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('\\', '/');
  return inert
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .flatMap((line) => (onlyBlocks(line, hidden) ? (line.match(hidden.word) ?? [line]) : [line]))
    .join('\n');
}

/** Beginnings and ends of blocks alone on their lines leave no line behind, as Handlebars has it; several on one line would. */
function onlyBlocks(line: string, { expressions, word }: Hidden): boolean {
  const rest = line.replace(word, (written, index: string) =>
    expressions[Number(index)]?.kind === 'value' ? written : '',
  );
  return rest.trim() === '';
}

/** Rendered text as it is sent: no spaces at line ends, at most one empty line in a row, none around. */
export function tidyText(text: string): string {
  // Line by line: a pattern for spaces at the end takes quadratic time where an author left thousands of them.
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
