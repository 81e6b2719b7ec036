import { describe, expect, it } from '@jest/globals';
import { toRunView } from '../../server/sync/run-view.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

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

describe('fault 2: 429 without a header', () => {
  it('waits longer and longer, with jitter, never over five minutes at a time', async () => {
    world.sandbox.faults.next({ match: users, status: 429, times: 12 });
    expect(await world.run()).toMatchObject(asIfNothingHappened);
    expect(world.waits).toHaveLength(12);
    world.waits.forEach((wait, before) => {
      const most = Math.min(300_000, 1000 * 2 ** before);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    });
  });

  it('gives up after two hours as failed: THROTTLED, having changed nothing; the next run goes on from the last page', async () => {
    world.sandbox.faults.next({ match: /skiptoken/, status: 429, times: Number.POSITIVE_INFINITY, after: 1 });
    const run = await world.run();
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'THROTTLED' } });
    const waited = world.waits.reduce((sum, wait) => sum + wait, 0);
    expect(waited).toBeLessThanOrEqual(2 * 3_600_000);
    expect(waited).toBeGreaterThan(3_600_000);
    expect(await world.people()).toEqual(new Map());
    world.sandbox.faults.clear();
    world.asked.length = 0;
    expect(await world.run()).toMatchObject(asIfNothingHappened);
    // Twice, since the token has expired meanwhile.
    expect(new Set(world.asked.flatMap(({ url }) => (users.test(url.href) ? [url.href] : []))).size).toBe(1);
  });
});

describe('fault 3: Graph or the network fails', () => {
  const failures: [string, object][] = [
    ...[500, 502, 503, 504].map((status): [string, object] => [String(status), { status }]),
    ['a reset', { action: 'reset' }],
  ];
  it.each(failures)('%s: five failures of one call are survived, nobody is doubled', async (_, failure) => {
    const fault = world.sandbox.faults.next({ match: /skiptoken/, times: 5, ...failure });
    expect(await world.run()).toMatchObject(asIfNothingHappened);
    expect(fault.hits()).toBe(5);
    expect((await world.people()).size).toBe(12);
  });

  it.each(failures)('%s: after six tries of one call the run fails, having changed nothing', async (_, failure) => {
    const fault = world.sandbox.faults.next({ match: /skiptoken/, times: Number.POSITIVE_INFINITY, ...failure });
    expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'DIRECTORY_UNREACHABLE' } });
    expect(fault.hits()).toBe(6);
    expect((await world.people()).size).toBe(0);
  });

  it.each([
    ['no name in DNS', new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND graph.example') })],
    ['a time-out', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
  ])('%s: five failures are survived, the sixth ends the run', async (_, failure) => {
    let left = 5;
    world.onItsWay = ({ url }) => {
      if (url.href.includes('skiptoken') && left-- > 0) throw failure;
    };
    expect(await world.run()).toMatchObject(asIfNothingHappened);
    left = Number.POSITIVE_INFINITY;
    expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'DIRECTORY_UNREACHABLE' } });
  });

  it('warns once per run, not once per call', async () => {
    world.sandbox.faults.next({ match: 'users', status: 500, times: 4 });
    world.sandbox.faults.next({ match: /skiptoken/, status: 502, times: 4 });
    await world.run();
    expect(world.log.filter(({ level }) => level === 40)).toHaveLength(1);
  });
});

describe('fault 4: a page cut short, or not JSON', () => {
  it.each([
    ['cut short', { action: 'truncate' as const }],
    ['half of its JSON', { action: 'half-json' as const }],
    ['a page of HTML', { status: 200, body: '<html>Sign in to the hotel network</html>' }],
    ['JSON of another shape', { status: 200, body: { value: [{ displayName: 'no id' }] } }],
  ])('%s: is fetched again; nobody is lost and nobody doubled', async (_, failure) => {
    const fault = world.sandbox.faults.next({ match: /skiptoken/, times: 2, ...failure });
    expect(await world.run()).toMatchObject(asIfNothingHappened);
    expect(fault.hits()).toBe(2);
  });

  it('while it lasts, the checkpoint does not move', async () => {
    world.sandbox.faults.next({ match: /skiptoken/, times: 3, action: 'half-json' });
    const pages: (number | undefined)[] = [];
    world.onWait = async () => {
      pages.push((await world.sync.active(world.tenantId))?.checkpoint?.pages);
    };
    await world.run();
    expect(Math.max(...pages.map((page) => page ?? 0))).toBeLessThanOrEqual(1);
  });
});

describe('fault 5: an empty page with a link onward', () => {
  it('goes on; nobody is removed for it', async () => {
    await world.run();
    world.sandbox.faults.next({ match: users, action: 'empty-page' });
    const run = await world.run();
    expect(run).toMatchObject({ outcome: 'applied', counts: { seen: 12, unchanged: 12, removed: 0 } });
  });
});

describe('fault 6: a page that links to itself', () => {
  it('the second sight of a link stops the run with that reason', async () => {
    await world.run();
    world.sandbox.faults.next({ match: users, action: 'loop', times: Number.POSITIVE_INFINITY });
    const run = await world.run();
    expect(run).toMatchObject({
      outcome: 'failed',
      error: { code: 'DIRECTORY_ANSWER', message: expect.stringContaining('same next page twice') },
    });
    expect([...(await world.people()).values()].every(({ state }) => state === 'active')).toBe(true);
  });

  it('a page that comes twice is counted once', async () => {
    world.sandbox.faults.next({ match: users, action: 'loop' });
    expect(await world.run()).toMatchObject(asIfNothingHappened);
  });
});
