/** The language of the texts; dates and numbers follow the browser's region as long as it is the same language. */
const textLanguage = 'en';

/** `browser` when it speaks the language of the texts, else a neutral form of that language. */
export function pickLocale(browser: string | undefined): string {
  return browser?.split('-')[0] === textLanguage ? browser : 'en-GB';
}

const locale = pickLocale(globalThis.navigator?.language);
const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(textLanguage);

/** `12345` → "12,345". */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** The form of a phrase that fits `count`. */
export function plural(count: number, forms: { one: string; other: string }): string {
  return plurals.select(count) === 'one' ? forms.one : forms.other;
}
