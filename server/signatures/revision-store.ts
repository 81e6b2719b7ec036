import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

interface RevisionDocument {
  _id: string;
  tenantId: string;
  revision: number;
}

/** One small document per tenant that every write to templates and assignments moves on, so that readers poll only this. */
const RevisionModel = mongoose.model(
  'SignatureRevision',
  new mongoose.Schema<RevisionDocument>(
    {
      _id: { type: String, required: true },
      tenantId: { type: String, required: true },
      revision: { type: Number, required: true },
    },
    { collection: 'signatureRevisions', autoIndex: false, versionKey: false },
  ),
);

const idOf = (tenantId: string) => `${tenantId}:signatures`;

/** How often templates or assignments of a tenant have been written; 0 before the first time. */
export async function readRevision(tenantId: string): Promise<number> {
  const found = await stored(() => RevisionModel.findById(idOf(tenantId)).lean());
  return found?.revision ?? 0;
}

/** Tells every process to read the tenant's templates and assignments again. Call it after the write. */
export async function moveRevision(tenantId: string): Promise<void> {
  await stored(() =>
    RevisionModel.updateOne(
      { _id: idOf(tenantId) },
      { $inc: { revision: 1 }, $setOnInsert: { tenantId } },
      { upsert: true },
    ),
  );
}
