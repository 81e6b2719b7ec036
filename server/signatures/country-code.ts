import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js';

/** Languages in which directories name countries, beside English. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs'];

const alsoCalled: Record<string, CountryCode> = {
  usa: 'US',
  'united states of america': 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  holland: 'NL',
  'the netherlands': 'NL',
  uae: 'AE',
  'republic of ireland': 'IE',
  'czech republic': 'CZ',
  korea: 'KR',
  'hong kong': 'HK',
};

let byName: Map<string, CountryCode> | undefined;

/** The two-letter code of a country as directories write it: a code, or its name in a common language. */
export function countryCode(country: string | undefined): CountryCode | undefined {
  if (country === undefined || country === '') return undefined;
  const upper = country.toUpperCase();
  if (isSupportedCountry(upper)) return upper;
  byName ??= namesOfCountries();
  return byName.get(country.toLowerCase());
}

function namesOfCountries(): Map<string, CountryCode> {
  const names = new Map<string, CountryCode>(Object.entries(alsoCalled));
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of getCountries()) {
      const name = display.of(code)?.toLowerCase();
      if (name !== undefined && !names.has(name)) names.set(name, code);
    }
  }
  return names;
}
