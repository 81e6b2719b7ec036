import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openEmbeddedDatabase } from '../../embedded-db/index.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { connectMongo, createIndexes, disconnectMongo } from '../../server/platform/mongo.ts';

/** The embedded database of one test file (mongoose is one per process), on a clock that each test sets. */
export interface TestDatabase {
  /** Empties it, and lets its time be this clock's. */
  begin(clock: Clock): Promise<void>;
  /** Everything that stands in it, to be put back later. */
  snapshot(): Promise<Snapshot>;
  restore(snapshot: Snapshot): Promise<void>;
  close(): Promise<void>;
}
/** Documents by collection. */
export type Snapshot = Map<string, object[]>;

/** Opens it in a folder of its own. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'signet-db-'));
  let clock: Clock = { now: () => new Date(0) };
  const database = await openEmbeddedDatabase({
    file: join(folder, 'signet.db'),
    listen: { socket: join(folder, 'db.sock') },
    clock: () => clock.now().getTime(),
  });
  await connectMongo(database.uri);
  await createIndexes();
  const collections = () => Object.values(mongoose.connection.collections);
  const restore = async (snapshot: Snapshot) => {
    for (const collection of collections()) {
      await collection.deleteMany({});
      const documents = snapshot.get(collection.collectionName) ?? [];
      if (documents.length > 0) await collection.insertMany(documents);
    }
  };
  return {
    async begin(given) {
      clock = given;
      await restore(new Map());
    },
    async snapshot() {
      const entries = collections().map(async (collection) => {
        return [collection.collectionName, await collection.find({}).toArray()] as const;
      });
      return new Map(await Promise.all(entries));
    },
    restore,
    async close() {
      await disconnectMongo();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
