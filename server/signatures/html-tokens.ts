/** A piece of sanitised HTML: an opening tag, a closing tag or text. */
export type HtmlToken =
  | { kind: 'open'; name: string; attributes: Map<string, string>; void: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

export type OpenTag = Extract<HtmlToken, { kind: 'open' }>;

const tag = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9:_-]*(?:="[^"<>]*")?)*)\s*(\/?)>/gi;
const attribute = /([a-z][a-z0-9:_-]*)(?:="([^"<>]*)")?/gi;
const voidElements = new Set(['br', 'hr', 'img', 'source']);

/**
 * Cuts HTML as sanitize-html writes it: double-quoted attributes, `<`, `>` and `"` in values escaped, every element closed.
 * Attribute values stay as written (with their character references).
 */
export function tokenise(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let end = 0;
  for (const match of html.matchAll(tag)) {
    if (match.index > end) tokens.push({ kind: 'text', text: html.slice(end, match.index) });
    end = match.index + match[0].length;
    const name = (match[2] ?? '').toLowerCase();
    if (match[1]) tokens.push({ kind: 'close', name });
    else tokens.push({ kind: 'open', name, attributes: attributesOf(match[3] ?? ''), void: voidElements.has(name) });
  }
  if (end < html.length) tokens.push({ kind: 'text', text: html.slice(end) });
  return tokens;
}

/** The HTML of tokens. */
export function serialise(tokens: HtmlToken[]): string {
  return tokens.map(written).join('');
}

/** The declarations of a `style` attribute, in order. */
export function stylesOf(element: OpenTag): Map<string, string> {
  const declarations = (element.attributes.get('style') ?? '').replaceAll('&quot;', "'").split(';');
  return new Map(
    declarations.flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      return colon < 0 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()]];
    }),
  );
}

/** Writes declarations as a `style` attribute's value. */
export function styleText(styles: Map<string, string>): string {
  return [...styles].map(([property, value]) => `${property}:${value}`).join(';');
}

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(attribute)].map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}

function written(token: HtmlToken): string {
  if (token.kind === 'text') return token.text;
  if (token.kind === 'close') return `</${token.name}>`;
  const attributes = [...token.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
  return `<${token.name}${attributes}${token.void ? ' /' : ''}>`;
}
