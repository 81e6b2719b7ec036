import type { SignatureAnswer, SignatureFormat } from '../../contract/signature.ts';
import { AddinError } from './addin-error.ts';
import { textOfHtml } from './body-text.ts';

/** What setSignatureAsync takes at most, in characters (R office.body.yml). */
export const signatureLimit = 30_000;

/** The text to be set and how Outlook is to read it. */
export interface Variant {
  content: string;
  format: SignatureFormat;
}

/** HTML or text by the message's format; HTML that is too long gives way to the text variant. Throws `tooLong`, `answer`. */
export function chooseVariant(signature: SignatureAnswer['signature'], format: SignatureFormat): Variant {
  const text = signature.text ?? (signature.html === undefined ? undefined : textOfHtml(signature.html));
  if (format === 'html' && signature.html !== undefined && signature.html.length <= signatureLimit) {
    return { content: signature.html, format };
  }
  if (text === undefined) throw new AddinError('answer', 'The signature is empty');
  const content = format === 'html' ? htmlOfText(text) : text;
  if (content.length > signatureLimit) {
    throw new AddinError('tooLong', `The signature is longer than Outlook's ${signatureLimit} characters`);
  }
  return { content, format };
}

/** Text as HTML that looks the same. */
export function htmlOfText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return `<div>${escaped.replace(/\r\n|\r|\n/g, '<br>')}</div>`;
}
