import mongoose from 'mongoose';
import { type Role, roles as roleNames } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';

/** A role granted in Signet. `_id` is `tenant:objectId:role`: the address is shown, never trusted. */
export interface RoleGrant {
  _id: string;
  tenantId: string;
  objectId: string;
  role: Role;
  address: string;
  grantedAt: Date;
}

const schema = new mongoose.Schema<RoleGrant>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    objectId: String,
    role: { type: String, enum: roleNames },
    address: String,
    grantedAt: Date,
  },
  { collection: 'roleGrants', versionKey: false },
);
schema.index({ tenantId: 1, objectId: 1 });
const grants = mongoose.model('RoleGrant', schema);

/** Grants a role; granting it twice changes nothing. */
export async function grantRole(
  tenantId: string,
  grant: { objectId: string; role: Role; address: string; grantedAt: Date },
): Promise<void> {
  const id = `${tenantId}:${grant.objectId}:${grant.role}`;
  await stored(() => grants.updateOne({ _id: id }, { $setOnInsert: { tenantId, ...grant } }, { upsert: true }));
}

/** Takes a role back. False: it was not granted. */
export async function revokeRole(tenantId: string, objectId: string, role: Role): Promise<boolean> {
  const result = await stored(() => grants.deleteOne({ _id: `${tenantId}:${objectId}:${role}`, tenantId }));
  return result.deletedCount === 1;
}

/** The roles granted to one person. */
export async function rolesOf(tenantId: string, objectId: string): Promise<Role[]> {
  const found = await stored(() => grants.find({ tenantId, objectId }).lean());
  return found.map((grant) => grant.role);
}

/** Every grant of a tenant. */
export async function listRoleGrants(tenantId: string): Promise<RoleGrant[]> {
  return stored(() => grants.find({ tenantId }).sort({ address: 1, role: 1 }).lean());
}

/** Takes back every role granted to one person. Gives how many. */
export async function revokeAllRoles(tenantId: string, objectId: string): Promise<number> {
  return (await stored(() => grants.deleteMany({ tenantId, objectId }))).deletedCount;
}
