import mongoose, { mongo } from 'mongoose';
import { SignetError } from './errors.ts';

const defaultDatabase = 'signet';

/** The database a URI names, or ours where it names none. */
export function databaseOf(uri: string): string {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]*)/.exec(uri)?.[1];
  return name ? decodeURIComponent(name) : defaultDatabase;
}

/** A MongoDB URI fit to show: without its password. */
export function withoutPassword(uri: string): string {
  return uri.replace(/\/\/([^:@/]+):[^@/]*@/, '//$1:***@');
}

/**
 * Connects mongoose to a MongoDB deployment or to the embedded database.
 * @throws {SignetError} STORAGE, saying which address did not answer and why
 */
export async function connectMongo(uri: string): Promise<void> {
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  mongoose.set('strictQuery', true);
  try {
    await mongoose.connect(uri, {
      dbName: databaseOf(uri),
      serverSelectionTimeoutMS: 5000,
      writeConcern: { w: 'majority' },
      appName: 'signet',
    });
    await mongoose.connection.db?.command({ ping: 1 });
  } catch (error) {
    await mongoose.disconnect().catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new SignetError('STORAGE', `The database at ${withoutPassword(uri)} cannot be reached: ${reason}`, {
      cause: error,
    });
  }
}

/** Ends the connection; commands under way finish first. */
export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect();
}

/** How long the database took to answer a ping, in milliseconds, and its own time. */
export async function pingMongo(): Promise<{ time: Date }> {
  return stored(async () => {
    const answer = await mongoose.connection.db?.command({ hello: 1 });
    return { time: answer?.localTime instanceof Date ? answer.localTime : new Date(0) };
  });
}

const upgrades: (() => Promise<unknown>)[] = [];

/**
 * Registers what brings documents of former versions up to date. It runs at each start, perhaps in several processes at once, once the
 * indexes are there: it has to be cheap where nothing is left to do.
 */
export function upgradeDocuments(upgrade: () => Promise<unknown>): void {
  upgrades.push(upgrade);
}

/** Creates what every registered model declares, collections and indexes; then brings old documents up to date. */
export async function createIndexes(): Promise<string[]> {
  const models = Object.values(mongoose.models);
  for (const model of models) await stored(() => model.createIndexes());
  for (const upgrade of upgrades) await stored(upgrade);
  return models.map((model) => model.collection.collectionName);
}

/** Collections whose documents name their tenant: all but the leases, whose fences must never begin again. */
const ofTenants = () => Object.values(mongoose.models).filter((model) => model.schema.path('tenantId') !== undefined);

/** How many documents there are of a tenant, by collection; empty ones left out. */
export async function countDocumentsOf(tenantId: string): Promise<Record<string, number>> {
  const counts: [string, number][] = [];
  for (const model of ofTenants()) {
    const count = await stored(() => model.collection.countDocuments({ tenantId }));
    if (count > 0) counts.push([model.collection.collectionName, count]);
  }
  return Object.fromEntries(counts);
}

/** Deletes everything of a tenant, in every collection but those named. Interrupted, it can be repeated. */
export async function deleteDocumentsOf(tenantId: string, except: string[] = []): Promise<void> {
  for (const model of ofTenants()) {
    if (except.includes(model.collection.collectionName)) continue;
    await stored(() => model.collection.deleteMany({ tenantId }));
  }
}

/** The value without what is undefined, at any depth: the database would keep it as null. */
export function definedOnly<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(definedOnly) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([name, part]) => [name, definedOnly(part)])) as Value;
}

/** Bytes as a lean query gives them: the driver's own kind, where mongoose would have made a Buffer. */
export function bytesOf(stored: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.value());
}

/**
 * Runs a store's query and translates the driver's errors once.
 * @throws {SignetError} DUPLICATE for a second document with the same key, STORAGE for everything else the database refuses
 */
export async function stored<Result>(query: () => Promise<Result>): Promise<Result> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === 11000)
      throw new SignetError('DUPLICATE', undefined, { cause: error });
    if (error instanceof mongo.MongoError)
      throw new SignetError('STORAGE', `The database refused: ${error.message}`, { cause: error });
    throw error;
  }
}
