import type { PersonField, PersonView } from '../../contract/index.ts';
import { messages } from '../messages.ts';

/** What to call a person: the display name, else first and last name, else the address. */
export function nameOf(person: PersonView): string {
  const { displayName, givenName, surname } = person.fields;
  const both = [givenName, surname].filter(Boolean).join(' ');
  return displayName || both || person.address || messages.peoplePage.unnamed;
}

/** The order in which fields are read, most wanted first; extension attributes follow by number. */
const order = Object.keys(messages.fields) as PersonField[];

/** The filled fields of a person as label and value, in reading order. */
export function listFields(person: PersonView): { field: string; label: string; value: string }[] {
  const known = order.map((field) => ({
    field: field as string,
    label: messages.fields[field],
    value: person.fields[field],
  }));
  const extensions = Object.entries(person.fields)
    .filter(([field]) => field.startsWith('extensionAttribute'))
    .sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
    .map(([field, value]) => ({
      field,
      label: messages.extensionAttribute(field.slice('extensionAttribute'.length)),
      value,
    }));
  return [...known, ...extensions].flatMap(({ field, label, value }) => (value ? [{ field, label, value }] : []));
}
