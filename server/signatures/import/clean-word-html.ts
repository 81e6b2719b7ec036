import { type HtmlToken, serialise, stylesOf, styleText, tokenise } from '../html-tokens.ts';
import { mailHtml } from '../mail-html.ts';

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

/**
 * The body of a page that Word or Outlook wrote, as an author of templates would have written it: no conditional comments, no XML and VML,
 * no classes; styles inline, and only what mail programs show. Braces become references, so that nothing in it is taken for a field.
 */
export function cleanWordHtml(page: string): string {
  const plain = page
    .replace(/<!\[(?:end)?if[^\]]*\]>/gi, '')
    .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/gi, (sheet) => sheet.replace(/<!--|-->/g, ''))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<xml[\s>][\s\S]*?<\/xml>/gi, '')
    .replace(/<\/?[a-z]+:[a-z][^>]*>/gi, '')
    .replace(/@(?:page|font-face|list)[^{}]*\{[^{}]*\}/gi, '')
    .replace(/[{}](?![^<]*<\/style)/gi, (brace) => `&#${brace.charCodeAt(0)};`);
  const body = /<body[^>]*>([\s\S]*?)(?:<\/body|$)/i.exec(plain)?.[1] ?? plain;
  const sheets = (plain.match(/<style[^>]*>[\s\S]*?<\/style>/gi) ?? []).join('');
  return withoutEmptySpans(tokenise(mailHtml(sheets + body)).map(tidied));
}

function tidied(token: HtmlToken): HtmlToken {
  if (token.kind === 'text')
    return {
      kind: 'text',
      text: token.text.replace(/[ \t\r\n]+/g, ' ').replace(/[{}]/g, (brace) => `&#${brace.charCodeAt(0)};`),
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
