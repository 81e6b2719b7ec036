import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { listChanges, readHistory } from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld(
  async (opened) => {
    world = opened;
    await world.run();
  },
  { people: 30, pageSize: 12 },
);

const historyOf = async (number: number) =>
  (await readHistory(world.tenantId, `${world.tenantId}:${idOf(number)}`)).map(({ runId, what, fields }) => ({
    runId,
    what,
    fields,
  }));
const blank = (count: number) => {
  for (let number = 1; number <= count; number += 1)
    world.directory.changeUser(addressOf(number), { department: null, jobTitle: `New ${number}` });
};
const title = { field: 'jobTitle', old: 'Job 01', new: 'New 1' };
const department = { field: 'department', old: 'Operations' };

describe("a person's history", () => {
  it('tells what runs did, with old and new values, and nothing of a preview', async () => {
    blank(1);
    await world.run({ preview: true });
    expect(await historyOf(1)).toEqual([]);
    const { _id: runId } = await world.run();
    expect(await historyOf(1)).toEqual([{ runId, what: 'update', fields: [department, title] }]);
  });

  it('leaves out what a run keeps back, until it is approved', async () => {
    blank(7);
    const run = await world.run();
    expect(await historyOf(1)).toEqual([{ runId: run._id, what: 'update', fields: [title] }]);
    const { items } = await listChanges(run, { limit: 50 });
    expect(items.filter(({ held }) => held)).toHaveLength(7);
    await world.sync.approve(world.tenantId, run._id);
    expect(await historyOf(1)).toEqual([{ runId: run._id, what: 'update', fields: [department, title] }]);
    const approved = await listChanges(await world.sync.find(world.tenantId, run._id), { limit: 50 });
    expect(approved.items.filter(({ held }) => held)).toEqual([]);
  });

  it('says nobody left as long as their removal is held or was discarded', async () => {
    for (let number = 1; number <= 6; number += 1) world.directory.softDelete(addressOf(number));
    const { _id: runId } = await world.run();
    expect(await historyOf(1)).toEqual([]);
    await world.sync.discard(world.tenantId, runId);
    expect(await historyOf(1)).toEqual([]);
  });

  it('leaves out what a run did not come to before it failed', async () => {
    blank(1);
    const original = mongoose.mongo.Collection.prototype.bulkWrite;
    mongoose.mongo.Collection.prototype.bulkWrite = async () => {
      throw new mongoose.mongo.MongoServerError({ code: 14031, message: 'no room' });
    };
    try {
      expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'STORAGE' } });
    } finally {
      mongoose.mongo.Collection.prototype.bulkWrite = original;
    }
    expect(await historyOf(1)).toEqual([]);
  });
});

describe('a run that nobody points at', () => {
  it('is forgotten by the next start: whoever asked for it died before it began', async () => {
    const asked = { kind: 'full', trigger: 'manual', preview: false } as const;
    const { run: lost } = await world.sync.start(world.tenantId, asked);
    await mongoose.connection.collection('activeRuns').deleteMany({});
    world.clock.advance(61_000);
    const next = await world.run();
    expect(next).toMatchObject({ outcome: 'applied' });
    expect((await world.sync.list(world.tenantId, 10)).map(({ _id }) => _id)).not.toContain(lost._id);
  });
});

describe('the clock of the delta link', () => {
  it('counts from when Graph gave it, not from the end of the run that keeps it', async () => {
    const begin = world.clock.now();
    world.sandbox.faults.next({ match: /skiptoken/, status: 429, retryAfter: 3600 });
    await world.run();
    const [state] = await mongoose.connection.collection('syncStates').find({}).toArray();
    const { deltaLinkAt, fullAt } = state as unknown as { deltaLinkAt: Date; fullAt: Date };
    expect(deltaLinkAt.getTime() - begin.getTime()).toBeLessThan(5000);
    expect(fullAt.getTime() - begin.getTime()).toBeGreaterThanOrEqual(3_600_000);
  });

  it('is not wound up by a run that only applies changed rules', async () => {
    const stateOf = async () => (await mongoose.connection.collection('syncStates').find({}).toArray())[0];
    const before = await stateOf();
    world.clock.advance(3_600_000);
    await world.change('sync.mappings', { jobTitle: { from: { upper: 'jobTitle' } } });
    expect(await world.run({ kind: 'delta', trigger: 'ruleChange' })).toMatchObject({ counts: { updated: 30 } });
    const after = await stateOf();
    expect(after).toMatchObject({ deltaLink: before?.deltaLink, deltaLinkAt: before?.deltaLinkAt });
    expect(after?.revision).not.toBe(before?.revision);
  });
});
