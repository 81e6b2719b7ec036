import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** A Signet group. `_id` is `tenant:slug`, so that a tenant has one group of each name. */
export interface Group {
  _id: string;
  tenantId: string;
  name: string;
  createdAt: Date;
}

const schema = new mongoose.Schema<Group>(
  { _id: String, tenantId: { type: String, required: true }, name: String, createdAt: Date },
  { collection: 'groups', versionKey: false },
);
schema.index({ tenantId: 1, name: 1 });
const groups = mongoose.model('Group', schema);

/** Makes the group if it isn't there. */
export async function ensureGroup(tenantId: string, id: string, name: string, now: Date): Promise<void> {
  await stored(() =>
    groups.updateOne({ _id: id }, { $setOnInsert: { tenantId, name, createdAt: now } }, { upsert: true }),
  );
}

/** A tenant's groups by name. */
export async function listGroups(tenantId: string): Promise<Group[]> {
  return stored(() => groups.find({ tenantId }).sort({ name: 1 }).lean<Group[]>());
}
