import { describe, expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

const full = { kind: 'full', trigger: 'manual', preview: false } as const;

/** Lets the requests that match wait, from the `after`th on, until they are let go. */
function holdBack(match: RegExp, after = 0): { reached: Promise<void>; letGo(): void } {
  let letGo = () => {};
  let arrive = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let passed = 0;
  world.onItsWay = async ({ url }) => {
    if (!match.test(url.href) || passed++ < after) return;
    // Only the worker that comes now waits; whoever comes later passes.
    world.onItsWay = () => undefined;
    arrive();
    await gate;
  };
  return { reached, letGo };
}

describe('fault 12: two workers, one run', () => {
  it('one carries it out, the other says so in one debug line and writes nothing', async () => {
    const { run } = await world.sync.start(world.tenantId, full);
    await Promise.all([world.worker().work(world.tenantId), world.worker().work(world.tenantId)]);
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({
      outcome: 'applied',
      counts: { created: 12 },
    });
    expect(world.log.filter(({ msg }) => msg === 'run ended')).toHaveLength(1);
    expect(world.log.filter(({ level }) => level === 20)).toHaveLength(1);
    expect(world.asked.filter(({ url }) => url.href.includes('/users?'))).toHaveLength(3);
  });
});

describe('fault 13: a worker is paused and wakes after another took over', () => {
  it.each([
    ['while it reads', /skiptoken/, 0],
    ['before its first page', /users\?/, 0],
    ['at its last page', /skiptoken/, 1],
  ])(
    "%s: its late writes are refused, it stops with LEASE_LOST, and the other one's run stands",
    async (_, match, after) => {
      const { run } = await world.sync.start(world.tenantId, full);
      const held = holdBack(match, after);
      const paused = world.worker().work(world.tenantId);
      await held.reached;
      world.clock.advance(61_000);
      world.directory.changeUser(addressOf(12), { jobTitle: 'Seen by the second only' });
      await world.worker().work(world.tenantId);
      const before = await world.people();
      const ended = await world.sync.find(world.tenantId, run._id);
      expect(ended).toMatchObject({ outcome: 'applied', counts: { seen: 12, created: 12 } });
      held.letGo();
      await paused;
      expect(await world.people()).toEqual(before);
      expect(await world.sync.find(world.tenantId, run._id)).toEqual(ended);
      expect(world.log.filter(({ code }) => code === 'LEASE_LOST')).toHaveLength(1);
    },
  );

  it('while the other one is still at work: it cannot end the run, nor move its checkpoint', async () => {
    const { run } = await world.sync.start(world.tenantId, full);
    const first = holdBack(/skiptoken/);
    const paused = world.worker().work(world.tenantId);
    await first.reached;
    world.clock.advance(61_000);
    const second = holdBack(/skiptoken/, 1);
    const working = world.worker().work(world.tenantId);
    await second.reached;
    const midway = await world.sync.find(world.tenantId, run._id);
    first.letGo();
    await paused;
    const now = await world.sync.find(world.tenantId, run._id);
    expect(now.outcome).toBeUndefined();
    expect(now.fence).toBe(midway.fence);
    second.letGo();
    await working;
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({
      outcome: 'applied',
      counts: { created: 12 },
    });
  });
});

describe('fault 14: somebody starts a sync while one is under way', () => {
  it('joins it: the same run, once', async () => {
    const [one, two] = await Promise.all([
      world.sync.start(world.tenantId, full),
      world.sync.start(world.tenantId, { ...full, kind: 'delta' }),
    ]);
    expect(one.run._id).toBe(two.run._id);
    expect([one.joined, two.joined].sort()).toEqual([false, true]);
    expect(await world.sync.list(world.tenantId, 10)).toHaveLength(1);
  });
});

describe('fault 34: SIGTERM in the middle of a page', () => {
  it('the page is dropped at once, the lease given back, and another worker goes on where this one was', async () => {
    const { run } = await world.sync.start(world.tenantId, full);
    const worker = world.worker();
    world.sandbox.faults.next({ match: /skiptoken/, action: 'hang', after: 1 });
    const working = worker.work(world.tenantId);
    while (!world.sandbox.requests.some(({ path, status }) => path.includes('skiptoken') && status === undefined))
      await new Promise((resolve) => setImmediate(resolve));
    while (((await world.sync.find(world.tenantId, run._id)).checkpoint?.pages ?? 0) < 2)
      await new Promise((resolve) => setImmediate(resolve));
    const start = performance.now();
    await worker.stop();
    await working;
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await world.sync.find(world.tenantId, run._id)).outcome).toBeUndefined();
    world.asked.length = 0;
    // Without waiting for a lease to run out.
    await world.worker().work(world.tenantId);
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({
      outcome: 'applied',
      counts: { created: 12 },
    });
    expect(world.asked.filter(({ url }) => url.href.includes('/users?'))).toHaveLength(1);
  });
});

