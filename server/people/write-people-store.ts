import type { mongo } from 'mongoose';
import { fenced } from '../platform/lease-store.ts';
import { stored } from '../platform/mongo.ts';
import type { DirectoryWrite } from './directory-person.ts';
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
