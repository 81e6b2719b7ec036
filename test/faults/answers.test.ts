import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toRunView } from '../../server/sync/run-view.ts';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let world: SyncWorld;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openSyncWorld(database);
});
afterEach(() => world.close());

/** The run is as if nothing had happened. */
const asIfNothingHappened = { outcome: 'applied', counts: { seen: 12, created: 12, updated: 0, removed: 0 } };
const users = /users\?/;

describe('fault 1: a storm of 429', () => {
  it.each([
    ['seconds', () => 420, 420_000],
    ['a date', () => 'Sun, 22 Nov 2026 03:07:00 GMT', 420_000],
  ])('waits the full time told in %s, and the run shows "throttled until 03:07"', async (_, retryAfter, expected) => {
    world.sandbox.faults.next({ match: users, status: 429, retryAfter: retryAfter() });
    const until: (string | undefined)[] = [];
    world.onWait = async () => {
      const run = await world.sync.active(world.tenantId);
      until.push(run ? toRunView(run, world.clock.now()).throttledUntil : undefined);
    };
    const run = await world.run();
    expect(world.waits).toEqual([expected]);
    expect(until).toEqual(['2026-11-22T03:07:00.000Z']);
    expect(run).toMatchObject(asIfNothingHappened);
  });

  it('waits again and again, never less than told, and a job leaves the headroom to people who wait', async () => {
    world.sandbox.faults.next({ match: users, status: 429, retryAfter: 30, times: 10 });
    const run = await world.run({ trigger: 'nightly' });
    expect(run).toMatchObject(asIfNothingHappened);
    expect(world.waits).toEqual(Array(10).fill(30_000));
    expect(new Set(world.asked.map(({ headers }) => headers.get('x-ms-throttle-priority')))).toEqual(new Set(['low']));
    world.asked.length = 0;
    await world.run({ person: 'person01@northwind-harbour.example' });
    expect(world.asked[0]?.headers.get('x-ms-throttle-priority')).toBe('high');
  });
});
