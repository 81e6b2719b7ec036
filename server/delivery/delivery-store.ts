import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Delivery } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';

/** How long reports are kept. Seconds. */
export const keptFor = 90 * 24 * 3600;

/** One report of the add-in: who, with which Outlook, what became of it. No content, no recipients. */
export interface DeliveryDocument extends Omit<Delivery, 'id' | 'at'> {
  /** `person:report`, so that a report sent twice is one. */
  _id: string;
  tenantId: string;
  personId: string;
  at: Date;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<DeliveryDocument>(
  {
    // Reports of the first version have ids of the database's own making.
    _id: mixed,
    tenantId: { type: String, required: true },
    personId: String,
    at: Date,
    occasion: String,
    from: String,
    composeType: String,
    format: String,
    outcome: String,
    template: mixed,
    client: mixed,
    milliseconds: Number,
    error: String,
  },
  { collection: 'deliveries', versionKey: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: keptFor });
schema.index({ tenantId: 1, personId: 1, at: -1 });
const deliveries = mongoose.model('Delivery', schema);

/** Reports as they are kept. A clock that runs ahead of ours doesn't make a report newer than now. */
export function toDocuments(tenantId: string, personId: string, reports: Delivery[], now: Date): DeliveryDocument[] {
  return reports.map(({ id, at, ...report }) => ({
    ...report,
    _id: `${personId}:${id ?? randomUUID()}`,
    tenantId,
    personId,
    at: at === undefined || new Date(at) > now ? now : new Date(at),
  }));
}

/** Keeps reports; one that is there already stays as it is. They are forgotten after 90 days. */
export async function insertDeliveries(documents: DeliveryDocument[]): Promise<void> {
  const writes = documents.map(({ _id, ...report }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: report }, upsert: true },
  }));
  await stored(() => deliveries.bulkWrite(writes, { ordered: false }));
}

/** What is kept of one person's deliveries, newest first. */
export async function listDeliveriesOf(
  tenantId: string,
  personId: string,
  most = 0,
): Promise<Omit<DeliveryDocument, '_id'>[]> {
  const query = () => deliveries.find({ tenantId, personId }, { _id: 0 }).sort({ at: -1 }).limit(most);
  return stored(() => query().lean<Omit<DeliveryDocument, '_id'>[]>());
}

/** Forgets one person's deliveries. Gives how many. */
export async function deleteDeliveriesOf(tenantId: string, personId: string): Promise<number> {
  return (await stored(() => deliveries.deleteMany({ tenantId, personId }))).deletedCount;
}
