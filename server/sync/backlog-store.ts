import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** How far a backlog has come in a tenant. `_id` is `tenant:name`. */
export interface Backlog {
  _id: string;
  tenantId: string;
  /** The last one dealt with; absent between two sweeps. */
  after?: string;
  /** When the sweep under way began, or the last one did. */
  begunAt?: Date;
  endedAt?: Date;
  /** When it failed, if it has not gone on since. */
  failedAt?: Date;
  /** Something was found that everyone concerned has to be looked at again for. */
  found?: boolean;
}

const backlogs = mongoose.model(
  'Backlog',
  new mongoose.Schema<Backlog>(
    {
      _id: String,
      tenantId: { type: String, required: true },
      after: String,
      begunAt: Date,
      endedAt: Date,
      failedAt: Date,
      found: Boolean,
    },
    { collection: 'backlogs', versionKey: false },
  ),
);

/** A tenant's backlog; empty before its first sweep. */
export async function readBacklog(tenantId: string, name: string): Promise<Backlog> {
  const _id = `${tenantId}:${name}`;
  return (await stored(() => backlogs.findById(_id).lean<Backlog>())) ?? { _id, tenantId };
}

/** Keeps how far it has come. */
export async function saveBacklog(backlog: Backlog): Promise<void> {
  await stored(() => backlogs.replaceOne({ _id: backlog._id }, backlog, { upsert: true }));
}
