import { currentLanguage, type Language } from './language.ts';

/** Every catalogue that was made, for the test that all are complete. */
export const catalogues: Readonly<Record<Language, object>>[] = [];

/**
 * Texts in all languages, read in the one that is spoken now. The compiler sees to it that no language lacks one. Each area of the
 * app has its own, in its `messages.ts`, so that a page that is loaded later brings its texts along. Read them while rendering,
 * not when a module is loaded: the language may change.
 */
export function catalogue<Texts extends object>(texts: Record<Language, Texts>): Texts {
  catalogues.push(texts);
  const spoken = {} as Texts;
  for (const key of Object.keys(texts.en) as (keyof Texts)[]) {
    Object.defineProperty(spoken, key, { enumerable: true, get: () => texts[currentLanguage()][key] });
  }
  return spoken;
}
