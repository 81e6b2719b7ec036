import type { mongo } from 'mongoose';
import type { PersonFields, PersonKind } from '../../contract/index.ts';
import { fenced } from '../platform/lease-store.ts';
import { stored } from '../platform/mongo.ts';
import { inBulk, insertNew } from './insert-people-store.ts';
import { type PersonDocument, people, type StoredState } from './person-store.ts';

/** What sync writes of one person. */
export interface DirectoryPerson {
  id: string;
  objectId: string;
  kind: PersonKind;
  address?: string;
  addresses: string[];
  /** Addresses the person had; those without `until` (ISO) have just been lost. Absent: as it was. */
  formerAddresses?: { address: string; until?: string }[];
  fields: PersonFields;
  groupIds: string[];
  rank: string;
  /** The directory's user as it came, as JSON: one text costs the database a tenth of forty properties. */
  raw: string;
  memberOf: string[];
  inputHash: string;
  contentHash: string;
}

/** What sync has to know of a person before it plans. */
export interface KnownPerson {
  id: string;
  state: StoredState;
  inputHash: string;
  contentHash: string;
  fields: PersonFields;
  addresses: string[];
  formerAddresses?: { address: string; until: string }[];
  groupIds: string[];
}

/** One write of a sync: the person as the directory has them, and what it makes of their state. */
export interface DirectoryWrite {
  person: DirectoryPerson;
  /** `keep`: as it is; someone not known yet is then remembered as left out. */
  state: 'active' | 'removed' | 'keep';
  /** Why someone is removed. */
  reason?: string;
}

/**
 * A state as sync sees it: who is by hand, was ended for good or was removed by hand is left alone like someone paused.
 */
function stateForSync({
  state,
  source,
  keptOut,
}: Pick<PersonDocument, 'state' | 'source'> & { keptOut?: boolean }): StoredState {
  return source === 'manual' || keptOut ? 'paused' : state;
}

/** How long a former address finds its person. Milliseconds. */
const formerLife = 30 * 24 * 3_600_000;

/** When, and under which lease, something is written. */
export interface Writing {
  now: Date;
  fence: number;
  /** Only to people whom no lease newer than this one has written; nobody is made anew. */
  since?: number;
}

/** What is read of the many that did not change. */
export interface KnownHash extends Pick<KnownPerson, 'state' | 'inputHash'> {
  /** Brought by the directory, and active or paused: one of those whom a plan's removals are measured against. */
  present: boolean;
}

/** Of these people, what their hashes and states are: cheap, for the many that did not change. */
export async function readHashes(tenantId: string, ids: string[]): Promise<Map<string, KnownHash>> {
  const found = await stored(() =>
    people.collection
      .find(
        { _id: { $in: ids as never[] }, tenantId },
        {
          projection: { state: 1, source: 1, keptOut: 1, inputHash: 1 },
          batchSize: 2000,
        },
      )
      .toArray(),
  );
  return new Map(
    found.map((person) => [
      String(person._id),
      {
        state: stateForSync(person as unknown as PersonDocument),
        inputHash: person.inputHash,
        present: person.source === 'directory' && (person.state === 'active' || person.state === 'paused'),
      },
    ]),
  );
}

/** Of these people, everything that a plan compares. */
export async function readKnown(tenantId: string, ids: string[]): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map();
  const projection = {
    ...{ state: 1, source: 1, keptOut: 1, inputHash: 1, contentHash: 1 },
    ...{ fields: 1, addresses: 1, formerAddresses: 1, groupIds: 1 },
  };
  const found = await stored(() =>
    people.collection.find({ _id: { $in: ids as never[] }, tenantId }, { projection, batchSize: 2000 }).toArray(),
  );
  return new Map(found.map((person) => [String(person._id), toKnown(person as unknown as PersonDocument)]));
}

/** How many people the directory brought, removed and left-out ones not counted. Looks at everyone. */
export async function countDirectoryPeople(tenantId: string): Promise<{ active: number }> {
  const active = await stored(() =>
    people.collection.countDocuments({ tenantId, source: 'directory', state: { $in: ['active', 'paused'] } }),
  );
  return { active };
}

