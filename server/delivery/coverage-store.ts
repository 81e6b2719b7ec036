import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';
import type { DeliveryDocument } from './delivery-store.ts';

/** Who has the signature in Outlook: one document a person, which the reports keep up to date. */
export interface CoverageDocument {
  /** The person's id. */
  _id: string;
  tenantId: string;
  /** When the last report was made. */
  at: Date;
  last?: Omit<DeliveryDocument, '_id' | 'tenantId' | 'personId'>;
  insertedAt?: Date;
  /** The Outlooks used, by platform. */
  clients?: Record<string, { version: string; at: Date }>;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<CoverageDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    at: Date,
    last: mixed,
    insertedAt: Date,
    clients: mixed,
  },
  { collection: 'coverage', versionKey: false },
);
schema.index({ tenantId: 1, at: -1 });
const coverage = mongoose.model('Coverage', schema);

const isInsertion = ({ outcome }: DeliveryDocument) => outcome === 'inserted' || outcome === 'insertedFromCache';

/** Outlooks name themselves; as part of a path a name has neither dots nor dollar signs. */
const keyOf = (platform: string) => platform.replace(/[^\w-]/g, '_') || 'unknown';

/** Notes what reports say of one person. In whatever order they come, the newest counts. */
export async function noteCoverage(tenantId: string, personId: string, reports: DeliveryDocument[]): Promise<void> {
  const filter = { _id: personId };
  const writes = [
    { updateOne: { filter, update: { $setOnInsert: { tenantId, at: new Date(0) } }, upsert: true } },
    ...reports.flatMap((report) => {
      const { _id, tenantId: _tenant, personId: _person, ...last } = report;
      const { at, client } = report;
      const path = client && `clients.${keyOf(client.platform)}`;
      return [
        { updateOne: { filter: { ...filter, at: { $lte: at } }, update: { $set: { at, last } } } },
        ...(isInsertion(report) ? [{ updateOne: { filter, update: { $max: { insertedAt: at } } } }] : []),
        ...(path
          ? [
              {
                updateOne: {
                  filter: { ...filter, [`${path}.at`]: { $not: { $gt: at } } },
                  update: { $set: { [path]: { version: client.version, at } } },
                },
              },
            ]
          : []),
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

/** Forgets one person. */
export async function deleteCoverageOf(tenantId: string, personId: string): Promise<void> {
  await stored(() => coverage.deleteMany({ tenantId, _id: personId }));
}
