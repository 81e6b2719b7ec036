import { beforeEach, describe, expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld(
  (opened) => {
    world = opened;
  },
  { people: 30, pageSize: 12 },
);

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const remove = (from: number, to: number) => {
  for (const number of numbers(from, to)) world.directory.softDelete(addressOf(number));
};
const states = async () => [...(await world.people()).values()].map(({ state }) => state);
const active = async () => (await states()).filter((state) => state === 'active').length;
const fieldOf = async (number: number, field: 'department' | 'jobTitle') =>
  (await world.people()).get(idOf(number))?.fields[field];

describe('fault 10: a permission is reduced and fields come back null', () => {
  const blank = (count: number) => {
    for (const number of numbers(1, count)) world.directory.changeUser(addressOf(number), { department: null });
  };
  beforeEach(() => world.run());

  it('one field empty for more than 20 % is held; what else changed is applied', async () => {
    blank(7);
    world.directory.changeUser(addressOf(1), { jobTitle: 'Captain' });
    const run = await world.run();
    expect(run).toMatchObject({
      outcome: 'held',
      counts: { seen: 30, updated: 1, unchanged: 29 },
      hold: { code: 'MASS_BLANKING', blankedFields: [{ field: 'department', people: 7 }] },
    });
    expect([await fieldOf(1, 'department'), await fieldOf(1, 'jobTitle')]).toEqual(['Operations', 'Captain']);
    expect(await fieldOf(2, 'department')).toBe('Marketing');
  });

  it('20 % are not held', async () => {
    blank(6);
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { updated: 6 } });
    expect(await fieldOf(2, 'department')).toBeUndefined();
  });

  it('holds again as long as the directory says so, and nothing is left of it when it has come back', async () => {
    blank(7);
    await world.run();
    expect(await world.run()).toMatchObject({ outcome: 'held', hold: { code: 'MASS_BLANKING' } });
    for (const number of numbers(1, 7))
      world.directory.changeUser(addressOf(number), { department: smallUser(number).department });
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { updated: 0, unchanged: 30 } });
  });

  it('approved, it is applied; who has changed since is left alone', async () => {
    blank(7);
    const { _id: runId } = await world.run();
    world.directory.changeUser(addressOf(3), { department: 'Harbour' });
    await world.run({ kind: 'delta' });
    expect(await world.sync.approve(world.tenantId, runId)).toMatchObject({
      outcome: 'applied',
      counts: { updated: 6 },
    });
    expect([await fieldOf(2, 'department'), await fieldOf(3, 'department')]).toEqual([undefined, 'Harbour']);
  });

  it('users without any property are a missing permission, not data', async () => {
    world.sandbox.faults.next({
      match: /users\?/,
      status: 200,
      body: { value: numbers(1, 30).map((n) => ({ id: idOf(n), displayName: null })) },
    });
    expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'CONSENT_MISSING' } });
    expect(await active()).toBe(30);
  });
});

describe('fault 19: the directory comes back empty', () => {
  beforeEach(() => world.run());

  it.each(['full', 'delta'] as const)('%s: held, with everyone named, and nothing changed', async (kind) => {
    const before = await world.people();
    world.directory.softDeleteEveryone();
    const run = await world.run({ kind });
    expect(run.outcome).toBe('held');
    expect(run.hold).toMatchObject({ code: kind === 'full' ? 'EMPTY_DIRECTORY' : 'TOO_MANY_REMOVALS', removed: 30 });
    expect(run.hold?.removals).toHaveLength(30);
    expect(run.counts).toMatchObject({ created: 0, updated: 0, removed: 0, restored: 0 });
    expect(await world.people()).toEqual(before);
  });

  it('after an empty list the next run finds everyone as if nothing had been', async () => {
    world.sandbox.faults.next({ match: /users\?/, status: 200, body: { value: [] } });
    expect(await world.run()).toMatchObject({ outcome: 'held', hold: { code: 'EMPTY_DIRECTORY' } });
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { unchanged: 30, removed: 0 } });
  });

  it('approved, it means what it says', async () => {
    world.directory.softDeleteEveryone();
    const { _id: runId } = await world.run();
    expect(await world.sync.approve(world.tenantId, runId)).toMatchObject({
      outcome: 'applied',
      counts: { removed: 30 },
    });
    expect(await active()).toBe(0);
  });
});

