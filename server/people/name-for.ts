import type { PersonFields } from '../../contract/index.ts';

/** What someone is called who was entered without a name: given name and surname, else the address. */
export function nameFor({ fields, address }: { fields: PersonFields; address?: string }): string {
  return [fields.givenName, fields.surname].filter(Boolean).join(' ') || (address ?? '');
}
