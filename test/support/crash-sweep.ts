import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import type { Run } from '../../server/sync/index.ts';
import { type OutsideCalls, watchOutsideCalls } from './crash.ts';
import { addressOf, idOf, smallUser } from './small-directory.ts';
import { openSyncWorld, type SyncWorld, type Wishes } from './sync-world.ts';
import { openTestDatabase, type Snapshot, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let world: SyncWorld;
let outside: OutsideCalls;
let before: Snapshot;

/** What is left of a run, without what tells when and under which lease it was written. */
async function remains(run: Run) {
  const people = [...(await world.people()).values()].map(
    ({ fence: _fence, updatedAt: _updated, createdAt: _created, removedAt: _removed, ...person }) => person,
  );
  const states = await mongoose.connection.collection('syncStates').find({}).toArray();
  const state = states.map(({ revision, groupSizes, deltaLink }) => [revision, groupSizes, typeof deltaLink]);
  const groups = await mongoose.connection.collection('groups').countDocuments();
  const { kind, outcome, counts, issues, notes, hold } = run;
  return { people, state, groups, run: { kind, outcome, counts, issues, notes, hold } };
}

const staged = () => outside.calls.filter((call) => call === 'replaceOne runPages').length;
const pagesAsked = () => outside.calls.filter((call) => /v1.0\/users(\/delta)?$/.test(call)).length;

/**
 * A clean run, and then one for each `step`th of its outside calls that dies at it and is taken up by another worker. Gives how many
 * had to be taken up.
 */
async function sweep(wishes: Wishes, answerLost: boolean, step: number): Promise<number> {
  await database.restore(before);
  outside.begin();
  const clean = await remains(await world.run(wishes));
  const [calls, cleanStaged, cleanPages] = [[...outside.calls], staged(), pagesAsked()];
  expect(clean.run.outcome).toBe('applied');
  let takenUp = 0;
  for (let at = Math.floor(Math.random() * step); at < calls.length; at += step) {
    await database.restore(before);
    outside.begin({ at, answerLost });
    await world.run(wishes).catch(() => undefined);
    // What the dead worker had asked the directory for ahead fails without being asked again later.
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    outside.revive();
    // Nobody gives the dead worker's lease back: it runs out.
    world.clock.advance(61_000);
    // Where the crash came after the last word was written, there is nothing to take up.
    const done = await endedRun();
    const run = done ?? (await world.run(wishes));
    if (!done) takenUp += 1;
    world.clock.advance(-62_000);
    const where = `${answerLost ? 'after' : 'at'} call ${at}: ${calls[at]}`;
    expect({ where, ...(await remains(run)) }).toEqual({ where, ...clean });
    expect([where, await world.sync.active(world.tenantId)]).toEqual([where, null]);
    // At most one page is staged anew; on their way to it may be three: one fetched ahead, one planned, one being staged.
    const redone = { staged: staged() - cleanStaged, asked: pagesAsked() - cleanPages };
    expect([where, redone, redone.staged <= 1 && redone.asked <= 3]).toEqual([where, redone, true]);
  }
  return takenUp;
}

async function endedRun(): Promise<Run | undefined> {
  const known = (before.get('runs') ?? []).length;
  const all = await world.sync.list(world.tenantId, 10);
  return all.length > known
    ? all.find(({ outcome, phase }, index) => index === 0 && phase === 'ended' && outcome === 'applied')
    : undefined;
}

/** The tests of fault 11, at each `step`th outside call: 1 is all of them. */
export function describeCrashSweep(step: number): void {
  /** Fourteen people are known; since then everything has happened that can happen to one. */
  beforeAll(async () => {
    database = await openTestDatabase();
    world = await openSyncWorld(database, { people: 14, pageSize: 4 });
    const condition = { field: 'department', operator: 'equals', value: 'Sales' };
    await world.change('sync.importRules', [{ name: 'Sales', condition, groups: ['Sales'] }]);
    world.directory.softDelete(addressOf(14));
    await world.run();
    const { directory } = world;
    for (const number of [1, 2, 5, 6, 9]) directory.changeUser(addressOf(number), { jobTitle: `New job ${number}` });
    directory.changeUser(addressOf(3), { department: 'Operations' });
    directory.softDelete(addressOf(7));
    directory.purge(addressOf(8));
    directory.restore(idOf(14));
    directory.addUser(smallUser(15));
    directory.addUser({ ...smallUser(16), proxyAddresses: [`SMTP:${addressOf(16)}`, `smtp:${addressOf(15)}`] });
    before = await database.snapshot();
    outside = watchOutsideCalls();
    world.onItsWay = outside.onItsWay;
  });
  afterAll(async () => {
    outside.end();
    await world.close();
    await database.close();
  });

  describe('fault 11: the process is killed at any outside call', () => {
    it.each([
      ['full', 'at a call', false],
      ['full', 'between a call and its answer', true],
      ['delta', 'at a call', false],
      ['delta', 'between a call and its answer', true],
    ] as const)(
      '%s read, killed %s: what another worker makes of it equals a clean run, at most one page is redone',
      async (kind, _, answerLost) => {
        expect(await sweep({ kind }, answerLost, step)).toBeGreaterThan(30 / step);
      },
      300_000,
    );
  });
}