describe('fault 20: many are removed at once, or the scope is a mistake', () => {
  beforeEach(() => world.run());

  it.each(['full', 'delta'] as const)('%s: removals are held, additions and updates still apply', async (kind) => {
    remove(1, 6);
    world.directory.addUser(smallUser(31));
    world.directory.changeUser(addressOf(10), { jobTitle: 'Captain' });
    const run = await world.run({ kind });
    expect(run).toMatchObject({
      outcome: 'held',
      counts: { created: 1, updated: 1, removed: 0 },
      hold: { code: 'TOO_MANY_REMOVALS', removed: 6, message: expect.stringContaining('6 of 30') },
    });
    expect(run.hold?.removals.map(({ address }) => address)).toContain(addressOf(6));
    expect([await active(), await fieldOf(10, 'jobTitle')]).toEqual([31, 'Captain']);
  });

  it('five pass without asking', async () => {
    remove(1, 5);
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { removed: 5 } });
  });

  it('a scope that forgets most people is held', async () => {
    const few = world.directory.addGroup({ displayName: 'Few' }, numbers(1, 3).map(addressOf));
    await world.change('sync.scope', { mode: 'groups', groupIds: [few] });
    expect(await world.run()).toMatchObject({ outcome: 'held', hold: { code: 'TOO_MANY_REMOVALS', removed: 27 } });
    expect(await active()).toBe(30);
  });

  it('a rule that leaves most people out is held', async () => {
    const condition = { field: 'officeLocation', operator: 'equals', value: 'Pier 1' };
    await world.change('sync.importRules', [{ name: 'nobody', condition, action: 'leaveOut' }]);
    expect(await world.run({ kind: 'delta' })).toMatchObject({ outcome: 'held', hold: { code: 'TOO_MANY_REMOVALS' } });
    expect(await active()).toBe(30);
  });

  it('approving applies exactly what was held, save for who has come back since', async () => {
    remove(1, 6);
    const { _id: runId } = await world.run();
    world.directory.restore(idOf(6));
    world.directory.changeUser(idOf(6), { jobTitle: 'Back again' });
    remove(7, 7);
    await world.run({ kind: 'delta' });
    await world.run({ preview: true });
    expect(await world.sync.approve(world.tenantId, runId)).toMatchObject({
      outcome: 'applied',
      counts: { removed: 5 },
    });
    const people = await world.people();
    expect(numbers(1, 8).map((number) => people.get(idOf(number))?.state)).toEqual([
      ...Array(5).fill('removed'),
      'active',
      'removed',
      'active',
    ]);
  });

  it('a failed run or a preview later takes nothing from it, the next full run does', async () => {
    remove(1, 6);
    const { _id: runId } = await world.run();
    // Twice: after the first a new token is tried.
    world.sandbox.faults.next({ match: /users\?/, status: 403, times: 2 });
    expect((await world.run()).outcome).toBe('failed');
    const next = await world.run();
    expect(next).toMatchObject({ outcome: 'held' });
    await expect(world.sync.approve(world.tenantId, runId)).rejects.toMatchObject({ code: 'NOTHING_HELD' });
    expect(await world.sync.approve(world.tenantId, next._id)).toMatchObject({ counts: { removed: 6 } });
    await expect(world.sync.approve(world.tenantId, next._id)).rejects.toMatchObject({ code: 'NOTHING_HELD' });
  });

  it('a preview says what would be held, and holds nothing', async () => {
    remove(1, 6);
    const run = await world.run({ preview: true });
    expect(run).toMatchObject({
      outcome: 'previewed',
      hold: { removed: 6, message: expect.stringContaining('would be') },
    });
    await expect(world.sync.approve(world.tenantId, run._id)).rejects.toMatchObject({ code: 'NOTHING_HELD' });
  });
});
