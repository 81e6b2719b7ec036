import { SignetError } from '../../platform/errors.ts';
import { type HtmlToken, serialise, stylesOf, styleText, tokenise } from '../html-tokens.ts';
import { mailHtml } from '../mail-html.ts';
import { occurrences } from '../template-shape.ts';

/** Styles that Word writes at every turn and that say nothing. */
const empty: Record<string, RegExp> = {
  'font-style': /^normal$/,
  'font-variant': /^normal$/,
  'text-indent': /^0/,
  'text-decoration': /^none$/,
  'letter-spacing': /^normal$/,
  direction: /^ltr$/,
  'unicode-bidi': /^embed$/,
};

/** Far more than Word writes around a signature. Inlining tries each selector on each element, and descends into each. */
const mostElements = 2_000;
const mostSelectors = 1_000;
const mostCharacters = 300_000;

/**
 * The body of a page that Word or Outlook wrote, as an author of templates would have written it: no conditional comments, no XML and VML,
 * no classes; styles inline, and only what mail programs show. Braces become references, so that nothing in it is taken for a field.
 * @throws {SignetError} TOO_LARGE, VALIDATION for a page that no mail program would show either
 */
export function cleanWordHtml(page: string): string {
  const sheets: string[] = [];
  let plain = page.replace(/<!\[(?:end)?if[^\]<>]*\]>/gi, '');
  plain = cut(plain, /<!--\[if/gi, /<!\[endif\]-->/gi);
  plain = cut(plain, /<style\b[^<>]*>/gi, /<\/style\s*>/gi, sheets);
  plain = cut(plain, /<!--/g, /-->/g);
  plain = cut(plain, /<xml\b[^<>]*>/gi, /<\/xml\s*>/gi);
  plain = referenced(plain.replace(/<\/?[a-z]+:[a-z][^<>]*>/gi, ''));
  const styles = sheets
    .join('')
    .replace(/<!--|-->/g, '')
    .replace(/@(?:page|font-face|list)[^{}@]*\{[^{}]*\}/gi, '');
  if (
    plain.length + styles.length > mostCharacters ||
    occurrences(plain, /<[a-z]/gi) > mostElements ||
    occurrences(styles, /[{,]/g) > mostSelectors
  )
    throw new SignetError(
      'TOO_LARGE',
      'This is more than a signature. Take the signature alone out of it, and its page.',
    );
  const start = /<body\b[^<>]*>/i.exec(plain);
  const body = plain.slice(start ? start.index + start[0].length : 0).split(/<\/body/i)[0] ?? '';
  try {
    return withoutEmptySpans(tokenise(mailHtml(styles + body)).map(tidied));
  } catch (cause) {
    throw new SignetError('VALIDATION', 'The HTML of this signature, or its style, cannot be read.', { cause });
  }
}

/**
 * The text without what stands from a beginning to its end; a beginning that has no end stays. What it takes out goes to `taken`. In one
 * pass: a regular expression for both would begin again at every beginning that has no end.
 */
function cut(text: string, begin: RegExp, end: RegExp, taken: string[] = []): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    begin.lastIndex = from;
    const opened = begin.exec(text);
    end.lastIndex = begin.lastIndex;
    if (opened === null || end.exec(text) === null) return kept.join('') + text.slice(from);
    kept.push(text.slice(from, opened.index));
    taken.push(text.slice(opened.index, end.lastIndex));
    from = end.lastIndex;
  }
}

const referenced = (text: string) => text.replace(/[{}]/g, (brace) => `&#${brace.charCodeAt(0)};`);

function tidied(token: HtmlToken): HtmlToken {
  if (token.kind === 'text')
    return {
      kind: 'text',
      text: referenced(token.text.replace(/[ \t\r\n]+/g, ' ')),
    };
  if (token.kind === 'close') return token;
  const attributes = new Map(token.attributes);
  const styles = new Map([...stylesOf(token)].filter(([property, value]) => !empty[property]?.test(value)));
  attributes.delete('lang');
  if (styles.size > 0) attributes.set('style', styleText(styles));
  else attributes.delete('style');
  return { ...token, attributes };
}

/** A span that changes nothing goes; what stands in it stays. */
function withoutEmptySpans(tokens: HtmlToken[]): string {
  const open: boolean[] = [];
  const kept = tokens.filter((token) => {
    if (token.kind === 'open' && !token.void) {
      open.push(token.name !== 'span' || token.attributes.size > 0);
      return open.at(-1);
    }
    return token.kind === 'close' ? open.pop() : true;
  });
  return serialise(kept)
    .replace(/[ \n]*\n[ \n]*/g, '\n')
    .trim();
}
