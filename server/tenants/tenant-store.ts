import mongoose from 'mongoose';
import type { SetupStep } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import type { TenantSettings } from './settings.ts';

/** One connected Microsoft 365 organisation. `_id` is its tenant id. */
export interface Tenant {
  _id: string;
  tenantId: string;
  name: string;
  connectedAt: Date;
  /** What the last probe found; `code` is absent while all is well. */
  access: { checkedAt: Date; code?: string; message?: string; roles?: string[] };
  settings: TenantSettings;
  /** Since when the schedule is as it is: slots from before are not made up for. */
  scheduledSince?: Date;
  /** Since when it is disconnected with its people kept: nothing is read from its directory any more. */
  disconnectedAt?: Date;
  /** The step that the first set-up goes on with, and since when; absent once it is done. */
  setup?: { step: SetupStep; since: Date };
  /** Grows with every change, so that other processes notice. */
  revision: number;
}

const schema = new mongoose.Schema<Tenant>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    name: String,
    connectedAt: Date,
    access: { checkedAt: Date, code: String, message: String, roles: { type: [String], default: undefined } },
    settings: { type: mongoose.Schema.Types.Mixed, required: true },
    scheduledSince: Date,
    disconnectedAt: Date,
    setup: { type: { step: String, since: Date }, default: undefined, _id: false },
    revision: { type: Number, default: 0 },
  },
  { collection: 'tenants', versionKey: false, minimize: false },
);
const tenants = mongoose.model('Tenant', schema);

/** The tenant with this id, or null where it isn't connected. */
export async function findTenant(tenantId: string): Promise<Tenant | null> {
  return stored(() => tenants.findById(tenantId).lean<Tenant>());
}

/** Every connected tenant, oldest first. */
export async function listTenants(): Promise<Tenant[]> {
  return stored(() => tenants.find().sort({ connectedAt: 1 }).lean<Tenant[]>());
}

/** Keeps a connection; one that exists keeps its settings and the day it was made. One that was ended begins anew. Only a new one is to be set up. */
export async function saveConnection(
  tenant: Pick<Tenant, 'tenantId' | 'name' | 'connectedAt' | 'access' | 'settings'>,
): Promise<void> {
  const { tenantId, name, connectedAt, settings, access } = tenant;
  const setup: Tenant['setup'] = { step: 'connect', since: connectedAt };
  await stored(() =>
    tenants.updateOne(
      { _id: tenantId, disconnectedAt: { $exists: true } },
      { $set: { connectedAt }, $unset: { disconnectedAt: '' } },
    ),
  );
  await stored(() =>
    tenants.updateOne(
      { _id: tenantId },
      { $set: { access }, $setOnInsert: { tenantId, name, connectedAt, settings, setup }, $inc: { revision: 1 } },
      { upsert: true },
    ),
  );
}

/** Notes what the last call to the directory found. */
export async function saveAccess(tenantId: string, access: Tenant['access']): Promise<void> {
  await stored(() => tenants.updateOne({ _id: tenantId }, { $set: { access } }));
}

/** Replaces the settings if nobody else did since `revision`. False: someone did. */
export async function saveSettings(
  tenantId: string,
  change: Partial<Pick<Tenant, 'settings' | 'scheduledSince'>>,
  revision: number,
): Promise<boolean> {
  const result = await stored(() =>
    tenants.updateOne({ _id: tenantId, revision }, { $set: change, $inc: { revision: 1 } }),
  );
  return result.matchedCount === 1;
}

/** Notes the step of a set-up that is not done yet; null: it is done now. One that is done stays so. */
export async function saveSetup(tenantId: string, setup: Tenant['setup'] | null): Promise<void> {
  const change = setup ? { $set: { setup } } : { $unset: { setup: '' } };
  await stored(() => tenants.updateOne({ _id: tenantId, setup: { $exists: true } }, change));
}

/** Ends a connection and keeps what was made of it. */
export async function endConnection(tenantId: string, now: Date): Promise<void> {
  await stored(() => tenants.updateOne({ _id: tenantId }, { $set: { disconnectedAt: now }, $inc: { revision: 1 } }));
}

/** Forgets a connection. */
export async function deleteTenant(tenantId: string): Promise<void> {
  await stored(() => tenants.deleteOne({ _id: tenantId }));
}
