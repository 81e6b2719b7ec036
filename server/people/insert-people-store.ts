import { mongo } from 'mongoose';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import { type PersonDocument, people } from './person-store.ts';

const duplicateKey = 11000;

/**
 * How sync writes many people at once. It notes afterwards how far it came, and that note waits for the disk: what was written
 * before it is there, too.
 */
export const inBulk = { ordered: false, writeConcern: { w: 1 } } as const;

/**
 * Inserts people who are most likely new: an insert costs half of an upsert. Gives the places in the list of those who are there
 * already; nothing is changed of them.
 */
export async function insertNew(documents: PersonDocument[]): Promise<number[]> {
  if (documents.length === 0) return [];
  try {
    await stored(() => people.collection.insertMany(documents as never, inBulk));
    return [];
  } catch (error) {
    const failed = error instanceof SignetError && error.code === 'DUPLICATE' ? writeErrorsOf(error.cause) : [];
    if (failed.length === 0 || failed.some(({ code }) => code !== duplicateKey)) throw error;
    return failed.map(({ index }) => index);
  }
}

function writeErrorsOf(cause: unknown): mongo.WriteError[] {
  return cause instanceof mongo.MongoBulkWriteError ? [cause.writeErrors].flat() : [];
}
