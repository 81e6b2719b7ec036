import { mongo } from 'mongoose';
import { inBatches } from '../platform/batches.ts';
import { stored } from '../platform/mongo.ts';
import { people, seen } from './person-model-store.ts';

/** Between two reads at least, while many ask. Milliseconds. */
const rest = 2;

/**
 * A person by `_id`, undecoded: with the driver alone, since a query of mongoose's costs twice as much. Outlook asks for one with every
 * mail, mostly nothing has changed, and in the morning many ask at once.
 */
export const findPersonBytes = inBatches(
  async (ids: string[]): Promise<Map<string, Uint8Array>> => {
    const collection = people.db.getClient().db(people.db.name).collection(people.collection.collectionName);
    const filter = { _id: ids.length === 1 ? ids[0] : { $in: ids }, state: { $ne: 'leftOut' } };
    const found: unknown[] = await stored(() =>
      collection.find(filter as object, { projection: seen, limit: ids.length, raw: true }).toArray(),
    );
    return new Map((found as Uint8Array[]).map((bytes) => [idOf(bytes), bytes]));
  },
  () => new Promise((resolve) => setTimeout(resolve, rest)),
);

const idFirst = Buffer.from('\x02_id\0', 'latin1');

/** The `_id` of a document: its first field in MongoDB, where it can be read without the others (https://bsonspec.org/spec.html). */
function idOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(4, 9).equals(idFirst)) return String(mongo.BSON.deserialize(bytes)._id);
  return buffer.toString('utf8', 13, 12 + buffer.readInt32LE(9));
}
