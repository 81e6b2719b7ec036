import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openEmbeddedDatabase } from '../../embedded-db/index.ts';
import { connectMongo, createIndexes, disconnectMongo, withoutPassword } from '../../server/platform/mongo.ts';

/** The database that a suite of promises runs on: MONGODB_URI where that is set, else the embedded one. Says loudly which. */
export async function openContractDatabase(suite: string): Promise<{ close(): Promise<void> }> {
  const given = process.env.MONGODB_URI;
  process.stdout.write(`\n*** ${suite}: on ${given ? withoutPassword(given) : 'the EMBEDDED database'} ***\n`);
  return given ? onDeployment(given) : onEmbedded();
}

/** In a database of its own, which is dropped afterwards. */
async function onDeployment(given: string): Promise<{ close(): Promise<void> }> {
  const uri = new URL(given);
  uri.pathname = `/signet_contract_${randomBytes(4).toString('hex')}`;
  if (uri.username && !uri.searchParams.has('authSource')) uri.searchParams.set('authSource', 'admin');
  await connectMongo(uri.href);
  await createIndexes();
  return {
    async close() {
      await mongoose.connection.dropDatabase();
      await disconnectMongo();
    },
  };
}

async function onEmbedded(): Promise<{ close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'signet-db-'));
  const database = await openEmbeddedDatabase({
    file: join(folder, 'signet.db'),
    listen: { socket: join(folder, 'db.sock') },
  });
  await connectMongo(database.uri);
  await createIndexes();
  return {
    async close() {
      await disconnectMongo();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
