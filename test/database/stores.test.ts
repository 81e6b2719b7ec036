import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { grantRole, listRoleGrants, revokeRole, rolesOf } from '../../server/access/role-store.ts';
import { deleteSessionsOf, findSession, insertSession, touchSession } from '../../server/access/session-store.ts';
import { ensureGroup, listGroups } from '../../server/groups/group-store.ts';
import {
  deleteGrantsAbout,
  insertGrant,
  listGrants,
  moveGrants,
  readGrantedMailboxes,
} from '../../server/people/grant-store.ts';
import { insertNew } from '../../server/people/insert-people-store.ts';
import { countPeople, listPeople } from '../../server/people/people-list-store.ts';
import { findPeople, findPersonByAddress } from '../../server/people/person-store.ts';
import { fenced, releaseLease, renewLease, takeLease } from '../../server/platform/lease-store.ts';
import { countDocumentsOf, deleteDocumentsOf } from '../../server/platform/mongo.ts';
import { readSeen, readStaged, stagePage, takeOverStaged } from '../../server/sync/run-page-store.ts';
import { claimTurn, readSchedule } from '../../server/sync/schedule-store.ts';
import { findTenant, saveConnection, saveSettings } from '../../server/tenants/tenant-store.ts';
import { openContractDatabase } from '../support/contract-database.ts';

/** What Signet's stores promise on whichever database is underneath. */

let database: { close(): Promise<void> };
beforeAll(async () => {
  database = await openContractDatabase('what stores promise');
}, 60_000);
afterAll(() => database.close());
afterEach(async () => {
  for (const collection of Object.values(mongoose.connection.collections)) await collection.deleteMany({});
});

const tenant = 't1';
const now = new Date('2027-01-01T00:00:00Z');

test('of many who want a lease one gets it, and its fence only grows', async () => {
  const taken = await Promise.all(Array.from({ length: 8 }, (_, n) => takeLease('sync', `worker ${n}`)));
  const [fence, ...others] = taken.filter((one) => one !== null);
  expect(others).toEqual([]);
  expect(await renewLease('sync', fence as number)).toBe(true);
  await releaseLease('sync', fence as number);
  const next = await takeLease('sync', 'another');
  expect(next).toBe((fence as number) + 1);
  expect(await renewLease('sync', fence as number)).toBe(false);
  expect(await takeLease('sync', 'third')).toBeNull();
  // A lease ends by the database's own clock: one that ended already is free at once.
  expect(await renewLease('sync', next as number, -1000)).toBe(true);
  expect(await takeLease('sync', 'third')).toBe((next as number) + 1);
});

test('what a newer lease has written an older one cannot replace', async () => {
  const page = { page: 1, seen: ['a', 'b'], changes: [] };
  await stagePage(tenant, 'run', page, { at: now, fence: 2 });
  await stagePage(tenant, 'run', { ...page, seen: ['c'] }, { at: now, fence: 2 });
  await expect(stagePage(tenant, 'run', page, { at: now, fence: 1 })).rejects.toMatchObject({ code: 'LEASE_LOST' });
  const seen = await readSeen(tenant, 'run', 9);
  expect(['a', 'b', 'c'].filter((id) => seen.has(id))).toEqual(['c']);
  await stagePage(tenant, 'run', { ...page, page: 2 }, { at: now, fence: 2 });
  await takeOverStaged(tenant, 'run', { from: 2, fence: 3 });
  await expect(stagePage(tenant, 'run', page, { at: now, fence: 2 })).rejects.toMatchObject({ code: 'LEASE_LOST' });
  const staged: number[] = [];
  for await (const { page: number } of readStaged(tenant, 'run')) staged.push(number);
  expect(staged).toEqual([1]);
});

test('a duplicate key is told as such, whatever was written', async () => {
  const insert = () => fenced(() => mongoose.connection.collection('leases').insertOne({ _id: 'x' as never }));
  await insert();
  await expect(insert()).rejects.toMatchObject({ code: 'LEASE_LOST' });
});

