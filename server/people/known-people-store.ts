import type { mongo } from 'mongoose';
import { stored } from '../platform/mongo.ts';
import type { KnownHash, KnownPerson } from './directory-person.ts';
import { type PersonDocument, people, type StoredState } from './person-store.ts';

/** Of these people, what their hashes and states are: cheap, for the many that did not change. */
export async function readHashes(tenantId: string, ids: string[]): Promise<Map<string, KnownHash>> {
  const found = await stored(() =>
    people.collection
      .find(
        { _id: { $in: ids as never[] }, tenantId },
        {
          projection: { state: 1, source: 1, keptOut: 1, inputHash: 1, accountClosed: 1 },
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
        closed: person.accountClosed,
        present: person.source === 'directory' && (person.state === 'active' || person.state === 'paused'),
      },
    ]),
  );
}

/** Of these people, everything that a plan compares. */
export async function readKnown(tenantId: string, ids: string[]): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map();
  const projection = {
    ...{ state: 1, source: 1, keptOut: 1, kind: 1, inputHash: 1, rank: 1, accountClosed: 1 },
    ...{ fields: 1, addresses: 1, formerAddresses: 1, groupIds: 1 },
  };
  const found = await stored(() =>
    people.collection.find({ _id: { $in: ids as never[] }, tenantId }, { projection, batchSize: 2000 }).toArray(),
  );
  return new Map(found.map((person) => [String(person._id), toKnown(person as unknown as PersonDocument)]));
}

/** Whom sync leaves alone: paused, ended, or removed by hand. */
export const leftAlone = { $or: [{ state: 'paused' as const }, { source: 'manual' as const }, { keptOut: true }] };

/** Of these people, whom sync has to leave alone by now: paused, ended or removed by hand since they were read. */
export async function readLeftAlone(tenantId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const found = await stored(() =>
    people.collection
      .find({ _id: { $in: ids as never[] }, tenantId, ...leftAlone }, { projection: { _id: 1 } })
      .toArray(),
  );
  return new Set(found.map(({ _id }) => String(_id)));
}

/** Is anybody of this tenant known? */
export async function hasPeople(tenantId: string): Promise<boolean> {
  return (await stored(() => people.collection.findOne({ tenantId }, { projection: { _id: 1 } }))) !== null;
}

/** How many people the directory brought, removed and left-out ones not counted. Looks at everyone. */
export async function countDirectoryPeople(tenantId: string): Promise<{ active: number }> {
  const active = await stored(() =>
    people.collection.countDocuments({ tenantId, source: 'directory', state: { $in: ['active', 'paused'] } }),
  );
  return { active };
}

/** Those of a tenant whom the directory brought and who are not removed, one by one: who of them was not seen has gone. */
export async function* readCensus(
  tenantId: string,
  { onlyLeftOut }: { onlyLeftOut: boolean },
): AsyncGenerator<{ id: string; state: StoredState; name: string; address?: string; closed: boolean | undefined }> {
  const state: mongo.Condition<StoredState> = onlyLeftOut ? 'leftOut' : { $in: ['active', 'paused', 'leftOut'] };
  const cursor = people.collection.find(
    { tenantId, source: 'directory', state },
    { projection: { state: 1, address: 1, accountClosed: 1, 'fields.displayName': 1 }, batchSize: 2000 },
  );
  for await (const person of cursor) {
    const { _id, state, address, fields, accountClosed: closed } = person as unknown as PersonDocument;
    yield { id: _id, state, closed, name: fields?.displayName ?? address ?? _id, ...(address ? { address } : {}) };
  }
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
 * A state as sync sees it: who is by hand, was ended for good or was removed by hand is left alone like someone paused.
 */
function stateForSync({
  state,
  source,
  keptOut,
}: Pick<PersonDocument, 'state' | 'source'> & { keptOut?: boolean }): StoredState {
  return source === 'manual' || keptOut ? 'paused' : state;
}

function toKnown(document: PersonDocument): KnownPerson {
  const { _id, kind, inputHash, fields, addresses, formerAddresses = [], groupIds, rank, accountClosed } = document;
  return {
    id: _id,
    kind,
    state: stateForSync(document),
    inputHash,
    fields: fields ?? {},
    addresses: addresses ?? [],
    formerAddresses: formerAddresses.map(({ address, until }) => ({ address, until: until.toISOString() })),
    groupIds: groupIds ?? [],
    rank,
    closed: accountClosed,
  };
}
