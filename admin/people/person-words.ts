import type { PersonField, PersonView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';

/** What to call a person: the display name, else first and last name, else the address. */
export function nameOf(person: PersonView): string {
  const { displayName, givenName, surname } = person.fields;
  const both = [givenName, surname].filter(Boolean).join(' ');
  return displayName || both || person.address || messages.peoplePage.unnamed;
}

const extension = 'extensionAttribute';

/** What a field is called. */
export function labelOf(field: string): string {
  if (field.startsWith(extension)) return messages.extensionAttribute(field.slice(extension.length));
  return Object.hasOwn(messages.fields, field) ? messages.fields[field as PersonField] : field;
}

/** The order in which fields are read, most wanted first. */
export function fieldOrder(): string[] {
  return Object.keys(messages.fields);
}

const byNumber = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });

/** The fields that can be edited: all that have a name, and the extension attributes that this person has. */
export function editableFields(person: PersonView): string[] {
  const extensions = Object.keys({ ...person.fields, ...person.overrides }).filter((field) =>
    field.startsWith(extension),
  );
  return [
    ...fieldOrder().filter((field) => field !== 'mail' && field !== 'userPrincipalName'),
    ...extensions.sort(byNumber),
  ];
}

/** The filled fields of a person as label and value, in reading order; extension attributes follow by number. */
export function listFields(person: PersonView): { field: string; label: string; value: string }[] {
  const extensions = Object.keys(person.fields).filter((field) => field.startsWith(extension));
  return [...fieldOrder(), ...extensions.sort(byNumber)].flatMap((field) => {
    const value = person.fields[field as keyof typeof person.fields];
    return value ? [{ field, label: labelOf(field), value }] : [];
  });
}
