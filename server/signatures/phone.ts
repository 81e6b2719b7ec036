import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { LRUCache } from 'lru-cache';
import { countryCode } from './country-code.ts';

interface Dialled {
  shown: string;
  uri: string;
}

/** Parsing costs tens of microseconds and people keep their numbers: remember what was found. */
const parsed = new LRUCache<string, { dialled: Dialled | undefined }>({ max: 20_000 });

/**
 * A phone number as it is written for readers abroad: `+49 30 1234567`. `country` (code or name) tells whose national
 * number it is. What is no phone number (an extension, words) comes back as it is.
 */
export function phone(value: string, country: string | undefined): string {
  return parse(value, country)?.shown ?? value;
}

/** A number to dial, `tel:+49301234567` (RFC 3966); '' for what has fewer than three digits or is no number at all. */
export function telephoneLink(value: string, country: string | undefined): string {
  const number = parse(value, country);
  if (number !== undefined) return number.uri;
  if (!/^[+\d][\d\s()./-]*$/.test(value)) return '';
  const digits = value.replace(/[^+\d]/g, '');
  return digits.length >= 3 ? `tel:${digits}` : '';
}

function parse(value: string, country: string | undefined): Dialled | undefined {
  const key = `${country ?? ''}|${value}`;
  const before = parsed.get(key);
  if (before !== undefined) return before.dialled;
  const number = parsePhoneNumberFromString(value, { defaultCountry: countryCode(country), extract: false });
  // A national number must really be one: `4711` is somebody's extension.
  const sure = value.startsWith('+') ? number?.isPossible() : number?.isValid();
  const dialled = number && sure ? { shown: number.formatInternational(), uri: number.getURI() } : undefined;
  parsed.set(key, { dialled });
  return dialled;
}
