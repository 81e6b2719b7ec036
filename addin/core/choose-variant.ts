import type { SignatureAnswer, SignatureFormat } from '../../contract/signature.ts';
import { AddinError } from './addin-error.ts';
import { textOfHtml } from './body-text.ts';

/** What setSignatureAsync takes at most, in characters (R office.body.yml). */
export const signatureLimit = 30_000;

/** The text to be set and how Outlook is to read it. */
export interface Variant {
  content: string;
  format: SignatureFormat;
  /** The signature was too long for Outlook: this is its text. */
  isShort?: boolean;
}

/**
 * HTML or text by the message's format. HTML that is too long loses what nobody sees of it (comments, white space between tags); if that
 * isn't enough, it gives way to the text variant. Throws `tooLong`, `answer`.
 */
export function chooseVariant(signature: SignatureAnswer['signature'], format: SignatureFormat): Variant {
  const text = signature.text ?? (signature.html === undefined ? undefined : textOfHtml(signature.html));
  if (format === 'html' && signature.html !== undefined) {
    const { html } = signature;
    const content = html.length <= signatureLimit ? html : squeezed(html);
    if (content.length <= signatureLimit) return { content, format };
  }
  if (text === undefined) throw new AddinError('answer', 'The signature is empty');
  const content = format === 'html' ? htmlOfText(text) : text;
  if (content.length > signatureLimit) {
    throw new AddinError('tooLong', `The signature is longer than Outlook's ${signatureLimit} characters`);
  }
  return signature.html !== undefined && format === 'html' ? { content, format, isShort: true } : { content, format };
}

/** HTML without comments (those for Word excepted) and without the white space between tags. */
function squeezed(html: string): string {
  return html.replace(/<!--(?!\[if|<!)[\s\S]*?-->/g, '').replace(/>\s+</g, '> <');
}

/** Text as HTML that looks the same. */
export function htmlOfText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return `<div>${escaped.replace(/\r\n|\r|\n/g, '<br>')}</div>`;
}
