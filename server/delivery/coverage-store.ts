import mongoose, { type QueryFilter } from 'mongoose';
import type { DeliveryOutcome } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import { type DeliveryDocument, keptFor } from './delivery-store.ts';

/** What was last reported of a person: one document each, which the reports keep up to date. */
export interface CoverageDocument {
  /** The person's id. */
  _id: string;
  tenantId: string;
  /** When the last report was made. */
  at: Date;
  last?: Omit<DeliveryDocument, '_id' | 'tenantId' | 'personId'>;
  insertedAt?: Date;
}

const schema = new mongoose.Schema<CoverageDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    at: Date,
    last: mongoose.Schema.Types.Mixed,
    insertedAt: Date,
  },
  { collection: 'coverage', versionKey: false },
);
// Whose reports are all forgotten was never heard of.
schema.index({ at: 1 }, { expireAfterSeconds: keptFor });
schema.index({ tenantId: 1, at: -1, _id: 1 });
schema.index({ tenantId: 1, 'last.outcome': 1, at: -1, _id: 1 });
const coverage = mongoose.model('Coverage', schema);

const isInsertion = ({ outcome }: DeliveryDocument) => outcome === 'inserted' || outcome === 'insertedFromCache';

/** Notes what reports say of one person. In whatever order they come, the newest counts. */
export async function noteCoverage(tenantId: string, personId: string, reports: DeliveryDocument[]): Promise<void> {
  const filter = { _id: personId };
  const earliest = new Date(Math.min(...reports.map(({ at }) => at.getTime())));
  const writes = [
    { updateOne: { filter, update: { $setOnInsert: { tenantId, at: earliest } }, upsert: true } },
    ...reports.flatMap((report) => {
      const { _id, tenantId: _tenant, personId: _person, ...last } = report;
      const { at } = report;
      return [
        { updateOne: { filter: { ...filter, at: { $lte: at } }, update: { $set: { at, last } } } },
        ...(isInsertion(report) ? [{ updateOne: { filter, update: { $max: { insertedAt: at } } } }] : []),
      ];
    }),
  ];
  await stored(() => coverage.bulkWrite(writes, { ordered: true }));
}

/** What is known of these people, by id. */
export async function findCoverage(tenantId: string, personIds: string[]): Promise<Map<string, CoverageDocument>> {
  const found = await stored(() => coverage.find({ tenantId, _id: { $in: personIds } }).lean<CoverageDocument[]>());
  return new Map(found.map((document) => [document._id, document]));
}

/** Where a list that goes by time goes on. */
export interface After {
  at: Date;
  personId: string;
}

/** Of whom was heard, perhaps with this outcome; the newest report first. */
export async function listCoverage(
  tenantId: string,
  outcome: DeliveryOutcome | undefined,
  limit: number,
  after: After | undefined,
): Promise<After[]> {
  const filter: QueryFilter<CoverageDocument> = {
    tenantId,
    ...(outcome ? { 'last.outcome': outcome } : {}),
    ...(after ? { at: { $lte: after.at }, $or: [{ at: { $lt: after.at } }, { _id: { $gt: after.personId } }] } : {}),
  };
  const found = await stored(() =>
    coverage.find(filter, { at: 1 }).sort({ at: -1, _id: 1 }).limit(limit).lean<CoverageDocument[]>(),
  );
  return found.map(({ _id, at }) => ({ at, personId: _id }));
}

/** How many people's last report had this outcome. */
export async function countOutcome(tenantId: string, outcome: DeliveryOutcome): Promise<number> {
  return stored(() => coverage.countDocuments({ tenantId, 'last.outcome': outcome }));
}

/** Forgets one person. */
export async function deleteCoverageOf(tenantId: string, personId: string): Promise<void> {
  await stored(() => coverage.deleteMany({ tenantId, _id: personId }));
}
