import { aboveQuote, bareText } from './body-text.ts';
import type { SignatureCache } from './signature-cache.ts';

/** Does this body carry one of the user's signatures already, above what it quotes? `body` is HTML, also of a plain-text message. */
export function isAlreadySigned(body: string, cache: SignatureCache): boolean {
  const own = aboveQuote(body);
  const words = bareText(own, 'html');
  const has = (mine: string) => mine !== '' && words.indexOf(mine) >= 0;
  return cache.answers().some(({ signature: { html, text, marker } }) => {
    if (marker !== '' && own.indexOf(marker) >= 0) return true;
    return has(bareText(html ?? '', 'html')) || has(bareText(text ?? '', 'text'));
  });
}
