import { useSyncExternalStore } from 'react';

/** The languages of the texts. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'signet.language';
const listeners = new Set<() => void>();

/** The first language of the browser's list that there are texts in; English where there is none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known) return known;
  }
  return 'en';
}

function readLanguage(): Language {
  const browser = pickLanguage(globalThis.navigator?.languages ?? []);
  try {
    const stored = globalThis.localStorage?.getItem(storageKey);
    return languages.find((language) => language === stored) ?? browser;
  } catch {
    return browser; // storage is blocked
  }
}

let current = readLanguage();

/** The language to speak now. */
export function currentLanguage(): Language {
  return current;
}

/** Changes the language at once, and remembers it on this device. */
export function chooseLanguage(next: Language): void {
  current = next;
  try {
    globalThis.localStorage?.setItem(storageKey, next);
  } catch {
    // storage is blocked: it holds until the page is loaded again
  }
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** The language, following it. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}
