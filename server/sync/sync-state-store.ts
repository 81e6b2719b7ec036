import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** What a tenant's syncs remember from run to run. */
export interface SyncState {
  _id: string;
  tenantId: string;
  /** Where the next delta starts, and since when; the directory forgets it after seven days. */
  deltaLink?: string;
  deltaLinkAt?: Date;
  /** What the delta's properties were: a link carries them, so that other properties need another link. */
  selectHash?: string;
  /** The revision of rules and mappings that everyone was looked at with. */
  revision?: string;
  /** The end of the last complete full read. */
  fullAt?: Date;
  /** The scope of the last complete full read, in short. */
  scope?: string;
  /** Members of the directory groups that decide over people, when last read. */
  groupSizes?: Record<string, number>;
}

const states = mongoose.model(
  'SyncState',
  new mongoose.Schema<SyncState>(
    {
      _id: String,
      tenantId: { type: String, required: true },
      deltaLink: String,
      deltaLinkAt: Date,
      selectHash: String,
      revision: String,
      fullAt: Date,
      scope: String,
      groupSizes: mongoose.Schema.Types.Mixed,
    },
    { collection: 'syncStates', versionKey: false, minimize: false },
  ),
);

/** What is remembered of a tenant; empty before its first sync. */
export async function readSyncState(tenantId: string): Promise<SyncState> {
  return (await stored(() => states.findById(tenantId).lean<SyncState>())) ?? { _id: tenantId, tenantId };
}

/** Forgets what was remembered: the next sync begins anew. */
export async function forgetSyncState(tenantId: string): Promise<void> {
  await stored(() => states.deleteOne({ _id: tenantId }));
}

/** Remembers; what is undefined is forgotten. */
export async function saveSyncState(
  tenantId: string,
  state: Partial<Omit<SyncState, '_id' | 'tenantId'>>,
): Promise<void> {
  const entries = Object.entries(state);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const unset = Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([name]) => [name, '']));
  await stored(() =>
    states.updateOne(
      { _id: tenantId },
      { $set: { tenantId, ...set }, ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}) },
      { upsert: true },
    ),
  );
}
