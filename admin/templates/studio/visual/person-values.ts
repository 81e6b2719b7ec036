import type { PersonView } from '../../../../contract/index.ts';
import { nameOf } from '../../../people/person-words.ts';
import type { ShownValues } from './expression-look.ts';

/** What stands for a person in the canvas: their fields, and those that are worked out. */
export function valuesOf(person: PersonView, from: string | undefined): ShownValues {
  const fields = Object.entries(person.fields).flatMap(([field, value]) =>
    typeof value === 'string' && value !== '' ? [[field, value] as const] : [],
  );
  const { streetAddress, postalCode, city, country } = person.fields;
  const address = [streetAddress, [postalCode, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
  return {
    ...Object.fromEntries(fields),
    ...{ name: nameOf(person), senderMail: from ?? person.address ?? '', address, addressLines: address },
  };
}
