/** What the top-level blocks of an HTML body are. */
export type BlockKind = 'typed' | 'signature' | 'quote';

/**
 * Where a signature goes among the blocks of a body: over the first one already there, otherwise right above the quoted
 * message, otherwise at the end. `at` counts blocks as they are now; `replace` says whether the block there is the old one.
 */
export function placeAmong(blocks: readonly BlockKind[]): { at: number; replace: boolean } {
  const old = blocks.indexOf('signature');
  if (old >= 0) return { at: old, replace: true };
  const quote = blocks.indexOf('quote');
  return { at: quote >= 0 ? quote : blocks.length, replace: false };
}

/** The line with which Outlook begins the quoted message in a plain-text body. */
export const quoteLine = '________________________________';

/** A plain-text body: its whole text, and the signature as it was last set (so that it can be found again). */
export interface TextBody {
  text: string;
  signature: string;
}

/**
 * Puts a signature into a plain-text body, below what was typed and above the quoted message. An earlier signature is
 * replaced where it stands unchanged; one that the user edited is the user's text by then, and stays.
 */
export function placeTextSignature(body: TextBody, signature: string): TextBody {
  const next = signature.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  const quoteAt = body.text.indexOf(quoteLine);
  const own = quoteAt < 0 ? body.text : body.text.slice(0, quoteAt);
  const quote = quoteAt < 0 ? '' : body.text.slice(quoteAt);
  const oldAt = body.signature ? own.lastIndexOf(body.signature) : -1;
  if (oldAt >= 0) {
    const replaced = own.slice(0, oldAt) + next + own.slice(oldAt + body.signature.length);
    return { text: replaced + quote, signature: next };
  }
  if (!next) return { text: body.text, signature: '' };
  const typed = own.replace(/\n*$/, '');
  return { text: `${typed}\n\n${next}\n${quote ? `\n${quote}` : ''}`, signature: next };
}

/** The part of a plain-text body that the user wrote: without the signature last set and without the quoted message. */
export function typedText(body: TextBody): string {
  const quoteAt = body.text.indexOf(quoteLine);
  const own = quoteAt < 0 ? body.text : body.text.slice(0, quoteAt);
  const at = body.signature ? own.lastIndexOf(body.signature) : -1;
  const typed = at < 0 ? own : own.slice(0, at) + own.slice(at + body.signature.length);
  return typed.replace(/\n+$/, '');
}
