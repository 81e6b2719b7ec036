import { beforeEach, describe, expect, it } from '@jest/globals';
import { searchGroups, searchUsers } from '../../server/directory/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld(
  (opened) => {
    world = opened;
  },
  { people: 30, pageSize: 12 },
);

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const states = async () => [...(await world.people()).values()].map(({ state }) => state);
const active = async () => (await states()).filter((state) => state === 'active').length;

describe('type-ahead over groups', () => {
  it('finds by a word or the beginning of a name, also where Graph refuses advanced queries', async () => {
    world.directory.addGroup({ displayName: "EU Finance o'clock" }, []);
    const graph = world.tenants.graphOf(world.tenantId, { priority: 'high' });
    expect(await searchGroups(graph, 'fin')).toMatchObject([{ name: "EU Finance o'clock" }]);
    for (const text of ["eu finance o'", '']) {
      world.sandbox.faults.next({ match: /groups\?/, status: 400 });
      expect(await searchGroups(graph, text)).toMatchObject([{ name: "EU Finance o'clock" }]);
    }
  });
});

describe('type-ahead over people', () => {
  it('finds by a word of the name, the mail or the sign-in name, also where Graph refuses advanced queries', async () => {
    world.directory.addUser({ displayName: "Maeve O'Hara", userPrincipalName: 'maeve@elsewhere.example' });
    const graph = world.tenants.graphOf(world.tenantId, { priority: 'high' });
    const maeve = { id: expect.any(String), name: "Maeve O'Hara", address: 'maeve@elsewhere.example' };
    expect(await searchUsers(graph, "o'ha")).toEqual([maeve]);
    expect(await searchUsers(graph, addressOf(7))).toMatchObject([{ address: addressOf(7) }]);
    for (const text of ["maeve o'", 'maeve@']) {
      world.sandbox.faults.next({ match: /users\?/, status: 400 });
      expect(await searchUsers(graph, text)).toEqual([maeve]);
    }
    expect(await searchUsers(graph, '')).toHaveLength(20);
  });
});

describe('fault 21: a group vanishes', () => {
  let crew: string;
  beforeEach(() => {
    crew = world.directory.addGroup({ displayName: 'Crew' }, numbers(1, 24).map(addressOf));
  });

  it('a rule asks about it: it is named, its last members are kept, nobody moves', async () => {
    const condition = { operator: 'memberOf', value: crew };
    await world.change('sync.importRules', [{ name: 'crew', condition, groups: ['Crew'] }]);
    await world.run();
    const before = await world.people();
    world.directory.removeGroup(crew);
    for (const kind of ['full', 'delta'] as const) {
      const run = await world.run({ kind });
      expect(run).toMatchObject({ outcome: 'applied', counts: { unchanged: 30, updated: 0, removed: 0 } });
      expect(run.notes.join()).toContain(`group ${crew} that a rule asks about is missing`);
    }
    expect([...(await world.people())].map(([id, { groupIds }]) => [id, groupIds])).toEqual(
      [...before].map(([id, { groupIds }]) => [id, groupIds]),
    );
  });

  it('the scope names it: its last members are kept', async () => {
    await world.change('sync.scope', { mode: 'groups', groupIds: [crew] });
    await world.run();
    expect(await active()).toBe(24);
    world.directory.removeGroup(crew);
    for (let round = 0; round < 2; round += 1) {
      const run = await world.run();
      expect(run).toMatchObject({ outcome: 'held', hold: { code: 'GROUP_MISSING' }, counts: { removed: 0 } });
      expect(run.notes.join()).toContain(`group ${crew} of the scope is missing`);
    }
    expect(await active()).toBe(24);
  });

  it('a group of the scope that loses more than half is held, also the next time, until somebody approves', async () => {
    const big = world.directory.addGroup({ displayName: 'Big' }, numbers(1, 21).map(addressOf));
    const rest = world.directory.addGroup({ displayName: 'Rest' }, numbers(10, 30).map(addressOf));
    await world.change('sync.scope', { mode: 'groups', groupIds: [big, rest] });
    await world.run();
    // Two leave, few enough to pass, but the group says that something is wrong.
    world.directory.setMembers(big, numbers(3, 9).map(addressOf));
    const run = await world.run();
    expect(run).toMatchObject({ outcome: 'held', hold: { code: 'GROUP_SHRANK', removed: 2 } });
    const again = await world.run();
    expect(again).toMatchObject({ outcome: 'held', hold: { code: 'GROUP_SHRANK', removed: 2 } });
    await world.sync.approve(world.tenantId, again._id);
    expect(await active()).toBe(28);
    world.directory.setMembers(big, numbers(4, 9).map(addressOf));
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { removed: 1 } });
  });

  it('a run for one person outside the chosen groups leaves them out and says so', async () => {
    await world.change('sync.scope', { mode: 'groups', groupIds: [crew] });
    await world.run();
    expect(await world.run({ person: addressOf(30) })).toMatchObject({
      outcome: 'applied',
      counts: { seen: 1, created: 0, skipped: 1 },
      issues: [{ person: addressOf(30), code: 'OUT_OF_SCOPE' }],
    });
    world.directory.setMembers(crew, numbers(1, 23).map(addressOf));
    expect(await world.run({ person: addressOf(24) })).toMatchObject({ counts: { removed: 1 } });
    expect(await world.run({ person: addressOf(23) })).toMatchObject({ counts: { unchanged: 1 } });
  });
});
