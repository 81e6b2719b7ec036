import { LRUCache } from 'lru-cache';

const scheme = /^([a-z][a-z0-9+.-]*):/i;
/** Several parts of letters, digits and hyphens: the reader of URLs lets quotes and braces through in names. */
const hostName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/i;
const mailAddress = /^[^\s@<>"'()\\,;:[\]]+@[^\s@<>"'()\\,;:[\]/?#&]+$/;

/**
 * A web, mail or telephone address that is safe to click, normalised; a bare host (`www.contoso.com/berlin`) becomes https.
 * '' for everything else: other schemes (`javascript:`, `data:`), hosts without a dot, addresses with a name and password in them.
 */
export function link(value: string): string {
  const text = value.trim();
  const named = scheme.exec(text)?.[1]?.toLowerCase();
  if (named === 'mailto') return mailLink(text.slice('mailto:'.length));
  if (named === 'tel') return /^tel:\+?[\d().-]{3,}(;ext=\d+)?$/i.test(text) ? text : '';
  if (named === 'https' || named === 'http') return webAddress(text);
  return /^[^\s/?#@:]+\.[^\s/?#@:]+(:\d+)?([/?#]|$)/.test(text) ? webAddress(`https://${text}`) : '';
}

/** A web address that is safe to click, as `link` gives it; '' for everything else. */
export function webLink(value: string): string {
  const url = link(value);
  return /^https?:/i.test(url) ? url : '';
}

/** `mailto:` with the address encoded; '' for what is no address. */
export function mailLink(value: string): string {
  const text = value.trim();
  if (!mailAddress.test(text)) return '';
  return `mailto:${encodeURIComponent(text).replaceAll('%40', '@').replaceAll('%2B', '+')}`;
}

/** A web address as people write it: without scheme, `www.` and closing slash; '' for what `link` would drop. */
export function shownAddress(value: string): string {
  return webLink(value)
    .replace(/^https?:\/\/(www\.)?/i, '')
    .replace(/\/$/, '');
}

/** The last gate for a whole value in `href`: what a helper or field gave, if its scheme is one of the four allowed; else ''. */
export function allowedLink(value: string): string {
  if (!/^(https?:\/\/|mailto:|tel:)[^\s<>"'`\\]+$/i.test(value)) return '';
  return /^http/i.test(value) && webAddress(value) === '' ? '' : value;
}

/** The last gate for a whole value in `src`: https or an attachment of the same mail. */
export function allowedImage(value: string): string {
  if (!/^(https:\/\/|cid:)[^\s<>"'`\\]+$/i.test(value)) return '';
  return /^http/i.test(value) && webAddress(value) === '' ? '' : value;
}

/** A tenant's people share a handful of web addresses. */
const webAddresses = new LRUCache<string, string>({ max: 5_000 });

function webAddress(text: string): string {
  const before = webAddresses.get(text);
  if (before !== undefined) return before;
  const address = safeWebAddress(text);
  webAddresses.set(text, address);
  return address;
}

function safeWebAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || !hostName.test(url.hostname)) return '';
  return url.href.replaceAll("'", '%27').replaceAll('`', '%60').replaceAll('\\', '%5C');
}
