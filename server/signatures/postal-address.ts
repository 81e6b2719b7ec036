import { countryCode } from './country-code.ts';
import type { TemplateFields } from './template-fields.ts';

/** Where the postal code follows the town and state: `Seattle, WA 98101`, `Sydney NSW 2000`. */
const codeAtTheEnd = new Set(['US', 'CA', 'AU', 'IN', 'NZ', 'TW', 'PH', 'TH']);
/** Where it follows the town after a comma of its own: `London, SW1A 1AA`. */
const codeApart = new Set(['GB', 'IE', 'SG', 'ZA', 'HK', 'KE', 'NG']);

/** The lines of a postal address in the order of the person's country; empty parts leave nothing behind, a country alone is no address. */
export function postalAddress(fields: TemplateFields): string[] {
  const lines = [fields.streetAddress, townLine(fields)].filter((line): line is string => Boolean(line));
  return fields.country && lines.length > 0 ? [...lines, fields.country] : lines;
}

function townLine({ city, state, postalCode, country, usageLocation }: TemplateFields): string {
  const code = countryCode(country) ?? countryCode(usageLocation) ?? '';
  if (codeAtTheEnd.has(code)) {
    const separator = code === 'AU' || code === 'NZ' ? ' ' : ', ';
    return join([city, join([state, postalCode], ' ')], separator);
  }
  if (codeApart.has(code)) return join([city, postalCode], ', ');
  return join([postalCode, city], ' ');
}

function join(parts: (string | undefined)[], separator: string): string {
  return parts.filter(Boolean).join(separator);
}
