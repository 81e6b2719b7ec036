import { mongo } from 'mongoose';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import { type PersonDocument, people } from './person-store.ts';

type Upsert = mongo.AnyBulkWriteOperation<PersonDocument>;
const duplicateKey = 11000;

/**
 * How sync writes many people at once. It notes afterwards how far it came, and that note waits for the disk: what was written
 * before it is there, too.
 */
export const inBulk = { ordered: false, writeConcern: { w: 1 } } as const;

/**
 * Inserts whom these upserts (updateOne with $set and $setOnInsert) would insert: an insert costs half of an upsert.
 * Gives the upserts of those who are there already.
 */
export async function insertNew(upserts: Upsert[]): Promise<Upsert[]> {
  if (upserts.length === 0) return [];
  try {
    await stored(() => people.collection.insertMany(upserts.map(documentOf) as never, inBulk));
    return [];
  } catch (error) {
    const failed = error instanceof SignetError && error.code === 'DUPLICATE' ? writeErrorsOf(error.cause) : [];
    if (failed.length === 0 || failed.some(({ code }) => code !== duplicateKey)) throw error;
    return failed.flatMap(({ index }) => upserts[index] ?? []);
  }
}

function documentOf(upsert: Upsert): object {
  const { filter, update } = 'updateOne' in upsert ? upsert.updateOne : { filter: {}, update: {} };
  const { $set, $setOnInsert } = update as { $set?: object; $setOnInsert?: object };
  // The id in front: so the database can keep the bytes as they come.
  return { _id: filter._id, ...$set, ...$setOnInsert };
}

function writeErrorsOf(cause: unknown): mongo.WriteError[] {
  return cause instanceof mongo.MongoBulkWriteError ? [cause.writeErrors].flat() : [];
}