/** Everyone of a tenant whom the directory brought and who is not removed, one by one: who of them was not seen has gone. */
export async function* readCensus(
  tenantId: string,
): AsyncGenerator<{ id: string; state: StoredState; name: string; address?: string }> {
  const cursor = people.collection.find(
    { tenantId, source: 'directory', state: { $in: ['active', 'paused', 'leftOut'] } },
    { projection: { state: 1, address: 1, 'fields.displayName': 1 }, batchSize: 2000 },
  );
  for await (const person of cursor) {
    const { _id, state, address, fields } = person as unknown as PersonDocument;
    yield { id: _id, state, name: fields?.displayName ?? address ?? _id, ...(address ? { address } : {}) };
  }
}

/** The directory users that a tenant's sync remembers, in pages: to apply changed rules without reading the directory again. Who has left the directory is not among them. */
export async function* readRawPages(tenantId: string, size: number): AsyncGenerator<unknown[]> {
  let page: unknown[] = [];
  for await (const person of people.collection.find(
    { tenantId, source: 'directory', raw: { $exists: true } },
    { projection: { raw: 1 }, batchSize: size },
  )) {
    if (person.raw) page.push(JSON.parse(person.raw));
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Of these addresses, who else has them: the claimants' ids, names and ranks. */
export async function readClaimants(
  tenantId: string,
  addresses: string[],
): Promise<{ id: string; name: string; rank: string; addresses: string[] }[]> {
  if (addresses.length === 0) return [];
  // Someone entered by hand is no rival: the two become one person.
  const filter = { tenantId, source: 'directory', addresses: { $in: addresses }, state: { $in: ['active', 'paused'] } };
  const found = await stored(() =>
    people.collection.find(filter, { projection: { rank: 1, addresses: 1, 'fields.displayName': 1 } }).toArray(),
  );
  return found.map((person) => ({
    id: String(person._id),
    name: person.fields?.displayName ?? String(person._id),
    rank: person.rank,
    addresses: person.addresses,
  }));
}

/**
 * Writes people as the directory has them; `overrides`, pauses and the day of creation stay. Writing the same twice changes nothing.
 * Straight through the driver: these documents are made by our own code, and casting each would cost more than the write.
 * @throws {SignetError} LEASE_LOST where a newer lease has written meanwhile. Gives how many were written.
 */
export async function writeDirectoryPeople(
  tenantId: string,
  writes: DirectoryWrite[],
  options: Writing,
): Promise<number> {
  const operations = (some: DirectoryWrite[]) => some.map((write) => toOperation(tenantId, write, options));
  // Whoever becomes active is most often new.
  const likelyNew = options.since === undefined ? writes.filter(({ state }) => state === 'active') : [];
  const known = await insertNew(operations(likelyNew));
  const upserts = [
    ...known,
    ...operations(likelyNew.length > 0 ? writes.filter(({ state }) => state !== 'active') : writes),
  ];
  const inserted = likelyNew.length - known.length;
  if (upserts.length === 0) return inserted;
  const { matchedCount, upsertedCount } = await fenced(() => people.collection.bulkWrite(upserts as never, inBulk));
  return inserted + matchedCount + upsertedCount;
}

/** Forgets those who were only remembered, never let in: the directory does not know them any more. */
export async function forgetLeftOut(tenantId: string, ids: string[], fence: number): Promise<void> {
  if (ids.length === 0) return;
  const filter = { _id: { $in: ids as never[] }, tenantId, state: 'leftOut', fence: { $lte: fence } };
  await stored(() => people.collection.deleteMany(filter));
}

/**
 * Marks people as removed, not deleted, so that they can come back. What the directory showed of them is forgotten: a change of rules
 * must not bring back who is gone. Gives how many there were.
 */
export async function removePeople(
  tenantId: string,
  ids: string[],
  { now, fence, since = fence, reason }: Writing & { reason?: string },
): Promise<number> {
  if (ids.length === 0) return 0;
  const filter = {
    _id: { $in: ids as never[] },
    tenantId,
    source: 'directory',
    state: 'active',
    fence: { $lte: since },
  };
  const { matchedCount } = await stored(() =>
    people.collection.updateMany(filter, {
      $set: { state: 'removed', removedAt: now, updatedAt: now, fence, ...(reason ? { removedReason: reason } : {}) },
      $unset: { raw: '' },
    }),
  );
  return matchedCount;
}

function toOperation(
  tenantId: string,
  { person: { id, formerAddresses, ...person }, state, reason }: DirectoryWrite,
  { now, fence, since }: Writing,
): mongo.AnyBulkWriteOperation<PersonDocument> {
  const set = {
    ...{ ...person, address: person.address, tenantId, source: 'directory' as const, updatedAt: now, fence },
    ...(formerAddresses ? { formerAddresses: formerAddresses.flatMap((one) => lasting(one, now)) } : {}),
  };
  const filter = { _id: id, fence: { $lte: since ?? fence } };
  const upsert = since === undefined;
  if (state === 'active')
    return {
      updateOne: {
        filter,
        update: {
          $set: { ...set, state },
          $setOnInsert: { createdAt: now },
          $unset: { removedAt: '', removedReason: '' },
        },
        upsert,
      },
    };
  if (state === 'removed')
    return {
      updateOne: {
        filter,
        update: { $set: { ...set, state, removedAt: now, removedReason: reason }, $setOnInsert: { createdAt: now } },
        upsert,
      },
    };
  return {
    updateOne: {
      filter,
      update: { $set: set, $setOnInsert: { createdAt: now, state: 'leftOut' as const } },
      upsert,
    },
  };
}

/** A former address that still counts. */
function lasting(
  { address, until }: { address: string; until?: string },
  now: Date,
): { address: string; until: Date }[] {
  const end = until ? new Date(until) : new Date(now.getTime() + formerLife);
  return end > now ? [{ address, until: end }] : [];
}

/** Of these people, whom sync has to leave alone by now: paused, ended or removed by hand since they were read. */
export async function readLeftAlone(tenantId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await stored(() =>
    people.collection
      .find(
        {
          _id: { $in: ids as never[] },
          tenantId,
          $or: [{ state: 'paused' }, { source: 'manual' }, { keptOut: true }],
        },
        { projection: { _id: 1 } },
      )
      .toArray(),
  );
  return new Set(found.map(({ _id }) => String(_id)));
}

function toKnown(document: PersonDocument): KnownPerson {
  const { _id, inputHash, contentHash, fields, addresses, formerAddresses = [], groupIds } = document;
  return {
    id: _id,
    state: stateForSync(document),
    inputHash,
    contentHash,
    fields: fields ?? {},
    addresses: addresses ?? [],
    formerAddresses: formerAddresses.map(({ address, until }) => ({ address, until: until.toISOString() })),
    groupIds: groupIds ?? [],
  };
}

/** Is anybody of this tenant known? */
export async function hasPeople(tenantId: string): Promise<boolean> {
  return (await stored(() => people.collection.findOne({ tenantId }, { projection: { _id: 1 } }))) !== null;
}

/** The directory users remembered for these people. */
export async function readRaws(tenantId: string, ids: string[]): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map();
  const found = await stored(() =>
    people.collection.find({ _id: { $in: ids as never[] }, tenantId }, { projection: { raw: 1 } }).toArray(),
  );
  return new Map(found.flatMap((person) => (person.raw ? [[String(person._id), JSON.parse(person.raw)]] : [])));
}

/** Who was in a directory group when it was last read: object ids. */
export async function readMembersRemembered(tenantId: string, groupId: string): Promise<Set<string>> {
  const found = await stored(() =>
    people.collection.find({ tenantId, memberOf: groupId }, { projection: { objectId: 1 } }).toArray(),
  );
  return new Set(found.map((person) => String(person.objectId)));
}
