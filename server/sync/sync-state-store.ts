import mongoose from 'mongoose';
import { fenced } from '../platform/lease-store.ts';
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
  /** How many people the last complete full read saw. */
  seen?: number;
  /** The scope of the last complete full read, in short. */
  scope?: string;
  /** Members of the directory groups that decide over people, when last read. */
  groupSizes?: Record<string, number>;
  /** The lease under which this was written last. */
  fence?: number;
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
      seen: Number,
      scope: String,
      groupSizes: mongoose.Schema.Types.Mixed,
      fence: Number,
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

/** Remembers; what is undefined is forgotten. @throws {SignetError} LEASE_LOST where a newer lease has written meanwhile */
export async function saveSyncState(
  tenantId: string,
  state: Partial<Omit<SyncState, '_id' | 'tenantId' | 'fence'>>,
  fence: number,
): Promise<void> {
  const entries = Object.entries(state);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const unset = Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([name]) => [name, '']));
  await fenced(() =>
    states.updateOne(
      { _id: tenantId, fence: { $not: { $gt: fence } } },
      { $set: { tenantId, fence, ...set }, ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}) },
      { upsert: true },
    ),
  );
}
