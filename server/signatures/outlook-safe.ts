import { type HtmlToken, type OpenTag, serialise, stylesOf, styleText, tokenise } from './html-tokens.ts';

/** What Word (classic Outlook) forgets between a table and the text in its cells; `NormalEmail.dotm` wins otherwise. */
const textProperties = [
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'line-height',
  'color',
  'letter-spacing',
];

const blockElements = new Set(['table', 'p', 'div', 'ul', 'ol', 'blockquote', 'center']);

/**
 * Rewrites sanitised HTML so that every Outlook shows the same: tables without spacing of their own (mobile clients strip
 * cellspacing and cellpadding, so the look must not depend on them), the text of each cell in a span that carries its font
 * (classic Outlook), images without border and as blocks of a stated size. Source: OfficeDev/office-js #4685, #2045, #4929.
 */
export function outlookSafe(html: string): string {
  const before = tokenise(html);
  const boxes = cellsAroundBlocks(before);
  const open: { text: Map<string, string>; span: boolean }[] = [];
  const after: HtmlToken[] = [];
  for (const [index, token] of before.entries()) {
    if (token.kind === 'open') {
      const element = rewrite(token);
      after.push(element);
      if (element.void) continue;
      const text = textStyles(element, open.at(-1)?.text);
      const span = isCell(element) && text.size > 0 && !boxes.has(index);
      open.push({ text, span });
      if (span)
        after.push({ kind: 'open', name: 'span', attributes: new Map([['style', styleText(text)]]), void: false });
    } else if (token.kind === 'close') {
      if (open.pop()?.span) after.push({ kind: 'close', name: 'span' });
      after.push(token);
    } else after.push(token);
  }
  return serialise(after);
}

/** What is wrong with the images: words for the author. */
export function imageProblems(html: string): string[] {
  return tokenise(html).flatMap((token) => {
    if (token.kind !== 'open' || token.name !== 'img') return [];
    const missing = ['src', 'alt', 'width', 'height'].filter((name) => !token.attributes.has(name));
    return missing.length > 0 ? [`An image has no ${missing.join(', ')}.`] : [];
  });
}

function rewrite(element: OpenTag): OpenTag {
  const attributes = new Map(element.attributes);
  const styles = stylesOf(element);
  if (element.name === 'table') {
    for (const name of ['border', 'cellpadding', 'cellspacing']) attributes.set(name, attributes.get(name) ?? '0');
    attributes.set('role', 'presentation');
    styles.set('border-collapse', 'collapse');
    styles.set('mso-table-lspace', '0pt');
    styles.set('mso-table-rspace', '0pt');
  }
  if (element.name === 'img') {
    attributes.set('border', '0');
    if (!styles.has('display')) styles.set('display', 'block');
  }
  const width = /^(\d+)px$/.exec(styles.get('width') ?? '')?.[1];
  if (width && !attributes.has('width') && element.name !== 'span') attributes.set('width', width);
  if (styles.size > 0) attributes.set('style', styleText(styles));
  return { ...element, attributes };
}

function textStyles(element: OpenTag, above: Map<string, string> = new Map()): Map<string, string> {
  const own = [...stylesOf(element)].filter(([property]) => textProperties.includes(property));
  return new Map([...above, ...own]);
}

function isCell({ name }: OpenTag): boolean {
  return name === 'td' || name === 'th';
}

/** Cells that hold tables or paragraphs get no span: Word would make an empty paragraph of it. */
function cellsAroundBlocks(tokens: HtmlToken[]): Set<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'close') open.pop();
    if (token.kind !== 'open' || token.void) continue;
    if (blockElements.has(token.name)) for (const outer of open) found.add(outer);
    open.push(index);
  }
  return found;
}
