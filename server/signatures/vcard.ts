import { link } from './link.ts';
import { telephoneLink } from './phone.ts';
import type { TemplateFields } from './template-fields.ts';

/** Longer values make a code that no telephone can read. */
const longest = 60;

/** A person as a vCard 3.0 (RFC 2426), for a QR code: what a telephone's address book takes over. */
export function vcard(fields: TemplateFields): string {
  const { name = '', givenName = '', surname = '', streetAddress, city, state, postalCode, country } = fields;
  const address = [streetAddress, city, state, postalCode, country];
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${structured([surname, givenName, '', '', ''])}`,
    `FN:${escaped(name)}`,
    fields.companyName && `ORG:${escaped(fields.companyName)}`,
    fields.jobTitle && `TITLE:${escaped(fields.jobTitle)}`,
    number('WORK,VOICE', fields.businessPhone, fields),
    number('CELL,VOICE', fields.mobilePhone, fields),
    fields.senderMail && `EMAIL:${escaped(fields.senderMail)}`,
    fields.website && link(fields.website) && `URL:${escaped(link(fields.website))}`,
    address.some(Boolean) && `ADR;TYPE=WORK:;;${structured(address)}`,
    'END:VCARD',
  ];
  return lines.filter(Boolean).join('\r\n');
}

function number(type: string, value: string | undefined, { countryCode }: TemplateFields): string {
  const dialled = value === undefined ? '' : telephoneLink(value, countryCode).slice('tel:'.length);
  return dialled && `TEL;TYPE=${type}:${dialled}`;
}

function structured(parts: (string | undefined)[]): string {
  return parts.map((part) => escaped(part ?? '')).join(';');
}

function escaped(value: string): string {
  return [...value]
    .slice(0, longest)
    .join('')
    .replace(/[\\;,]/g, '\\$&');
}
