import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** Our subscription to a tenant's changes. `_id` is the tenant: it has one at most. */
export interface KeptSubscription {
  _id: string;
  tenantId: string;
  /** Absent while Graph is being asked. */
  subscriptionId?: string;
  /** The hash of what every notification has to bring. */
  clientStateHash: string;
  expiresAt: Date;
  /** When it was last made or prolonged, or tried to. */
  triedAt: Date;
  /** Why the last try failed. */
  problem?: string;
}

const schema = new mongoose.Schema<KeptSubscription>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    subscriptionId: String,
    clientStateHash: String,
    expiresAt: Date,
    triedAt: Date,
    problem: String,
  },
  { collection: 'subscriptions', versionKey: false },
);
schema.index({ subscriptionId: 1 });
const subscriptions = mongoose.model('Subscription', schema);

/** The tenant's subscription, or null. */
export async function readSubscription(tenantId: string): Promise<KeptSubscription | null> {
  return stored(() => subscriptions.findById(tenantId).lean<KeptSubscription>());
}

/** Keeps it as it is now. */
export async function saveSubscription(subscription: KeptSubscription): Promise<void> {
  await stored(() => subscriptions.replaceOne({ _id: subscription._id }, subscription, { upsert: true }));
}

/** Whose subscriptions these are. */
export async function findSubscriptions(subscriptionIds: string[]): Promise<KeptSubscription[]> {
  return stored(() => subscriptions.find({ subscriptionId: { $in: subscriptionIds } }).lean<KeptSubscription[]>());
}

/** Forgets it. */
export async function deleteSubscription(tenantId: string): Promise<void> {
  await stored(() => subscriptions.deleteOne({ _id: tenantId }));
}
