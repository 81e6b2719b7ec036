import { describe, expect, it } from '@jest/globals';
import { stoppedClock } from '../../server/platform/clock.ts';
import { pingMongo } from '../../server/platform/mongo.ts';
import { createScheduler, createScheduleService, type Run } from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

const [minute, hour, day] = [60_000, 3_600_000, 24 * 3_600_000];
let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

/** A worker process: its schedule and its worker, at this world's clock or its own. */
function startProcess(clock = world.clock, sync: Pick<SyncWorld['sync'], 'start'> = world.sync) {
  const { tenants, tenantId } = world;
  const lines: { level: string; message: string }[] = [];
  const note = (level: string) => (_about: object, message: string) => void lines.push({ level, message });
  const log = { debug: note('debug'), info: note('info'), warn: note('warn') };
  const databaseTime = async () => (await pingMongo()).time;
  const scheduler = createScheduler({ tenants, sync, clock, log: log as never, databaseTime });
  const worker = world.worker();
  return {
    lines,
    scheduler,
    /** Looks once, and carries out what it started. */
    tick: async () => {
      await scheduler.tick();
      await worker.work(tenantId);
    },
  };
}

/** Lets nobody on until so many have come. */
function barrier(count: number): () => Promise<void> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return () => {
    come += 1;
    if (come >= count) open();
    return opened;
  };
}

const runs = (): Promise<Run[]> => world.sync.list(world.tenantId, 100);
const nights = async () => (await runs()).filter(({ trigger }) => trigger === 'nightly').map(({ _id }) => _id);
const night = (date: string) => `${world.tenantId}:nightly:${date}`;
/** A full sync by hand, a minute ago. */
async function syncByHand(): Promise<Run> {
  const run = await world.run();
  world.clock.advance(minute);
  return run;
}
const triggers = async () => (await runs()).map(({ trigger }) => trigger).reverse();
const auto = (change: object) =>
  world.change('sync.auto', { enabled: true, time: '03:00', timeZone: 'UTC', deltaMinutes: 1440, ...change });

describe('fault 12: two workers, the same night', () => {
  it('makes one run document, and the loser logs one debug line', async () => {
    await auto({});
    world.clock.advance(day);
    const together = barrier(2);
    const start: SyncWorld['sync']['start'] = async (...asked) => {
      await together();
      return world.sync.start(...asked);
    };
    const [one, other] = [startProcess(world.clock, { start }), startProcess(world.clock, { start })];
    await Promise.all([one.tick(), other.tick()]);
    await startProcess().tick();
    expect(await nights()).toEqual([night('2026-11-23')]);
    expect((await runs())[0]).toMatchObject({ outcome: 'applied', kind: 'full', counts: { created: 12 } });
    const said = [...one.lines, ...other.lines].map(({ level }) => level).sort();
    expect(said).toEqual(['debug', 'info']);
  });

  it('takes up a night whose worker died between writing the run and pointing at it', async () => {
    await auto({});
    world.clock.advance(day);
    await startProcess().scheduler.tick();
    const mongoose = (await import('mongoose')).default;
    await mongoose.connection.collection('activeRuns').deleteMany({});
    const survivor = startProcess();
    await survivor.tick();
    expect(await runs()).toMatchObject([{ trigger: 'nightly', phase: 'waiting' }]);
    world.clock.advance(minute);
    await survivor.tick();
    await survivor.tick();
    expect(await runs()).toMatchObject([{ trigger: 'nightly', outcome: 'applied' }]);
  });
});

describe('fault 15: 03:00 is missing or comes twice', () => {
  it.each([
    ['missing', '2027-03-27T12:00:00Z', ['2027-03-28', '2027-03-29']],
    ['twice', '2027-10-30T12:00:00Z', ['2027-10-31', '2027-11-01']],
  ])('%s in Helsinki: exactly one run per local date', async (_what, from, dates) => {
    world.clock.advance(Date.parse(from) - world.clock.now().getTime());
    await auto({ timeZone: 'Europe/Helsinki' });
    const process = startProcess();
    for (let passed = 0; passed < 2 * day; passed += 30 * minute) {
      world.clock.advance(30 * minute);
      await process.tick();
    }
    expect((await nights()).reverse()).toEqual(dates.map(night));
  });
});

describe('fault 16: all workers were down at 03:00', () => {
  it('runs with the first look of the first that returns, and only the newest night', async () => {
    await auto({});
    world.clock.advance(5 * day + 7 * hour);
    const returned = startProcess();
    await returned.tick();
    await returned.tick();
    expect(await nights()).toEqual([night('2026-11-27')]);
  });

  it('does not make up for nights from before the tenant was connected', async () => {
    await auto({});
    await startProcess().tick();
    expect(await runs()).toEqual([]);
  });
});

