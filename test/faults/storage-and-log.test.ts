import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { findPersonByObjectId } from '../../server/people/index.ts';
import { createLog } from '../../server/platform/log.ts';
import { createSyncWorker } from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

const full = { kind: 'full', trigger: 'manual', preview: false } as const;
const writes = [
  'insertOne',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'bulkWrite',
  'findOneAndUpdate',
];

/** Lets the database refuse every write to these collections, as MongoDB does on a full disk (14031 OutOfDiskSpace). */
function fillDisk(collections: RegExp): () => void {
  const prototype = mongoose.mongo.Collection.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  const originals = writes.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of originals) {
    prototype[name] = function (this: { collectionName: string }, ...given: unknown[]) {
      if (!collections.test(this.collectionName)) return original?.apply(this, given);
      return Promise.reject(
        new mongoose.mongo.MongoServerError({ code: 14031, message: 'available disk space is low' }),
      );
    };
  }
  return () => {
    for (const [name, original] of originals) if (original) prototype[name] = original;
  };
}

describe('fault 32: the database refuses writes', () => {
  it('the run stops with STORAGE, everyone known is still served, and the next run does it all', async () => {
    await world.run();
    world.directory.changeUser(addressOf(3), { jobTitle: 'Captain' });
    const free = fillDisk(/^people$/);
    expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'STORAGE' } });
    expect(await findPersonByObjectId(world.tenantId, idOf(3))).toMatchObject({ fields: { jobTitle: 'Job 03' } });
    free();
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { updated: 1 } });
  });

  it('where not even the failure can be written down, the run is taken up again when there is room', async () => {
    await world.run();
    world.directory.changeUser(addressOf(3), { jobTitle: 'Captain' });
    const { run } = await world.sync.start(world.tenantId, full);
    let free = () => {};
    world.onItsWay = ({ url }) => {
      if (!url.href.includes('skiptoken')) return;
      world.onItsWay = () => undefined;
      free = fillDisk(/./);
    };
    await expect(world.worker().work(world.tenantId)).rejects.toMatchObject({ code: 'STORAGE' });
    expect(await findPersonByObjectId(world.tenantId, idOf(3))).toMatchObject({ fields: { jobTitle: 'Job 03' } });
    free();
    world.clock.advance(61_000);
    await world.worker().work(world.tenantId);
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({
      outcome: 'applied',
      counts: { updated: 1 },
    });
  });
});

describe('fault 33: the disk of the log is full', () => {
  it('logging never throws into a run', async () => {
    const fd = openSync('/dev/full', 'w');
    const log = createLog('debug', fd);
    world.sandbox.faults.next({ match: 'users', status: 500 });
    const { run } = await world.sync.start(world.tenantId, full);
    await createSyncWorker({ tenants: world.tenants, clock: world.clock, log }).work(world.tenantId);
    expect(await world.sync.find(world.tenantId, run._id)).toMatchObject({
      outcome: 'applied',
      counts: { created: 12 },
    });
    for (let line = 0; line < 5000; line += 1) log.error({ line }, 'nobody reads this');
    closeSync(fd);
  });
});
