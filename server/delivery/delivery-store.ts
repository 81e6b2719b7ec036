import mongoose from 'mongoose';
import type { Delivery } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';

const keptFor = 90 * 24 * 3600;

/** One insertion of a signature: who, with which client, what became of it. No content, no recipients. */
interface DeliveryDocument extends Delivery {
  tenantId: string;
  personId: string;
  at: Date;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<DeliveryDocument>(
  {
    tenantId: { type: String, required: true },
    personId: String,
    at: Date,
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

/** Keeps what the add-in reports; it is forgotten after 90 days. */
export async function insertDeliveries(
  tenantId: string,
  personId: string,
  reports: Delivery[],
  at: Date,
): Promise<void> {
  await stored(() => deliveries.insertMany(reports.map((report) => ({ ...report, tenantId, personId, at }))));
}

/** What is kept of one person's deliveries, newest first. */
export async function listDeliveriesOf(tenantId: string, personId: string): Promise<object[]> {
  return stored(() => deliveries.find({ tenantId, personId }, { _id: 0 }).sort({ at: -1 }).lean());
}

/** Forgets one person's deliveries. Gives how many. */
export async function deleteDeliveriesOf(tenantId: string, personId: string): Promise<number> {
  return (await stored(() => deliveries.deleteMany({ tenantId, personId }))).deletedCount;
}
