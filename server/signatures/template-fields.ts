import { personFields } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { cleanValue } from './clean-value.ts';
import { countryCode } from './country-code.ts';
import { languageOf } from './translations.ts';

/** What a template sees of one person: flat texts, an absent field being empty; no prototype, nothing else of the person. */
export type TemplateFields = { readonly [field: string]: string | undefined };

/** Fields that are worked out, beside those of the contract. */
export const derivedFields = [
  'name',
  'senderMail',
  'countryCode',
  'language',
  'sharedMailbox',
  'hasPhoto',
  'campaign',
] as const;

const known: ReadonlySet<string> = new Set([...personFields, ...derivedFields]);

/** Is this a field that a person may have? */
export function isKnownField(name: string): boolean {
  return known.has(name) || /^extensionAttribute([1-9]|1[0-5])$/.test(name);
}

/**
 * The fields of a person, cleaned. `name` is the display name (else given name and surname, else the address up to @), `senderMail` the
 * address written from, `countryCode` and `language` two letters, `sharedMailbox` is set for a team's mailbox, `hasPhoto` where
 * there is a photo. `campaign` comes with a campaign's banner (image-functions.ts).
 */
export function templateFields(person: Person, from: string): TemplateFields {
  const fields: { [field: string]: string | undefined } = Object.create(null);
  for (const [field, value] of Object.entries(person.fields)) {
    if (typeof value === 'string' && value !== '' && isKnownField(field)) fields[field] = cleanValue(value);
  }
  fields.senderMail = senderMail(fields.mail, from || person.address || '');
  const givenAndSurname = [fields.givenName, fields.surname].filter(Boolean).join(' ');
  fields.name = fields.displayName || givenAndSurname || fields.senderMail.replace(/@.*/, '');
  fields.countryCode = countryCode(fields.country) ?? countryCode(fields.usageLocation);
  fields.language = languageOf(fields.preferredLanguage, fields.countryCode);
  if (person.kind === 'sharedMailbox') fields.sharedMailbox = 'yes';
  if (person.photo !== undefined) fields.hasPhoto = person.photo;
  fields.signetPerson = person.id;
  return fields;
}

/** The directory's spelling where it is the same address (`Anna.Berg@…`), else the address written from. */
function senderMail(mail: string | undefined, from: string): string {
  if (mail !== undefined && (from === '' || mail.toLowerCase() === from.toLowerCase())) return mail;
  return cleanValue(from);
}
