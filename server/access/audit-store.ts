import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';
import type { Asker } from './asker.ts';

/** Who did something: a signed-in person, a command on the server, or Signet itself. */
export interface Actor {
  kind: 'user' | 'token' | 'command' | 'system';
  name: string;
  address?: string;
  objectId?: string;
}

/** Something done, for the audit log. `targets` are ids, of people for instance; before and after only what changed. */
export interface AuditEntry {
  by: Actor;
  /** What was done, as `room.verb`: `person.pause`. */
  what: string;
  targets: string[];
  before?: unknown;
  after?: unknown;
  reason?: string;
}

/** An entry as stored. */
export interface AuditRecord extends AuditEntry {
  _id: string;
  tenantId: string;
  at: Date;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<AuditRecord>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    at: Date,
    by: { type: mixed },
    what: String,
    targets: [String],
    before: mixed,
    after: mixed,
    reason: String,
  },
  { collection: 'audit', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, at: -1 });
schema.index({ tenantId: 1, targets: 1, at: -1 });
const entries = mongoose.model('AuditEntry', schema);

/** The actor behind a request. */
export function actorOf({ name, address, objectId, token }: Asker): Actor {
  return token ? { kind: 'token', name } : { kind: 'user', name, address, objectId };
}

/** Whoever runs a command on the server. */
export function commandActor(): Actor {
  return { kind: 'command', name: userInfo().username };
}

/** Keeps an entry. Entries are never changed, save that an erased person's values go. */
export async function audit(tenantId: string, entry: AuditEntry, at: Date): Promise<void> {
  await stored(() => entries.create({ ...entry, _id: randomUUID(), tenantId, at }));
}

/** A tenant's entries, newest first: those about one target, or a subject like `role`, or all; from the one after `after` on. */
export async function listAudit(
  tenantId: string,
  filter: { target?: string; subject?: string; after?: { at: Date; id: string }; limit?: number } = {},
): Promise<AuditRecord[]> {
  const { target, subject, after, limit = 50 } = filter;
  const wanted = {
    tenantId,
    ...(target ? { targets: target } : {}),
    // from `role.` to before `role/`, the next character: whatever begins with the subject and a full stop
    ...(subject ? { what: { $gte: `${subject}.`, $lt: `${subject}/` } } : {}),
    ...(after ? { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $gt: after.id } }] } : {}),
  };
  return stored(() => entries.find(wanted).sort({ at: -1, _id: 1 }).limit(limit).lean<AuditRecord[]>());
}

/** Takes what an erased person's entries tell of them; that something was done, when and by whom, stays. */
export async function scrubAudit(tenantId: string, target: string): Promise<number> {
  // A reason given for several people is not about this one.
  await stored(() => entries.updateMany({ tenantId, targets: [target] }, { $unset: { reason: '' } }));
  const scrub = { $unset: { before: '', after: '' } };
  return (await stored(() => entries.updateMany({ tenantId, targets: target }, scrub))).modifiedCount;
}

/** Takes the name of an erased person from what they did themselves. */
export async function scrubActor(tenantId: string, objectId: string): Promise<number> {
  const scrub = { $set: { 'by.name': 'erased' }, $unset: { 'by.address': '' } };
  return (await stored(() => entries.updateMany({ tenantId, 'by.objectId': objectId }, scrub))).modifiedCount;
}
