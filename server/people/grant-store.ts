import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/**
 * Who may send as a mailbox: a person, or everyone in a Signet group. Microsoft Graph doesn't tell, so it is granted here.
 * `_id` is `mailbox:grantee`, and both ids begin with their tenant.
 */
export interface Grant {
  _id: string;
  tenantId: string;
  mailboxId: string;
  /** Id of a person or of a group. */
  to: string;
  kind: 'person' | 'group';
  grantedAt: Date;
  grantedBy: string;
}

const schema = new mongoose.Schema<Grant>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    mailboxId: String,
    to: String,
    kind: { type: String, enum: ['person', 'group'] },
    grantedAt: Date,
    grantedBy: String,
  },
  { collection: 'senderGrants', versionKey: false },
);
schema.index({ tenantId: 1, to: 1 });
schema.index({ tenantId: 1, mailboxId: 1 });
const grants = mongoose.model('SenderGrant', schema);

/** More mailboxes than anybody can choose from. */
const mostMailboxes = 200;

/** The id of a grant; `_id` says of what kind the grantee is, so that a group and a person never meet. */
const idOf = ({ mailboxId, kind, to }: Pick<Grant, 'mailboxId' | 'kind' | 'to'>) =>
  kind === 'group' ? `${mailboxId}:group:${to}` : `${mailboxId}:${to}`;

/** Keeps a grant; granting twice changes nothing. True: it is new. */
export async function insertGrant(grant: Omit<Grant, '_id'>): Promise<boolean> {
  const result = await stored(() => grants.updateOne({ _id: idOf(grant) }, { $setOnInsert: grant }, { upsert: true }));
  return result.upsertedCount === 1;
}

/** Takes a grant back. False: there was none. */
export async function deleteGrant(grant: Pick<Grant, 'tenantId' | 'mailboxId' | 'kind' | 'to'>): Promise<boolean> {
  const filter = { _id: idOf(grant), tenantId: grant.tenantId };
  return (await stored(() => grants.deleteOne(filter))).deletedCount === 1;
}

/** Who may send as this mailbox. */
export async function listGrants(tenantId: string, mailboxId: string): Promise<Grant[]> {
  return stored(() => grants.find({ tenantId, mailboxId }).sort({ grantedAt: 1, _id: 1 }).lean<Grant[]>());
}

/** The mailboxes that one of these (a person and their groups) may send as: ids. */
export async function readGrantedMailboxes(tenantId: string, grantees: string[]): Promise<string[]> {
  const found = await stored(() =>
    grants
      .find({ tenantId, to: { $in: grantees } })
      .sort({ _id: 1 })
      .limit(mostMailboxes)
      .lean<Grant[]>(),
  );
  return [...new Set(found.map(({ mailboxId }) => mailboxId))];
}

/** Every grant that names this person, as mailbox or as grantee. */
export async function readGrantsAbout(tenantId: string, personId: string): Promise<Grant[]> {
  const filter = { tenantId, $or: [{ mailboxId: personId }, { to: personId }] };
  return stored(() => grants.find(filter).lean<Grant[]>());
}

/** Forgets every grant that names one of these people. */
export async function deleteGrantsAbout(tenantId: string, personIds: string[]): Promise<number> {
  const filter = { tenantId, $or: [{ mailboxId: { $in: personIds } }, { to: { $in: personIds } }] };
  return (await stored(() => grants.deleteMany(filter))).deletedCount;
}

/** What was granted to and for one person holds for another, in whom the first has been taken up. */
export async function moveGrants(tenantId: string, from: string, to: string): Promise<void> {
  const swap = (id: string) => (id === from ? to : id);
  for (const { _id, ...grant } of await readGrantsAbout(tenantId, from))
    await insertGrant({ ...grant, mailboxId: swap(grant.mailboxId), to: swap(grant.to) });
  await deleteGrantsAbout(tenantId, [from]);
}
