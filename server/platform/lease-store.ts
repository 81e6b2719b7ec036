import mongoose from 'mongoose';
import { SignetError } from './errors.ts';
import { stored } from './mongo.ts';

/** Who may work on something, until when, and the fence: a number that only grows, so that a late writer is recognised. */
export interface Lease {
  _id: string;
  owner: string;
  until: Date;
  fence: number;
}

const leases = mongoose.model(
  'Lease',
  new mongoose.Schema<Lease>(
    { _id: String, owner: String, until: Date, fence: Number },
    { collection: 'leases', versionKey: false },
  ),
);

const long = 60_000;

/**
 * Takes the lease if nobody holds it, by the database's clock (so that a wrong clock here does no harm).
 * Gives the fence, or null where someone else holds it. Milliseconds.
 */
export async function takeLease(key: string, owner: string, milliseconds = long): Promise<number | null> {
  await stored(() =>
    leases.updateOne({ _id: key }, { $setOnInsert: { owner: '', until: new Date(0), fence: 0 } }, { upsert: true }),
  );
  const lease = await stored(() =>
    leases
      .findOneAndUpdate(
        { _id: key, $expr: { $lt: ['$until', '$$NOW'] } },
        [{ $set: { owner, until: { $add: ['$$NOW', milliseconds] }, fence: { $add: ['$fence', 1] } } }],
        { returnDocument: 'after', updatePipeline: true },
      )
      .lean(),
  );
  return lease ? lease.fence : null;
}

/** Prolongs a lease that is still ours. False: it was lost, stop at once. */
export async function renewLease(key: string, fence: number, milliseconds = long): Promise<boolean> {
  const result = await stored(() =>
    leases.updateOne({ _id: key, fence }, [{ $set: { until: { $add: ['$$NOW', milliseconds] } } }], {
      updatePipeline: true,
    }),
  );
  return result.matchedCount === 1;
}

/** Gives a lease back, if it is still ours. */
export async function releaseLease(key: string, fence: number): Promise<void> {
  await stored(() => leases.updateOne({ _id: key, fence }, { $set: { until: new Date(0) } }));
}

/**
 * Runs an upsert that is filtered by its fence. Where a newer lease has written the document, the filter does not match, the upsert
 * becomes a second document with the same `_id`, and the database refuses it: that is how a late worker learns that it is late.
 * @throws {SignetError} LEASE_LOST
 */
export async function fenced<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await stored(write);
  } catch (error) {
    if (error instanceof SignetError && error.code === 'DUPLICATE')
      throw new SignetError('LEASE_LOST', undefined, { cause: error });
    throw error;
  }
}
