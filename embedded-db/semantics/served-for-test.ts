import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, type Db, type Document, MongoClient } from 'mongodb';
import { type EmbeddedDatabase, type EmbeddedDatabaseOptions, openEmbeddedDatabase } from '../index.ts';

/** A served database with a connected driver, for tests. */
export interface Served {
  folder: string;
  client: MongoClient;
  db: Db;
  database: EmbeddedDatabase;
  /** A collection that no test had before. */
  fresh(documents?: Document[]): Promise<Collection<Document>>;
  close(): Promise<void>;
}

/** Opens a database in a folder of its own and connects the driver; values keep their BSON types. */
export async function serve(options: Partial<EmbeddedDatabaseOptions> = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'edb-'));
  const database = await openEmbeddedDatabase({
    file: folder,
    listen: { socket: join(folder, 'db.sock') },
    ...options,
  });
  const client = await MongoClient.connect(database.uri);
  const db = client.db('test');
  let count = 0;
  return {
    folder,
    client,
    db,
    database,
    fresh: async (documents = []) => {
      count += 1;
      const collection = db.collection(`c${count}`);
      if (documents.length > 0) await collection.insertMany(documents);
      return collection;
    },
    close: async () => {
      await client.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A reproducible source of numbers from 0 to 1 (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
