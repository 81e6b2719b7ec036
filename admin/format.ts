import { currentLanguage, type Language } from './language.ts';

const neutral: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/**
 * The browser's region as long as it speaks the language of the texts, else a neutral form of that language. Browsers started in a POSIX
 * locale name tags like `en-US@posix`, at which `Intl` throws: those are passed over.
 */
export function pickLocale(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-')[0] === language && isTag(tag)) ?? neutral[language];
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** How dates and numbers are written now. */
export function currentLocale(): string {
  return pickLocale(currentLanguage(), globalThis.navigator?.languages ?? []);
}

/** Makes a formatter once for each locale: building one of `Intl` is slow. */
export function perLocale<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const locale = currentLocale();
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

const numbers = perLocale((locale) => new Intl.NumberFormat(locale));
const plurals = perLocale((locale) => new Intl.PluralRules(locale));

/** `12345` → "12,345". */
export function formatNumber(value: number): string {
  return numbers().format(value);
}

/** The form of a phrase that fits `count`. */
export function plural(count: number, forms: { one: string; other: string }): string {
  return plurals().select(count) === 'one' ? forms.one : forms.other;
}
