import mongoose from 'mongoose';
import { type Role, roles as roleNames } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';

/** A key for programs. The database has the hash of its secret only, so that reading it opens nothing. */
export interface ApiToken {
  _id: string;
  tenantId: string;
  name: string;
  role: Role;
  hash: string;
  createdAt: Date;
  createdBy: string;
  expiresAt: Date;
  lastUsedAt?: Date;
}

const day = 86_400;
/** How long an expired token is still listed, so that whoever wonders why something stopped finds it. Seconds. */
const shownAfterwards = 30 * day;

const schema = new mongoose.Schema<ApiToken>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    name: String,
    role: { type: String, enum: roleNames },
    hash: String,
    createdAt: Date,
    createdBy: String,
    expiresAt: Date,
    lastUsedAt: Date,
  },
  { collection: 'apiTokens', versionKey: false },
);
schema.index({ tenantId: 1, createdAt: -1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: shownAfterwards });
const tokens = mongoose.model('ApiToken', schema);

/** Keeps a new token. */
export async function insertApiToken(token: ApiToken): Promise<void> {
  await stored(() => tokens.create(token));
}

/** The token with this id, of whichever tenant: it says itself whose it is. */
export async function findApiToken(id: string): Promise<ApiToken | null> {
  return stored(() => tokens.findById(id).lean<ApiToken | null>());
}

/** Every token of a tenant, newest first. */
export async function listApiTokens(tenantId: string): Promise<ApiToken[]> {
  return stored(() => tokens.find({ tenantId }).sort({ createdAt: -1, _id: 1 }).lean<ApiToken[]>());
}

/** Notes that a token is in use. */
export async function touchApiToken(tenantId: string, id: string, now: Date): Promise<void> {
  await stored(() => tokens.updateOne({ _id: id, tenantId }, { $set: { lastUsedAt: now } }));
}

/** Forgets a token. False: the tenant has none with this id. */
export async function deleteApiToken(tenantId: string, id: string): Promise<boolean> {
  return (await stored(() => tokens.deleteOne({ _id: id, tenantId }))).deletedCount === 1;
}
