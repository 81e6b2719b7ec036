import { describe, expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf, smallUser } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld(async (opened) => {
  world = opened;
  await world.run();
});

const day = 24 * 3_600_000;

describe('fault 7: the delta token is gone', () => {
  it.each([
    ['410', () => world.directory.expireDeltaTokens()],
    ['400 as production answers', () => world.sandbox.faults.next({ match: 'deltatoken=', status: 400 })],
    ['eight days later', () => world.clock.advance(8 * day)],
  ])('%s: the same run reads everyone, says why, and removes nobody by guess', async (_, lose) => {
    world.directory.changeUser(addressOf(3), { jobTitle: 'Captain' });
    world.directory.softDelete(addressOf(4));
    lose();
    const run = await world.run({ kind: 'delta' });
    expect(run).toMatchObject({ kind: 'full', outcome: 'applied', counts: { seen: 11, updated: 1, removed: 1 } });
    expect(run.notes).toHaveLength(1);
    const people = await world.people();
    expect(people.get(idOf(3))?.fields.jobTitle).toBe('Captain');
    expect([...people.values()].filter(({ state }) => state === 'removed').map(({ objectId }) => objectId)).toEqual([
      idOf(4),
    ]);
  });

  it('lost in the middle of a round: what its first pages said is not applied by halves', async () => {
    for (let number = 1; number <= 11; number += 1) world.directory.changeUser(addressOf(number), { city: 'Kiel' });
    world.sandbox.faults.next({ match: 'delta?$skiptoken', status: 410 });
    const run = await world.run({ kind: 'delta' });
    expect(run).toMatchObject({ kind: 'full', outcome: 'applied', counts: { seen: 12, updated: 11, unchanged: 1 } });
  });

  it('the next delta goes on from the full read', async () => {
    world.directory.expireDeltaTokens();
    await world.run({ kind: 'delta' });
    world.directory.changeUser(addressOf(5), { jobTitle: 'Pilot' });
    expect(await world.run({ kind: 'delta' })).toMatchObject({ kind: 'delta', counts: { seen: 1, updated: 1 } });
  });
});

describe('fault 8: the token expires in the middle of a run', () => {
  it('is asked for anew for each call, so that it can be renewed ahead', async () => {
    world.tokens.length = world.asked.length = 0;
    await world.run();
    expect(world.tokens.length).toBeGreaterThanOrEqual(world.asked.length);
  });

  it('one 401 is answered with a renewed token, and the run goes on', async () => {
    world.tokens.length = 0;
    world.onItsWay = ({ url }) => {
      // Longer than a token lives; the sandbox refuses it from now on.
      if (url.href.includes('skiptoken')) world.clock.advance(2 * 3_600_000);
      world.onItsWay = () => undefined;
    };
    world.sandbox.faults.next({ match: /skiptoken/, status: 401 });
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { seen: 12 } });
    expect(world.tokens.filter((fresh) => fresh)).toHaveLength(1);
  });

  it('a token that ends while a call is tried again is renewed all the same', async () => {
    world.tokens.length = 0;
    world.sandbox.faults.next({ match: /skiptoken/, status: 503, times: 2 });
    world.sandbox.faults.next({ match: /skiptoken/, status: 401 });
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { seen: 12 } });
    expect(world.tokens.filter((fresh) => fresh)).toHaveLength(1);
  });

  it('a second 401 ends the run as failed: CREDENTIALS, and everyone stays', async () => {
    world.sandbox.faults.next({ match: /skiptoken/, status: 401, times: 2 });
    const run = await world.run();
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'CREDENTIALS' } });
    expect([...(await world.people()).values()].filter(({ state }) => state === 'active')).toHaveLength(12);
    expect((await world.tenants.choose()).access.code).toBe('CREDENTIALS');
  });
});

describe('delta', () => {
  it('of two words about one person on two pages the last one counts, and both are heard', async () => {
    const link = (number: number) => `${world.sandbox.graphUrl}/v1.0/users/delta?$skiptoken=${number}`;
    const page = (items: object[], next: object) => ({ status: 200, body: { value: items, ...next } });
    const next = (number: number) => ({ '@odata.nextLink': link(number) });
    const done = { '@odata.deltaLink': `${world.sandbox.graphUrl}/v1.0/users/delta?$deltatoken=x` };
    const gone = { '@removed': { reason: 'changed' } };
    const pages = [
      page(
        [
          { id: idOf(1), city: 'Kiel' },
          { id: idOf(2), ...gone },
          { id: idOf(3), city: 'Kiel' },
        ],
        next(1),
      ),
      page(
        [{ id: idOf(1), jobTitle: 'Captain' }, smallUser(2), { id: idOf(3), ...gone }, { id: idOf(4), ...gone }],
        next(2),
      ),
      page([{ id: idOf(4), ...gone }, smallUser(4)], done),
    ];
    for (const answer of pages) world.sandbox.faults.next({ match: 'users/delta', ...answer });
    expect(await world.run({ kind: 'delta' })).toMatchObject({ kind: 'delta', outcome: 'applied' });
    const people = await world.people();
    expect(people.get(idOf(1))?.fields).toMatchObject({ city: 'Kiel', jobTitle: 'Captain', department: 'Operations' });
    expect([2, 3, 4].map((number) => people.get(idOf(number))?.state)).toEqual(['active', 'removed', 'active']);
  });

  it('a change of rules and a change of the person in one delta: the person as they are now decides', async () => {
    const sales = { field: 'department', operator: 'equals', value: 'Sales' };
    await world.change('sync.importRules', [{ name: 'no sales', condition: sales, action: 'leaveOut' }]);
    world.directory.changeUser(addressOf(3), { department: 'Marketing' });
    const run = await world.run({ kind: 'delta' });
    expect(run).toMatchObject({ outcome: 'applied', counts: { removed: 3, updated: 1, unchanged: 8 } });
    const people = await world.people();
    expect([3, 6, 9, 12].map((number) => people.get(idOf(number))?.state)).toEqual([
      'active',
      'removed',
      'removed',
      'removed',
    ]);
    await world.change('sync.importRules', []);
    expect(await world.run({ kind: 'delta' })).toMatchObject({ counts: { restored: 3, unchanged: 9 } });
  });

  it('a run for one person leaves the place where the next delta starts', async () => {
    world.directory.changeUser(addressOf(5), { jobTitle: 'Pilot' });
    world.directory.changeUser(addressOf(6), { jobTitle: 'Cook' });
    await world.run({ person: addressOf(5) });
    expect(await world.run({ kind: 'delta' })).toMatchObject({ counts: { seen: 2, updated: 1, unchanged: 1 } });
  });
});
