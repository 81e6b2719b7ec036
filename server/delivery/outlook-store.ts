import mongoose, { type QueryFilter } from 'mongoose';
import { stored } from '../platform/mongo.ts';
import type { After } from './coverage-store.ts';
import { type DeliveryDocument, keptFor } from './delivery-store.ts';

/** One Outlook that a person was seen with: one document a person and platform, so that each question has an index. */
export interface OutlookDocument {
  /** `person:platform`. */
  _id: string;
  tenantId: string;
  personId: string;
  platform: string;
  version: string;
  /** When it was last heard of. */
  at: Date;
}

const schema = new mongoose.Schema<OutlookDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    personId: String,
    platform: String,
    version: String,
    at: Date,
  },
  { collection: 'outlooks', versionKey: false },
);
schema.index({ at: 1 }, { expireAfterSeconds: keptFor });
schema.index({ tenantId: 1, personId: 1 });
schema.index({ tenantId: 1, platform: 1, at: -1, personId: 1 });
schema.index({ tenantId: 1, platform: 1, version: 1 });
const outlooks = mongoose.model('Outlook', schema);

/** Notes which Outlooks one person's reports come from. In whatever order they come, the newest counts. */
export async function noteOutlooks(tenantId: string, personId: string, reports: DeliveryDocument[]): Promise<void> {
  const writes = reports.flatMap(({ client, at }) => {
    if (!client) return [];
    const { platform, version } = client;
    const _id = `${personId}:${platform}`;
    const first = { tenantId, personId, platform, version, at };
    return [
      { updateOne: { filter: { _id }, update: { $setOnInsert: first }, upsert: true } },
      { updateOne: { filter: { _id, at: { $lt: at } }, update: { $set: { version, at } } } },
    ];
  });
  if (writes.length > 0) await stored(() => outlooks.bulkWrite(writes, { ordered: true }));
}

/** The Outlooks of these people, by person, the one heard of last first. */
export async function findOutlooks(tenantId: string, personIds: string[]): Promise<Map<string, OutlookDocument[]>> {
  const found = await stored(() => outlooks.find({ tenantId, personId: { $in: personIds } }).lean<OutlookDocument[]>());
  found.sort((a, b) => b.at.getTime() - a.at.getTime());
  const byPerson = new Map<string, OutlookDocument[]>();
  for (const outlook of found) byPerson.set(outlook.personId, [...(byPerson.get(outlook.personId) ?? []), outlook]);
  return byPerson;
}

/** Who was seen with an Outlook on this platform, the newest first. */
export async function listByPlatform(
  tenantId: string,
  platform: string,
  limit: number,
  after: After | undefined,
): Promise<After[]> {
  const filter: QueryFilter<OutlookDocument> = {
    tenantId,
    platform,
    ...(after
      ? { at: { $lte: after.at }, $or: [{ at: { $lt: after.at } }, { personId: { $gt: after.personId } }] }
      : {}),
  };
  return stored(() =>
    outlooks.find(filter, { _id: 0, at: 1, personId: 1 }).sort({ at: -1, personId: 1 }).limit(limit).lean<After[]>(),
  );
}

/** How many people use which version on which platform. It hops over the index from one version to the next, and counts there. */
export async function countOutlooks(
  tenantId: string,
): Promise<{ platform: string; version: string; people: number }[]> {
  const counts: { platform: string; version: string; people: number }[] = [];
  let next = await firstFrom({ tenantId });
  while (next) {
    const { platform, version } = next;
    const people = await stored(() => outlooks.countDocuments({ tenantId, platform, version }));
    counts.push({ platform, version, people });
    next =
      (await firstFrom({ tenantId, platform, version: { $gt: version } })) ??
      (await firstFrom({ tenantId, platform: { $gt: platform } }));
  }
  return counts.sort((a, b) => b.people - a.people);
}

async function firstFrom(filter: QueryFilter<OutlookDocument>): Promise<OutlookDocument | null> {
  return stored(() => outlooks.findOne(filter).sort({ tenantId: 1, platform: 1, version: 1 }).lean<OutlookDocument>());
}

/** Forgets one person. */
export async function deleteOutlooksOf(tenantId: string, personId: string): Promise<void> {
  await stored(() => outlooks.deleteMany({ tenantId, personId }));
}
