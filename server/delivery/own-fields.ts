import type { OwnField, ProfileChange } from '../../contract/index.ts';
import type { TokenIdentity } from '../access/index.ts';
import type { PeopleService, Person } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { settingsOf } from '../tenants/index.ts';

/** The fields that people of this tenant may edit themselves (`profile.editable`), with what this person has there. */
export async function ownFieldsOf(person: Person): Promise<OwnField[]> {
  const { editable } = (await settingsOf(person.tenantId)).profile;
  const values = person.fields as Record<string, string | undefined>;
  return editable.map((name) => ({
    name,
    value: values[name] ?? '',
    byHand: person.sources?.[name] === 'hand',
  }));
}

/**
 * A person edits their own fields; null follows the directory again.
 * @throws {SignetError} FORBIDDEN, naming the fields that are not theirs to edit; then nothing is changed
 */
export async function editOwnFields(
  people: PeopleService,
  person: Person,
  fields: NonNullable<ProfileChange['fields']>,
  { name, objectId }: TokenIdentity,
): Promise<Person> {
  const { editable } = (await settingsOf(person.tenantId)).profile;
  const refused = Object.keys(fields).filter((field) => !editable.some((one) => one === field));
  if (refused.length > 0)
    throw new SignetError('FORBIDDEN', `Your organisation does not let you change: ${refused.join(', ')}.`, {
      details: { fields: refused },
    });
  const by = { kind: 'user' as const, name, address: person.address, objectId };
  return people.edit(person.tenantId, person.id, { fields }, by);
}
