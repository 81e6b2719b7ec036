import type { EditPerson } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { nameFor } from './name-for.ts';
import type { PersonDocument } from './person-model-store.ts';

/** What editing needs beside the edit. */
export interface EditFacts {
  person: PersonDocument;
  /** The groups named, by id. */
  groupIds?: string[];
  now: Date;
}

/** What is set and what goes, by path. */
export interface FieldUpdate {
  $set?: Record<string, unknown>;
  $unset?: Record<string, ''>;
  $addToSet?: Record<string, { $each: string[] }>;
}

/** A change as the store writes it, and what it was and becomes, for the audit log. */
export interface PreparedEdit {
  update: FieldUpdate;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** How long a former address still finds its person. Milliseconds. */
const formerLife = 30 * 24 * 3_600_000;

/** An edit by hand. Field by field, so that two who edit different fields don't undo each other. */
export function editOf(edit: EditPerson, { person, groupIds, now }: EditFacts): PreparedEdit {
  const set: Record<string, unknown> = {};
  const unset: Record<string, ''> = {};
  const byHand = person.source === 'manual';
  const place = byHand ? 'fields' : 'overrides';
  const values = (person[place] ?? {}) as Record<string, string>;
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [field, given] of Object.entries(edit.fields)) {
    // Someone entered by hand has nothing beneath: an empty field is simply not there.
    const value = byHand && given === '' ? null : given;
    if (value === null || value === undefined) unset[`${place}.${field}`] = '';
    else set[`${place}.${field}`] = value;
    // Someone whose tenant was disconnected still has what was changed by hand on top: the newer value takes its place.
    if (byHand && field in (person.overrides ?? {})) unset[`overrides.${field}`] = '';
    before[field] = values[field] ?? (person.fields as Record<string, string>)[field];
    after[field] = value;
  }
  if (byHand && unset['fields.displayName'] === '') {
    delete unset['fields.displayName'];
    set['fields.displayName'] = nameFor({ fields: { ...values, ...edit.fields } as never, address: person.address });
  }
  if (edit.dataSync !== undefined && !byHand) {
    set.dataSync = edit.dataSync;
    Object.assign(before, { dataSync: person.dataSync === true });
    Object.assign(after, { dataSync: edit.dataSync });
  }
  if (groupIds) {
    const key = byHand ? 'groupIds' : 'addedGroupIds';
    set[key] = groupIds;
    before.groups = person[key] ?? [];
    after.groups = groupIds;
  }
  if (edit.address !== undefined || edit.aliases !== undefined) {
    set.addresses = addressesAfter(edit, person);
    set.address = (set.addresses as string[])[0];
    set.formerAddresses = formerAfter(person, set.addresses as string[], now);
    before.addresses = person.addresses;
    after.addresses = set.addresses;
  }
  const update = {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
  };
  return { update, before, after };
}

function addressesAfter({ address, aliases }: EditPerson, person: PersonDocument): string[] {
  if (person.source !== 'manual')
    throw new SignetError('VALIDATION', 'The addresses of a directory person are changed in Microsoft 365.');
  const primary = address ?? person.address ?? '';
  return [...new Set([primary, ...(aliases ?? person.addresses.filter((one) => one !== person.address))])];
}

/** The former addresses after these were given up. */
function formerAfter(
  person: PersonDocument,
  addresses: string[],
  now: Date,
): NonNullable<PersonDocument['formerAddresses']> {
  const until = new Date(now.getTime() + formerLife);
  const lost = person.addresses.filter((address) => !addresses.includes(address));
  const kept = (person.formerAddresses ?? []).filter(
    (one) => one.until > now && !addresses.includes(one.address) && !lost.includes(one.address),
  );
  return [...lost.map((address) => ({ address, until })), ...kept];
}

/** Values entered by hand go, for these fields or for all; someone whose sync was ended follows the directory again as a whole. */
export function followOf(
  person: PersonDocument,
  fields: string[] | undefined,
): Pick<PreparedEdit, 'update' | 'before'> {
  if (person.source === 'manual' && !person.objectId)
    throw new SignetError(
      'VALIDATION',
      'This person was entered by hand: there is nothing in the directory to follow.',
    );
  if (person.source === 'manual') {
    if (fields)
      throw new SignetError(
        'VALIDATION',
        'Sync was ended for this person: they follow the directory as a whole, or not.',
      );
    // Without its hash the next complete sync looks at the person anew.
    return {
      update: { $set: { source: 'directory', inputHash: '' }, $unset: { endedAt: '' } },
      before: { endedAt: person.endedAt },
    };
  }
  const values = (person.overrides ?? {}) as Record<string, string>;
  const unset: Record<string, ''> = fields
    ? Object.fromEntries(fields.map((field) => [`overrides.${field}`, '' as const]))
    : { overrides: '' };
  const before = fields ? Object.fromEntries(fields.map((field) => [field, values[field]])) : values;
  return { update: { $unset: unset }, before };
}
