import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import mongoose from 'mongoose';
import { stored, upgradeDocuments } from '../platform/mongo.ts';
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
  /** The first word of `what`: `person`. */
  subject: string;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<AuditRecord>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    at: Date,
    by: { type: mixed },
    what: String,
    subject: String,
    targets: [String],
    before: mixed,
    after: mixed,
    reason: String,
  },
  { collection: 'audit', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, at: -1, _id: 1 });
schema.index({ tenantId: 1, targets: 1, at: -1 });
schema.index({ tenantId: 1, subject: 1, at: -1, _id: 1 });
const entries = mongoose.model('AuditEntry', schema);

const subjectOf = (what: string) => what.split('.')[0] ?? '';

// Entries of the first versions do not have it.
upgradeDocuments(async () => {
  for (const tenantId of await entries.distinct('tenantId')) {
    const old = await entries.distinct('what', { tenantId, subject: null });
    for (const what of old)
      await entries.updateMany({ tenantId, subject: null, what }, { $set: { subject: subjectOf(what) } });
  }
});

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
  await stored(() => entries.create({ ...entry, _id: randomUUID(), tenantId, at, subject: subjectOf(entry.what) }));
}

/** What a tenant's entries are narrowed to: those about one target, or of a subject like `role`. */
export interface AuditFilter {
  target?: string;
  subject?: string;
}

const filterOf = (tenantId: string, { target, subject }: AuditFilter) => ({
  tenantId,
  ...(target ? { targets: target } : {}),
  ...(subject ? { subject } : {}),
});
const newestFirst = { at: -1, _id: 1 } as const;

/** A page of a tenant's entries, newest first, from the one after `after` on. */
export async function listAudit(
  tenantId: string,
  filter: AuditFilter & { after?: { at: Date; id: string }; limit?: number } = {},
): Promise<AuditRecord[]> {
  const { after, limit = 50 } = filter;
  const wanted = {
    ...filterOf(tenantId, filter),
    ...(after ? { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $gt: after.id } }] } : {}),
  };
  return stored(() => entries.find(wanted).sort(newestFirst).limit(limit).lean<AuditRecord[]>());
}

/** All of a tenant's entries one by one, newest first. */
export async function* readAudit(tenantId: string, filter: AuditFilter = {}): AsyncGenerator<AuditRecord> {
  for (let after: { at: Date; id: string } | undefined; ; ) {
    const page = await listAudit(tenantId, { ...filter, after, limit: 500 });
    yield* page;
    const last = page.at(-1);
    if (page.length < 500 || !last) return;
    after = { at: last.at, id: last._id };
  }
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
