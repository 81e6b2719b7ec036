import { parseDocument } from '../core/cache-document.ts';
import { chooseVariant } from '../core/choose-variant.ts';
import { cachePrefix } from '../core/signature-cache.ts';

/**
 * Reads what this device remembers once in vain, while office.js and Outlook greet each other: a page's first look into its storage, and
 * the first run of any function, take longest, and would otherwise fall between the event and the signature. Never throws.
 */
export function rehearse(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.indexOf(cachePrefix) < 0) continue;
      const { entries } = parseDocument(localStorage.getItem(key) ?? undefined);
      for (const at of Object.keys(entries).slice(0, 1)) {
        const answer = entries[at]?.answer;
        if (answer) chooseVariant(answer.signature, 'html');
      }
    }
  } catch {
    // Storage may be forbidden, and a signature too long: the event itself knows what to do about that.
  }
}