describe('fault 17: the server clock is wrong by hours', () => {
  it('makes the worker not ready, and it starts nothing', async () => {
    await auto({});
    world.clock.advance(day);
    const wrong = startProcess(stoppedClock('2026-11-23T06:00:00Z'));
    await wrong.tick();
    expect(await runs()).toEqual([]);
    expect(wrong.scheduler.readiness()).toMatchObject({ ready: false, reason: expect.stringContaining('10800 s') });
    await wrong.tick();
    expect(wrong.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('is ready again when the clock is set', async () => {
    const clock = stoppedClock('2026-11-22T03:00:31Z');
    const process = startProcess(clock);
    await process.tick();
    expect(process.scheduler.readiness().ready).toBe(false);
    clock.advance(-5000);
    await process.tick();
    expect(process.scheduler.readiness()).toEqual({ ready: true });
  });
});

describe('fault 18: time zone or schedule edited', () => {
  const schedule = () => createScheduleService(world);

  it('shows the next runs before saving, and they come true', async () => {
    await auto({});
    const preview = await schedule().show(world.tenantId, { time: '04:30', timeZone: 'Europe/Berlin' });
    expect(preview.next).toEqual(['2026-11-22T03:30:00.000Z', '2026-11-23T03:30:00.000Z', '2026-11-24T03:30:00.000Z']);
    expect((await schedule().show(world.tenantId)).next[0]).toBe('2026-11-23T03:00:00.000Z');
    await auto({ time: '04:30', timeZone: 'Europe/Berlin' });
    const process = startProcess();
    world.clock.advance(29 * minute);
    await process.tick();
    expect(await nights()).toEqual([]);
    world.clock.advance(minute);
    await process.tick();
    expect(await nights()).toEqual([night('2026-11-22')]);
  });

  it('doubles no slot: a time moved to later the same day does not make a second night, and the view says so', async () => {
    await auto({});
    const process = startProcess();
    world.clock.advance(day);
    await process.tick();
    await auto({ time: '05:00' });
    expect((await schedule().show(world.tenantId)).next[0]).toBe('2026-11-24T05:00:00.000Z');
    world.clock.advance(3 * hour);
    await process.tick();
    expect(await nights()).toEqual([night('2026-11-23')]);
  });

  it('starts nothing at once because a time that has passed was chosen', async () => {
    await auto({ time: '23:00' });
    world.clock.advance(7 * hour);
    await auto({ time: '04:00' });
    await startProcess().tick();
    expect(await runs()).toEqual([]);
  });

  it('shows none and starts none while auto-sync is off', async () => {
    await auto({ enabled: false, deltaMinutes: 1 });
    await syncByHand();
    world.clock.advance(3 * day);
    await startProcess().tick();
    expect(await triggers()).toEqual(['manual']);
    expect(await schedule().show(world.tenantId)).toMatchObject({ enabled: false, next: [] });
  });
});

describe('every few minutes', () => {
  const quietNight = () => auto({ time: '23:59', deltaMinutes: 5 });
  const pass = async (process: ReturnType<typeof startProcess>, times: number) => {
    for (let n = 0; n < times; n += 1) {
      world.clock.advance(5 * minute);
      await process.tick();
    }
  };

  it('a delta brings what changed, and those that brought nothing do not fill the history', async () => {
    await quietNight();
    await syncByHand();
    const process = startProcess();
    await pass(process, 4);
    world.directory.changeUser(idOf(3), { jobTitle: 'Captain' });
    await pass(process, 4);
    const kept = (await runs()).filter(({ trigger }) => trigger === 'interval');
    expect(kept.filter(({ counts }) => counts.updated === 1)).toHaveLength(1);
    expect(kept.filter(({ counts }) => counts.updated === 0).length).toBeLessThanOrEqual(2);
    expect((await world.people()).get(idOf(3))?.fields.jobTitle).toBe('Captain');
  });

  it('none starts before there was a full sync', async () => {
    await quietNight();
    await pass(startProcess(), 2);
    expect(await runs()).toEqual([]);
  });

  it('a quiet delta does not take away what a run before holds back', async () => {
    await quietNight();
    await syncByHand();
    for (let number = 1; number <= 8; number += 1) world.directory.softDelete(idOf(number));
    const held = await syncByHand();
    expect(held.outcome).toBe('held');
    await pass(startProcess(), 3);
    expect(await world.sync.approve(world.tenantId, held._id)).toMatchObject({ outcome: 'applied' });
  });

  it('a withdrawn consent is tried again quietly, and the deltas go on when it is back', async () => {
    await quietNight();
    await syncByHand();
    world.directory.revokeConsent();
    await world.tenants.probe(world.tenantId).catch(() => undefined);
    const process = startProcess();
    await pass(process, 5);
    expect(await triggers()).toEqual(['manual']);
    world.directory.grantConsent();
    await pass(process, 2);
    expect(await triggers()).toContain('interval');
    expect((await world.tenants.choose(world.tenantId)).access.code).toBeUndefined();
  });
});

describe('fault 35: rules, mappings or scope changed', () => {
  it('applies changed rules to everyone remembered, without reading the directory again', async () => {
    await auto({ time: '23:59' });
    await syncByHand();
    world.asked.length = 0;
    await world.change('sync.importRules', [
      {
        name: 'No sales',
        condition: { field: 'department', operator: 'equals', value: 'Sales' },
        action: 'leaveOut',
        groups: [],
      },
    ]);
    const process = startProcess();
    await process.tick();
    await process.tick();
    expect(await triggers()).toEqual(['manual', 'ruleChange']);
    expect((await runs())[0]).toMatchObject({ outcome: 'applied', counts: { removed: 4 } });
    expect(world.asked.filter(({ url }) => url.pathname.includes('/users'))).toEqual([]);
  });

  it('reads everyone of a changed scope, once', async () => {
    await auto({ time: '23:59' });
    await syncByHand();
    const groupId = world.directory.addGroup(
      { displayName: 'Crew' },
      Array.from({ length: 10 }, (_, n) => idOf(n + 1)),
    );
    await world.change('sync.scope', { mode: 'groups', groupIds: [groupId] });
    const process = startProcess();
    for (let n = 0; n < 4; n += 1) await process.tick();
    expect(await triggers()).toEqual(['manual', 'ruleChange']);
    expect((await runs())[0]).toMatchObject({ kind: 'full', outcome: 'applied', counts: { seen: 10, removed: 2 } });
  });
});
