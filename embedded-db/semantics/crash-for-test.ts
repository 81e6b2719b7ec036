import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { startProcess } from './served-process-for-test.ts';

/**
 * Kills the database (kill -9) in the middle of writes, again and again on the same file; every round looks for all that was
 * acknowledged before, in the collection and in the index.
 */
export async function crashInRounds(rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edb-'));
  try {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round++) await crashOnce(folder, acknowledged, 150 + (round % 10) * 37);
    await crashOnce(folder, acknowledged, 0);
    expect(acknowledged.size).toBeGreaterThan(100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function crashOnce(folder: string, acknowledged: Map<string, number>, killAfter: number): Promise<void> {
  const { child, uri, ended } = startProcess('--file', folder);
  const client = await MongoClient.connect(await uri);
  // Nobody waits for a server that has been killed.
  void ended.then(() => client.close());
  const collection = client.db('t').collection<{ _id: string; n: number; k: string }>('c');
  await collection.createIndex({ k: 1 }, { unique: true });
  for (const [_id, n] of acknowledged) {
    expect(await collection.findOne({ k: `key ${_id}` })).toMatchObject({ _id });
    expect((await collection.findOne({ _id }))?.n).toBeGreaterThanOrEqual(n);
  }
  expect(await collection.countDocuments({ k: { $gt: '' } }, { hint: 'k_1' })).toBe(
    await collection.countDocuments({}, { hint: { $natural: 1 } }),
  );
  let writes = 0;
  const writer = async (worker: number) => {
    for (let count = 0; killAfter > 0; count++) {
      const _id = `${worker}-${count % 40}`;
      const n = (acknowledged.get(_id) ?? 0) + 1;
      await collection.updateOne({ _id }, { $set: { n, k: `key ${_id}` } }, { upsert: true });
      acknowledged.set(_id, n);
      writes += 1;
      if (writes === killAfter) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, (_, worker) => writer(worker)));
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  await client.close();
}