const person = (id: string, fields: object = {}) => ({
  ...{ _id: `${tenant}:${id}`, tenantId: tenant, source: 'directory', kind: 'user', state: 'active', rank: id },
  ...{ groupIds: [], createdAt: now, ...fields },
});
const insertPeople = (...people: ReturnType<typeof person>[]) => insertNew(people as never);

test('people who are there already are told apart from new ones, however many there are', async () => {
  const all = Array.from({ length: 1500 }, (_, n) => person(String(n), { addresses: [`p${n}@x.example`] }));
  expect(await insertPeople(...all.slice(0, 1000))).toEqual([]);
  expect(await insertPeople(...all)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  expect(await countPeople(tenant)).toBe(1500);
  expect(await findPeople(tenant, [`${tenant}:3`, `${tenant}:nobody`, `${tenant}:1200`])).toHaveLength(2);
});

test('an address finds its owner: the smaller rank of two claimants, then who had it last, then who was removed', async () => {
  const later = new Date(now.getTime() + 1000);
  await insertPeople(
    person('b', { addresses: ['a@x.example'] }),
    person('a', { addresses: ['a@x.example', 'own@x.example'] }),
    person('c', { addresses: [], formerAddresses: [{ address: 'old@x.example', until: later }] }),
    person('d', { addresses: ['old@x.example'], state: 'removed', removedAt: now }),
    person('e', { addresses: ['left@x.example'], state: 'leftOut' }),
  );
  const who = async (address: string) => (await findPersonByAddress(tenant, address, now))?.id;
  expect(await who(' A@X.example')).toBe('t1:a');
  expect(await who('old@x.example')).toBe('t1:c');
  expect((await findPersonByAddress(tenant, 'old@x.example', new Date(later.getTime() + 1)))?.id).toBe('t1:d');
  expect(await who('left@x.example')).toBeUndefined();
  expect((await findPersonByAddress('t2', 'a@x.example', now))?.id).toBeUndefined();
});

test('a list goes through everyone once, page by page, the nameless first, and searches parts of words', async () => {
  const names = ['Zoë', 'anna', 'Anna', undefined, 'Björn (Sales)', undefined, 'Anna'];
  await insertPeople(
    ...names.map((displayName, n) => person(String(n), { addresses: [`p${n}@x.example`], fields: { displayName } })),
  );
  const seen: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPeople(tenant, { limit: 2, cursor } as never);
    seen.push(...page.people.map(({ id }) => id.split(':')[1]));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(['3', '5', '2', '6', '4', '0', '1']);
  const found = await listPeople(tenant, { limit: 10, query: '(sAL' } as never);
  expect(found.people.map(({ id }) => id)).toEqual(['t1:4']);
});

test('groups, roles and grants are there once, and end where they should', async () => {
  for (let twice = 0; twice < 2; twice++) await ensureGroup(tenant, 't1:sales', 'Sales', now);
  await ensureGroup(tenant, 't1:all', 'All', now);
  expect((await listGroups(tenant)).map(({ name }) => name)).toEqual(['All', 'Sales']);
  const grant = { objectId: 'o', role: 'admin', address: 'a@x.example', grantedAt: now } as const;
  await Promise.all([
    grantRole(tenant, grant),
    grantRole(tenant, grant),
    grantRole(tenant, { ...grant, role: 'editor' }),
  ]);
  expect((await rolesOf(tenant, 'o')).sort()).toEqual(['admin', 'editor']);
  expect(await revokeRole(tenant, 'o', 'admin')).toBe(true);
  expect(await revokeRole(tenant, 'o', 'admin')).toBe(false);
  expect(await listRoleGrants(tenant)).toHaveLength(1);
  const send = (mailboxId: string, to: string) =>
    insertGrant({ tenantId: tenant, mailboxId, to, kind: 'person', grantedAt: now, grantedBy: 'x' });
  expect([await send('m1', 'p1'), await send('m1', 'p1'), await send('m2', 'p1'), await send('m1', 'p2')]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  await moveGrants(tenant, 'p1', 'p3');
  expect(await readGrantedMailboxes(tenant, ['p1', 'p3'])).toEqual(['m1', 'm2']);
  expect(await listGrants(tenant, 'm1')).toHaveLength(2);
  expect(await deleteGrantsAbout(tenant, ['m1'])).toBe(2);
});

test('sessions are found until they idle out or end, and one person is signed out everywhere', async () => {
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const far = new Date('2090-01-01T00:00:00Z');
  const session = { tenantId: tenant, objectId: 'o', name: 'N', address: 'a', tokenRoles: [], createdAt: now };
  await insertSession({ ...session, _id: 'h1', seenAt: now, expiresAt: far });
  await insertSession({ ...session, _id: 'h2', seenAt: now, expiresAt: far });
  await touchSession('h1', at(50));
  expect(await findSession('h1', at(60), at(40))).toMatchObject({ _id: 'h1', tokenRoles: [] });
  expect(await findSession('h2', at(60), at(40))).toBeNull();
  expect(await findSession('h1', new Date('2090-01-02T00:00:00Z'), at(40))).toBeNull();
  expect(await deleteSessionsOf(tenant, 'o')).toBe(2);
});

test('of several who change settings at once one succeeds', async () => {
  const settings = { a: { 'with.dot': 1 }, empty: {} } as never;
  await saveConnection({ tenantId: tenant, name: 'T', connectedAt: now, access: { checkedAt: now }, settings });
  await saveConnection({ tenantId: tenant, name: 'Other', connectedAt: now, access: { checkedAt: now }, settings });
  const found = await findTenant(tenant);
  expect(found).toMatchObject({ name: 'T', revision: 2, settings: { a: { 'with.dot': 1 }, empty: {} } });
  const tries = await Promise.all([1, 2, 3].map(() => saveSettings(tenant, { scheduledSince: now }, 2)));
  expect(tries.filter(Boolean)).toHaveLength(1);
});

test('of several workers that see the same turn one takes it', async () => {
  await Promise.all([readSchedule(tenant), readSchedule(tenant)]);
  const turns = await Promise.all([1, 2, 3, 4].map(() => claimTurn(tenant, 'intervalAt', undefined, now)));
  expect(turns.filter(Boolean)).toHaveLength(1);
  expect(await claimTurn(tenant, 'intervalAt', now, new Date(now.getTime() + 1))).toBe(true);
});

test("a tenant's documents are counted and deleted, and nobody else's", async () => {
  await insertPeople(person('1'), person('2'));
  await ensureGroup('t2', 't2:all', 'All', now);
  await ensureGroup(tenant, 't1:all', 'All', now);
  expect(await countDocumentsOf(tenant)).toEqual({ people: 2, groups: 1 });
  await deleteDocumentsOf(tenant, ['groups']);
  expect(await countDocumentsOf(tenant)).toEqual({ groups: 1 });
  expect(await countDocumentsOf('t2')).toEqual({ groups: 1 });
});

test('every declared index is there as declared', async () => {
  for (const model of Object.values(mongoose.models)) {
    const there = await model.collection.indexes();
    for (const [key, options] of model.schema.indexes()) {
      const found = there.find((index) => JSON.stringify(index.key) === JSON.stringify(key));
      expect({ key, found }).toMatchObject({ key, found: expect.objectContaining({ key }) });
      for (const name of ['unique', 'expireAfterSeconds', 'partialFilterExpression'] as const)
        expect(found?.[name]).toEqual((options as Record<string, unknown>)[name]);
    }
  }
});

test('reads by address, name and group are answered by an index', async () => {
  await insertPeople(...Array.from({ length: 50 }, (_, n) => person(String(n), { addresses: [`p${n}@x.example`] })));
  const people = mongoose.connection.collection('people');
  const stages = async (filter: object, sort: object = {}) =>
    JSON.stringify(
      (
        await people
          .find(filter)
          .sort(sort as never)
          .explain('queryPlanner')
      ).queryPlanner.winningPlan,
    );
  for (const filter of [
    { _id: 't1:3' },
    { _id: { $in: ['t1:3', 't1:4'] } },
    { tenantId: tenant, addresses: 'p3@x.example' },
  ])
    expect(await stages(filter)).not.toContain('COLLSCAN');
  const byName = await stages({ tenantId: tenant }, { 'fields.displayName': 1, _id: 1 });
  expect(byName).toContain('IXSCAN');
  expect(byName).not.toContain('"SORT"');
});
