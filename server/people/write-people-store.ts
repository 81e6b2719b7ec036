import type { mongo } from 'mongoose';
import { fenced } from '../platform/lease-store.ts';
import { stored } from '../platform/mongo.ts';
import type { DirectoryPerson, DirectoryWrite } from './directory-person.ts';
import { inBulk, insertNew } from './insert-people-store.ts';
import { type PersonDocument, people } from './person-store.ts';

/** How long a former address finds its person. Milliseconds. */
const formerLife = 30 * 24 * 3_600_000;

/** When, and under which lease, something is written. */
export interface Writing {
  now: Date;
  fence: number;
  /** Only to people whom no lease newer than this one has written; nobody is made anew. */
  since?: number;
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
  // Whoever becomes active is most often new.
  const likelyNew = options.since === undefined ? writes.filter(({ state }) => state === 'active') : [];
  const others = likelyNew.length > 0 ? writes.filter(({ state }) => state !== 'active') : writes;
  const known = await insertNew(likelyNew.map(({ person }) => toDocument(tenantId, person, options)));
  const inserted = likelyNew.length - known.length;
  const upserts = [...known.flatMap((index) => likelyNew[index] ?? []), ...others];
  if (upserts.length === 0) return inserted;
  const operations = upserts.map((write) => toOperation(tenantId, write, options));
  const { matchedCount, upsertedCount } = await fenced(() => people.collection.bulkWrite(operations as never, inBulk));
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

/**
 * What is set of a person whatever becomes of them. Each field by name: to copy what is left of an object costs more than the write; and
 * no spread in front: V8 11.3 would keep such objects until its next full collection.
 */
function valuesOf(
  tenantId: string,
  {
    objectId,
    kind,
    address,
    addresses,
    formerAddresses,
    fields,
    groupIds,
    rank,
    raw,
    memberOf,
    inputHash,
  }: DirectoryPerson,
  { now, fence }: Writing,
) {
  return {
    tenantId,
    source: 'directory' as const,
    updatedAt: now,
    fence,
    ...{ objectId, kind, address, addresses, fields, groupIds, rank, raw, memberOf, inputHash },
    ...(formerAddresses ? { formerAddresses: formerAddresses.flatMap((one) => lasting(one, now)) } : {}),
  };
}

/** The id in front: so the database can keep the bytes as they come. */
function toDocument(tenantId: string, person: DirectoryPerson, writing: Writing): PersonDocument {
  return { _id: person.id, ...valuesOf(tenantId, person, writing), state: 'active', createdAt: writing.now };
}

function toOperation(
  tenantId: string,
  write: DirectoryWrite,
  writing: Writing,
): mongo.AnyBulkWriteOperation<PersonDocument> {
  const { now, fence, since } = writing;
  const { person, state, reason } = write;
  const set = valuesOf(tenantId, person, writing);
  const filter = { _id: person.id, fence: { $lte: since ?? fence } };
  const upsert = since === undefined;
  if (state === 'active')
    return {
      updateOne: {
        filter,
        update: {
          $set: { state, ...set },
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
        update: { $set: { state, removedAt: now, removedReason: reason, ...set }, $setOnInsert: { createdAt: now } },
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
