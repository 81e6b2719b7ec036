import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** Someone whose mailbox may be a shared one, a room or equipment. */
export interface MailboxCandidate {
  id: string;
  objectId: string;
  purpose?: string;
}

/**
 * Directory users that may be mailboxes and nobody's own: disabled or unlicensed (their rank says so), with an address, no guests;
 * and not asked about since `before`. In the order of their ids, after one of them.
 */
export async function readMailboxCandidates(
  tenantId: string,
  { after, before, limit }: { after: string; before: Date; limit: number },
): Promise<MailboxCandidate[]> {
  const filter = {
    tenantId,
    _id: { $gt: after },
    source: 'directory',
    state: { $in: ['active', 'paused', 'leftOut'] },
    kind: { $ne: 'guest' },
    rank: { $gte: '01' },
    address: { $type: 'string' },
    $or: [{ mailboxCheckedAt: { $exists: false } }, { mailboxCheckedAt: { $lt: before } }],
  };
  const projection = { objectId: 1, mailboxPurpose: 1 };
  const found = await stored(() =>
    people.collection.find(filter as object, { projection, sort: { _id: 1 }, limit }).toArray(),
  );
  return found.map(({ _id, objectId, ...rest }) => ({
    id: String(_id),
    objectId: String(objectId),
    purpose: (rest as { mailboxPurpose?: string }).mailboxPurpose,
  }));
}

/** Notes what mailboxes are for; undefined: there is none. Sync's fence is not touched: these fields are not sync's. */
export async function notePurposes(
  tenantId: string,
  purposes: { id: string; purpose: string | undefined }[],
  now: Date,
): Promise<void> {
  if (purposes.length === 0) return;
  const operations = purposes.map(({ id, purpose }) => ({
    updateOne: {
      filter: { _id: id, tenantId },
      update: {
        $set: { mailboxCheckedAt: now, ...(purpose ? { mailboxPurpose: purpose } : {}) },
        ...(purpose ? {} : { $unset: { mailboxPurpose: '' } }),
      },
    },
  }));
  await stored(() => people.collection.bulkWrite(operations as never, { ordered: false }));
}

// A delta must not look at everyone to find the few mailboxes that are nobody's own.
people.schema.index(
  { tenantId: 1, mailboxPurpose: 1 },
  { partialFilterExpression: { mailboxPurpose: { $exists: true } } },
);
const nobodysOwn = ['shared', 'room', 'equipment'];

/** Which mailboxes are nobody's own, and what they are for, by object id, where it is known. */
export async function readPurposes(tenantId: string): Promise<Map<string, string>> {
  const filter = { tenantId, mailboxPurpose: { $in: nobodysOwn } };
  const found = await stored(() =>
    people.collection.find(filter, { projection: { objectId: 1, mailboxPurpose: 1 } }).toArray(),
  );
  return new Map(found.map((person) => [String(person.objectId), String(person.mailboxPurpose)]));
}
