import type { SignatureFormat } from '../../contract/signature.ts';
import { aboveQuote, bareText } from './body-text.ts';
import type { Outlook } from './outlook.ts';
import type { SignatureCache } from './signature-cache.ts';

/**
 * Does the body of this draft carry one of the user's signatures already, above what it quotes? (Deferred and reopened drafts raise the
 * compose event again: office-js #4301, #5543; without this they would be signed twice.)
 */
export async function isAlreadySigned(
  outlook: Outlook,
  format: SignatureFormat,
  cache: SignatureCache,
): Promise<boolean> {
  const body = await outlook.body(format).catch(() => '');
  const own = format === 'html' ? aboveQuote(body) : body;
  const words = bareText(own, format);
  return cache.answers().some(({ signature: { html, text, marker } }) => {
    const content = format === 'html' ? html : text;
    const mine = content === undefined ? '' : bareText(content, format);
    return (marker !== '' && own.indexOf(marker) >= 0) || (mine !== '' && words.indexOf(mine) >= 0);
  });
}
