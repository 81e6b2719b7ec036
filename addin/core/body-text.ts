import type { SignatureFormat } from '../../contract/signature.ts';
import { hashText } from './hash-text.ts';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

const quoteStarts = [
  'id="divRplyFwdMsg"',
  'id="x_divRplyFwdMsg"',
  'id="appendonsend"',
  'id="mail-editor-reference-message-container"',
  'id="ms-outlook-mobile-body-separator-line"',
  'border-top:solid #E1E1E1',
  '<blockquote',
];

/** The text of HTML: tags out, line breaks where blocks end, entities resolved. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(head|style|script|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/h[1-6]|\/li)\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? numeric(name, whole))
    .replace(/ *\n */g, '\n')
    .trim();
}

function numeric(name: string, whole: string): string {
  if (name.charAt(0) !== '#') return whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** What a reader sees of a body or signature, without any white space: clients rearrange markup, but not the words. */
export function bareText(text: string, format: SignatureFormat): string {
  return (format === 'html' ? textOfHtml(text) : text).replace(/[\s\u00a0\u200b-\u200d\u2060\ufeff]+/g, '');
}

/**
 * A hash of what stands below the signature in a body, or undefined if the signature's words are no longer there as they were.
 * Writing above the signature leaves it alone; writing into it or below it changes it.
 */
export function hashBelow(body: string, signature: string, format: SignatureFormat): string | undefined {
  const words = bareText(body, format);
  const mine = bareText(signature, format);
  const at = words.indexOf(mine);
  return at < 0 ? undefined : hashText(words.slice(at + mine.length));
}

/** The part of an HTML body above the quoted message. */
export function aboveQuote(html: string): string {
  const starts = quoteStarts.map((start) => html.indexOf(start)).filter((at) => at >= 0);
  return starts.length ? html.slice(0, Math.min(...starts)) : html;
}
