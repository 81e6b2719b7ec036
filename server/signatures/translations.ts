import { countryCode } from './country-code.ts';

/** The words of signatures in the languages of many directories. */
const words: Record<string, Record<string, string>> = {
  phone: {
    ...{ en: 'Phone', de: 'Telefon', fr: 'Téléphone', es: 'Teléfono', it: 'Telefono', nl: 'Telefoon', pt: 'Telefone' },
    ...{ sv: 'Telefon', da: 'Telefon', nb: 'Telefon', fi: 'Puhelin', pl: 'Telefon', cs: 'Telefon' },
  },
  mobile: {
    ...{ en: 'Mobile', de: 'Mobil', fr: 'Portable', es: 'Móvil', it: 'Cellulare', nl: 'Mobiel', pt: 'Telemóvel' },
    ...{ sv: 'Mobil', da: 'Mobil', nb: 'Mobil', fi: 'Matkapuhelin', pl: 'Tel. kom.', cs: 'Mobil' },
  },
  direct: {
    ...{ en: 'Direct', de: 'Durchwahl', fr: 'Ligne directe', es: 'Directo', it: 'Diretto', nl: 'Direct', pt: 'Direto' },
    ...{ sv: 'Direkt', da: 'Direkte', nb: 'Direkte', fi: 'Suora', pl: 'Bezpośredni', cs: 'Přímá linka' },
  },
  fax: {
    ...{ en: 'Fax', de: 'Fax', fr: 'Fax', es: 'Fax', it: 'Fax', nl: 'Fax', pt: 'Fax' },
    ...{ sv: 'Fax', da: 'Fax', nb: 'Faks', fi: 'Faksi', pl: 'Faks', cs: 'Fax' },
  },
  mail: {
    ...{ en: 'Email', de: 'E-Mail', fr: 'E-mail', es: 'Correo', it: 'E-mail', nl: 'E-mail', pt: 'E-mail' },
    ...{ sv: 'E-post', da: 'E-mail', nb: 'E-post', fi: 'Sähköposti', pl: 'E-mail', cs: 'E-mail' },
  },
  web: {
    ...{ en: 'Web', de: 'Web', fr: 'Web', es: 'Web', it: 'Web', nl: 'Web', pt: 'Web' },
    ...{ sv: 'Webb', da: 'Web', nb: 'Nett', fi: 'Verkko', pl: 'WWW', cs: 'Web' },
  },
  office: {
    ...{ en: 'Office', de: 'Büro', fr: 'Bureau', es: 'Oficina', it: 'Ufficio', nl: 'Kantoor', pt: 'Escritório' },
    ...{ sv: 'Kontor', da: 'Kontor', nb: 'Kontor', fi: 'Toimisto', pl: 'Biuro', cs: 'Kancelář' },
  },
  address: {
    ...{ en: 'Address', de: 'Anschrift', fr: 'Adresse', es: 'Dirección', it: 'Indirizzo', nl: 'Adres', pt: 'Morada' },
    ...{ sv: 'Adress', da: 'Adresse', nb: 'Adresse', fi: 'Osoite', pl: 'Adres', cs: 'Adresa' },
  },
  regards: {
    ...{ en: 'Kind regards', de: 'Mit freundlichen Grüßen', fr: 'Cordialement', es: 'Saludos cordiales' },
    ...{ it: 'Cordiali saluti', nl: 'Met vriendelijke groet', pt: 'Com os melhores cumprimentos' },
    ...{ sv: 'Med vänliga hälsningar', da: 'Med venlig hilsen', nb: 'Med vennlig hilsen' },
    ...{ fi: 'Ystävällisin terveisin', pl: 'Z poważaniem', cs: 'S pozdravem' },
  },
};

/** The words that `t` knows. */
export const knownWords: ReadonlySet<string> = new Set(Object.keys(words));

/** Languages of countries with one language in business, for people whose directory entry names none. */
const countryLanguages: Record<string, string> = {
  ...{ DE: 'de', AT: 'de', LI: 'de', FR: 'fr', MC: 'fr', ES: 'es', MX: 'es', AR: 'es', CO: 'es', CL: 'es', PE: 'es' },
  ...{ IT: 'it', NL: 'nl', PT: 'pt', BR: 'pt', SE: 'sv', DK: 'da', NO: 'nb', FI: 'fi', PL: 'pl', CZ: 'cs' },
};

/** The two letters of a person's language: what the directory says, else their country's, else English. */
export function languageOf(preferred: string | undefined, country: string | undefined): string {
  const named = /^[a-z]{2,3}(?=$|[-_])/i.exec(preferred ?? '')?.[0].toLowerCase();
  if (named !== undefined) return named === 'no' || named === 'nn' ? 'nb' : named;
  return countryLanguages[countryCode(country) ?? ''] ?? 'en';
}

/**
 * A word of the table in a language (English where it isn't there; what is no word of the table as it is), or with translations given
 * by language code (`en="Sales" de="Vertrieb"`) the one of the language, else the English one, else any.
 */
export function translated(word: string, given: Record<string, unknown>, language = 'en'): string {
  const wanted = typeof given.language === 'string' ? languageOf(given.language, undefined) : language;
  const own = given[wanted];
  if (typeof own === 'string' && own !== '') return own;
  if (word !== '') {
    const known = Object.hasOwn(words, word) ? words[word] : undefined;
    return known?.[wanted] ?? known?.en ?? word;
  }
  const { language: _, en, ...others } = given;
  return String([en, ...Object.values(others)].find((text) => typeof text === 'string' && text !== '') ?? '');
}
