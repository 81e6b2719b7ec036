import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startProcessIn } from './served-process-for-test.ts';

const small = ['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs -o size=16m none "$0" && exec "$@"'];
const possible = spawnSync(small[0] as string, ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;
if (!possible) process.stdout.write('disk-full: SKIPPED, this system lets nobody mount a small disk (unshare -rm)\n');

(possible ? test : test.skip)(
  'on a full disk writes fail with 14031, reads go on, and nothing is lost',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edb-'));
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const socket = join(folder, 'db.sock');
    const { child, uri, ended } = startProcessIn([...small, disk], '--file', disk, '--socket', socket);
    const client = await MongoClient.connect(await uri);
    // What takes the room that is given back later; only that process sees its disk.
    const ballast = `/proc/${child.pid}/root${disk}/ballast`;
    writeFileSync(ballast, Buffer.alloc(4e6));
    const collection = client.db('t').collection<{ _id: number; text: string }>('c');
    try {
      let stored = 0;
      const refused = await (async () => {
        for (;;) {
          await collection.insertOne({ _id: stored, text: 'x'.repeat(50_000) });
          stored += 1;
        }
      })().catch((error) => error);
      expect(refused).toMatchObject({ code: 14031, codeName: 'OutOfDiskSpace' });
      expect(stored).toBeGreaterThan(100);
      // Still full, still alive: small writes may find room in what was freed, but none is acknowledged and lost.
      const tries = await Promise.allSettled(
        Array.from({ length: 50 }, (_, n) => collection.insertOne({ _id: 10_000 + n, text: 'y'.repeat(50_000) })),
      );
      const more = tries.filter((outcome) => outcome.status === 'fulfilled').length;
      expect(await collection.countDocuments({})).toBe(stored + more);
      expect(await collection.countDocuments({}, { hint: { $natural: 1 } })).toBe(stored + more);
      for (const _id of [0, stored >> 1, stored - 1]) expect(await collection.findOne({ _id })).toMatchObject({ _id });
      const backup = await client
        .db('admin')
        .command({ backup: 1, path: join(disk, 'backup') })
        .catch((error) => error);
      expect(backup).toMatchObject({ code: 96, message: expect.stringMatching(/disk is full/) });
      // Once there is room, everything goes on.
      rmSync(ballast);
      await collection.insertOne({ _id: 20_000, text: 'z' }, { writeConcern: { w: 'majority' } });
      expect(await collection.countDocuments({})).toBe(stored + more + 1);
    } finally {
      await client.close();
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
      rmSync(folder, { recursive: true, force: true });
    }
  },
  60_000,
);
