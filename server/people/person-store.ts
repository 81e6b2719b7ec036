import { hash } from 'node:crypto';
import { mongo } from 'mongoose';
import type { ComposeType } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import { directoryOverwrites } from './overwrite.ts';
import type { Person } from './person.ts';
import { findPersonBytes } from './person-bytes-store.ts';
import { type PersonDocument, people, type StoredState, seen } from './person-model-store.ts';
import { showFields } from './shown-fields.ts';

export { type PersonDocument, people, type StoredState };

/** A person as the database keeps them, of whom nothing is made yet. */
export interface StoredPerson {
  /** As long as this is the same, so is everything that `read` gives. */
  fingerprint: string;
  read(): Promise<Person>;
}

/** The person with this directory object id, of whom mostly nothing is needed but that nothing changed. */
export async function findStoredPerson(tenantId: string, objectId: string): Promise<StoredPerson | null> {
  const bytes = await findPersonBytes(`${tenantId}:${objectId}`);
  if (!bytes) return null;
  const fingerprint = hash('sha256', bytes, 'base64') + (await directoryOverwrites(tenantId));
  return { fingerprint, read: async () => (await decoded(tenantId, bytes)) as Person };
}

/** The person with this directory object id. */
export async function findPersonByObjectId(tenantId: string, objectId: string): Promise<Person | null> {
  return findPerson(tenantId, `${tenantId}:${objectId}`);
}

/** The person with this id. */
export async function findPerson(tenantId: string, id: string): Promise<Person | null> {
  const bytes = await findPersonBytes(id);
  return bytes ? decoded(tenantId, bytes) : null;
}

/** Null for somebody of another tenant. */
async function decoded(tenantId: string, bytes: Uint8Array): Promise<Person | null> {
  const document = mongo.BSON.deserialize(bytes) as PersonDocument;
  if (document.tenantId !== tenantId) return null;
  return (await toPeople(tenantId, [document]))[0] ?? null;
}

/** The people with these ids, as far as they are there. */
export async function findPeople(tenantId: string, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const filter = { _id: ids.length === 1 ? ids[0] : { $in: ids }, tenantId, state: { $ne: 'leftOut' as const } };
  return toPeople(tenantId, await stored(() => people.find(filter, seen).lean<PersonDocument[]>()));
}

/**
 * Who this address finds: whoever has it (of several claimants the one with the smallest rank), else whoever had it until lately,
 * else someone removed who had it.
 */
export async function findPersonByAddress(tenantId: string, given: string, now: Date): Promise<Person | null> {
  const address = given.trim().toLowerCase();
  const claimants = await stored(() =>
    people
      .find({ tenantId, addresses: address, state: { $ne: 'leftOut' } }, seen)
      .sort({ rank: 1, _id: 1 })
      .limit(20)
      .lean<PersonDocument[]>(),
  );
  const owner =
    claimants.find(({ state }) => state !== 'removed') ??
    (await findFormerOwner(tenantId, address, now)) ??
    claimants[0];
  return owner ? ((await toPeople(tenantId, [owner]))[0] ?? null) : null;
}

/** Of those who had the address until lately, the one who had it last. */
async function findFormerOwner(tenantId: string, address: string, now: Date): Promise<PersonDocument | undefined> {
  const found = await stored(() =>
    people
      .find({ tenantId, 'formerAddresses.address': address, state: { $in: ['active', 'paused'] } }, seen)
      .limit(20)
      .lean<PersonDocument[]>(),
  );
  const until = (person: PersonDocument) =>
    person.formerAddresses?.find((one) => one.address === address)?.until.getTime() ?? 0;
  return found.filter((person) => until(person) > now.getTime()).sort((a, b) => until(b) - until(a))[0];
}

/** Keeps a person's own choice of templates; null goes back to the default. It is no change of the person: edits made meanwhile stand. */
export async function saveChoices(
  tenantId: string,
  id: string,
  choices: Partial<Record<ComposeType, string | null>>,
): Promise<void> {
  const entries = Object.entries(choices).map(([composeType, template]) => [`choices.${composeType}`, template]);
  const update = {
    $set: Object.fromEntries(entries.filter(([, template]) => template !== null)),
    $unset: Object.fromEntries(entries.filter(([, template]) => template === null)),
  };
  await stored(() => people.updateOne({ _id: id, tenantId }, update));
}

/** Documents as the rooms above see them. The tenant's setting is asked for only where somebody entered something by hand. */
export async function toPeople(tenantId: string, documents: PersonDocument[]): Promise<Person[]> {
  const asks = documents.some(({ overrides, dataSync }) => overrides && !dataSync);
  const overwrite = asks && (await directoryOverwrites(tenantId));
  return documents.map((document) => toPerson(document, overwrite || document.dataSync === true));
}

function toPerson(document: PersonDocument, directoryWins: boolean): Person {
  const { _id, tenantId, objectId, source, kind, state, addresses, addedGroupIds = [], updatedAt } = document;
  return {
    id: _id,
    tenantId,
    objectId,
    source,
    kind,
    state: state === 'leftOut' ? 'removed' : state,
    address: document.address,
    addresses,
    formerAddresses: document.formerAddresses,
    ...showFields(document, directoryWins),
    overrides: document.overrides,
    dataSync: document.dataSync,
    groupIds: [...new Set([...document.groupIds, ...addedGroupIds])],
    photo: document.photo,
    photoUploaded: document.photoUploaded,
    choices: document.choices,
    groupIdsByHand: source === 'manual' ? document.groupIds : addedGroupIds,
    endedAt: document.endedAt,
    ...(document.removedAt ? { removed: { at: document.removedAt, reason: document.removedReason } } : {}),
    updatedAt,
  };
}
