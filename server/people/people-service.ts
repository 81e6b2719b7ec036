import { createHash, randomBytes } from 'node:crypto';
import type {
  BulkAction,
  BulkResult,
  EditPerson,
  NewPerson,
  PeopleSelection,
  PersonFields,
} from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { adoptPeopleByHand } from './adopt.ts';
import {
  changePeople,
  countSelected,
  insertPerson,
  readConcerned,
  readOwners,
  readStored,
  updatePerson,
} from './by-hand-store.ts';
import { type EditFacts, editOf, followOf } from './edit-person.ts';
import { nameFor } from './name-for.ts';
import { directoryOverwrites } from './overwrite.ts';
import type { Person } from './person.ts';
import type { PersonDocument } from './person-model-store.ts';
import { findPerson } from './person-store.ts';

/** Groups by name, from the room beside this one. */
export interface GroupsByName {
  /** The ids of these groups, made where missing. */
  ensure(tenantId: string, names: string[]): Promise<string[]>;
  /** The id a group of this name has, or would have. */
  idOf(tenantId: string, name: string): string;
  /** The group that everyone is in. */
  everyone: string;
}

/** What people do to people by hand. Everything is written to the audit log. */
export interface PeopleService {
  /** Someone entered by hand. @throws {SignetError} DUPLICATE where an address is someone's already */
  create(tenantId: string, person: NewPerson, by: Actor): Promise<Person>;
  /** @throws {SignetError} PERSON_UNKNOWN, VALIDATION, CONFLICT where `since` is not the last change any more */
  edit(tenantId: string, id: string, edit: EditPerson, by: Actor, since?: Date): Promise<Person>;
  /** Fields, or all of them, follow the directory again; someone whose sync was ended follows it again as a whole. */
  follow(tenantId: string, id: string, fields: string[] | undefined, by: Actor): Promise<Person>;
  /** Pauses, resumes, ends, removes or restores one, several, all. */
  bulk(
    tenantId: string,
    request: { action: BulkAction; on: PeopleSelection; reason?: string },
    by: Actor,
  ): Promise<BulkResult>;
}

/** The verbs, by this clock. */
export function createPeople({ clock, groups }: { clock: Clock; groups: GroupsByName }): PeopleService {
  const service: PeopleService = {
    async create(tenantId, person, by) {
      const addresses = [...new Set([person.address, ...person.aliases])];
      await refuseTaken(tenantId, addresses);
      const now = clock.now();
      const document = await addManual(
        tenantId,
        person,
        addresses,
        await groups.ensure(tenantId, [groups.everyone, ...person.groups]),
        now,
      );
      await audit(
        tenantId,
        { by, what: 'person.create', targets: [document._id], after: { addresses, fields: document.fields } },
        now,
      );
      return present(tenantId, document._id);
    },

    async edit(tenantId, id, edit, by, since) {
      const person = await known(tenantId, id);
      const now = clock.now();
      const facts: EditFacts = {
        ...{ person, now },
        groupIds: edit.groups && (await groups.ensure(tenantId, namesAfter(edit.groups, person, groups))),
      };
      const { update, before, after } = editOf(edit, facts);
      const addresses = (update.$set?.addresses ?? []) as string[];
      await refuseTaken(tenantId, addresses, id);
      if (!(await updatePerson(tenantId, id, update, { now, since }))) throw new SignetError('CONFLICT');
      await audit(tenantId, { by, what: 'person.edit', targets: [id], before, after }, now);
      return present(tenantId, id);
    },

    async follow(tenantId, id, fields, by) {
      const person = await known(tenantId, id);
      const { update, before } = followOf(person, fields);
      const now = clock.now();
      await updatePerson(tenantId, id, update, { now });
      await audit(
        tenantId,
        { by, what: 'person.follow', targets: [id], before, after: { fields: fields ?? 'all' } },
        now,
      );
      return present(tenantId, id);
    },

    async bulk(tenantId, { action, on, reason }, by) {
      const now = clock.now();
      const directoryWins = action === 'end' && (await directoryOverwrites(tenantId));
      const result: BulkResult = { action, matched: await countSelected(tenantId, on), changed: 0 };
      for await (const portion of readConcerned(tenantId, on, action)) {
        result.changed += await changePeople(tenantId, portion, action, { now, reason, directoryWins });
        await audit(tenantId, { by, what: `person.${action}`, targets: portion.map(({ _id }) => _id), reason }, now);
      }
      // Someone entered by hand may come back while the directory has brought the same person meanwhile.
      if (action === 'restore' && result.changed > 0) await adoptPeopleByHand(tenantId, now);
      return result;
    },
  };
  return service;
}

/** Everyone entered by hand is in the group for everyone; of the others sync takes care. */
function namesAfter(names: string[], { source }: PersonDocument, { everyone }: GroupsByName): string[] {
  return source === 'manual' ? [everyone, ...names] : names;
}

async function known(tenantId: string, id: string): Promise<PersonDocument> {
  const person = await readStored(tenantId, id);
  if (!person || person.state === 'leftOut') throw new SignetError('PERSON_UNKNOWN');
  return person;
}

async function present(tenantId: string, id: string): Promise<Person> {
  const person = await findPerson(tenantId, id);
  if (!person) throw new SignetError('PERSON_UNKNOWN');
  return person;
}

/** @throws {SignetError} DUPLICATE, naming whose address it is and what to do instead */
async function refuseTaken(tenantId: string, addresses: string[], but?: string): Promise<void> {
  const owner = (await readOwners(tenantId, addresses)).find(({ _id }) => _id !== but);
  if (!owner) return;
  const taken = addresses.find((address) => owner.addresses.includes(address));
  const name = owner.fields?.displayName ?? owner.address ?? owner._id;
  throw new SignetError(
    'DUPLICATE',
    owner.state === 'removed'
      ? `${taken} belongs to ${name}, who is removed: restore them, or erase them first.`
      : `${taken} belongs to ${name} already: edit them instead.`,
    { details: { address: taken, person: owner._id } },
  );
}

/** Someone entered by hand, as stored: of two who enter the same address at once, one loses by the id. */
export async function addManual(
  tenantId: string,
  person: Pick<NewPerson, 'address' | 'kind' | 'fields'>,
  addresses: string[],
  groupIds: string[],
  now: Date,
): Promise<PersonDocument> {
  const fields = Object.fromEntries(Object.entries(person.fields).filter(([, value]) => value)) as PersonFields;
  const digest = createHash('sha256').update(person.address).digest('base64url').slice(0, 16);
  const id = `${tenantId}:manual:${digest}`;
  const before = await readStored(tenantId, id);
  const document: PersonDocument = {
    // Whoever had this id has another address by now.
    _id: before && !before.addresses.includes(person.address) ? `${id}-${randomBytes(4).toString('hex')}` : id,
    tenantId,
    source: 'manual',
    kind: person.kind,
    state: 'active',
    address: person.address,
    addresses,
    fields: { ...fields, displayName: fields.displayName || nameFor({ fields, address: person.address }) },
    groupIds,
    // Before every directory user, until the two are one.
    rank: '',
    memberOf: [],
    inputHash: '',
    fence: 0,
    createdAt: now,
    updatedAt: now,
  };
  await insertPerson(document);
  return document;
}