describe('fault 35: settings are changed in the middle of a run', () => {
  it('the run keeps those it began with, also in another worker; the next one looks at everyone anew', async () => {
    const { run } = await world.sync.start(world.tenantId, full);
    const held = holdBack(/skiptoken/);
    const worker = world.worker();
    const working = worker.work(world.tenantId);
    await held.reached;
    await world.change('sync.mappings', { jobTitle: { from: { upper: 'jobTitle' } } });
    const stopping = worker.stop();
    held.letGo();
    await Promise.all([working, stopping]);
    await world.worker().work(world.tenantId);
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({ outcome: 'applied' });
    const titles = async () => [...(await world.people()).values()].map(({ fields }) => fields.jobTitle);
    expect(new Set((await titles()).map((title) => title?.slice(0, 3)))).toEqual(new Set(['Job']));
    const next = await world.run({ kind: 'delta', trigger: 'ruleChange' });
    expect(next).toMatchObject({ outcome: 'applied', counts: { seen: 12, updated: 12 } });
    expect(new Set((await titles()).map((title) => title?.slice(0, 3)))).toEqual(new Set(['JOB']));
  });
});

describe('faults 22 to 26: people who move', () => {
  it('22: deleted, renamed and added between two pages: the run goes on, the next delta tells the rest', async () => {
    const held = holdBack(/skiptoken/);
    const running = world.run();
    await held.reached;
    world.directory.softDelete(addressOf(1));
    world.directory.softDelete(addressOf(12));
    world.directory.changeUser(addressOf(2), { displayName: 'Renamed' });
    world.directory.addUser(smallUser(13));
    held.letGo();
    expect(await running).toMatchObject({ outcome: 'applied' });
    expect(await world.run({ kind: 'delta' })).toMatchObject({ outcome: 'applied' });
    const people = await world.people();
    expect(people.get(idOf(1))?.state).toBe('removed');
    expect(people.get(idOf(12))?.state ?? 'never known').not.toBe('active');
    expect(people.get(idOf(2))?.fields.displayName).toBe('Renamed');
    expect(people.get(idOf(13))?.state).toBe('active');
  });

  it.each(['full', 'delta'] as const)(
    '23: %s: two users with one address: the older keeps it, the other is told',
    async (kind) => {
      await world.run();
      world.directory.changeUser(addressOf(2), { proxyAddresses: [`SMTP:${addressOf(2)}`, `smtp:${addressOf(9)}`] });
      const run = await world.run({ kind });
      expect(run.issues).toEqual([
        expect.objectContaining({ person: expect.stringContaining('p09@'), code: 'ADDRESS_TAKEN' }),
      ]);
      expect(run.issues[0]?.message).toContain(`${addressOf(9)} belongs to Cleo Number02`);
    },
  );

  it('23: the first sync: two newcomers on pages far apart want one address, a third gives it up meanwhile', async () => {
    world.directory.changeUser(addressOf(11), { proxyAddresses: [`SMTP:${addressOf(11)}`, `smtp:${addressOf(2)}`] });
    const first = await world.run();
    expect(first.issues).toEqual([expect.objectContaining({ code: 'ADDRESS_TAKEN' })]);
    expect(first.issues[0]?.message).toContain(`${addressOf(2)} belongs to Cleo Number02`);
    world.directory.changeUser(addressOf(2), {
      mail: 'new02@northwind-harbour.example',
      userPrincipalName: 'new02',
      proxyAddresses: [],
    });
    expect((await world.run()).issues).toEqual([]);
  });

  it.each(['full', 'delta'] as const)(
    '24: %s: two people swap their addresses: no conflict, both stay who they are',
    async (kind) => {
      await world.run();
      const address = (number: number, other: number) =>
        world.directory.changeUser(idOf(number), {
          mail: addressOf(other),
          userPrincipalName: `swapped${number}@northwind-harbour.example`,
          proxyAddresses: [`SMTP:${addressOf(other)}`],
        });
      address(1, 12);
      address(12, 1);
      expect(await world.run({ kind })).toMatchObject({ counts: { updated: 2, created: 0, removed: 0 }, issues: [] });
      const people = await world.people();
      expect([people.get(idOf(1))?.address, people.get(idOf(12))?.address]).toEqual([addressOf(12), addressOf(1)]);
    },
  );

  it.each(['full', 'delta'] as const)('25: %s: removed and restored: the same record', async (kind) => {
    await world.run();
    const createdAt = (await world.people()).get(idOf(4))?.createdAt;
    world.directory.softDelete(addressOf(4));
    expect(await world.run({ kind })).toMatchObject({ counts: { removed: 1 } });
    world.directory.restore(idOf(4));
    expect(await world.run({ kind })).toMatchObject({ counts: { restored: 1, created: 0 } });
    expect((await world.people()).get(idOf(4))).toMatchObject({ state: 'active', createdAt });
  });

  it.each(['full', 'delta'] as const)(
    '26: %s: deleted and made anew with the same address: a new record, no conflict',
    async (kind) => {
      await world.run();
      world.directory.purge(addressOf(4));
      const anew = world.directory.addUser({ ...smallUser(4), id: '00000000-0000-4000-8000-00000000ffff' });
      expect(await world.run({ kind })).toMatchObject({ counts: { created: 1, removed: 1 }, issues: [] });
      const people = await world.people();
      expect([people.get(idOf(4))?.state, people.get(anew)?.state]).toEqual(['removed', 'active']);
    },
  );
});
