import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** What the schedule of a tenant did last, so that several workers do it once. */
export interface ScheduleState {
  _id: string;
  tenantId: string;
  /** When the last delta was started by the interval. */
  intervalAt?: Date;
  /** When a broken access was last tried again. */
  probedAt?: Date;
  /** Microsoft Graph told of changes: first and last notice since the last delta. */
  noticedAt?: Date;
  lastNoticeAt?: Date;
  /** The change of settings that was last queued. */
  change?: { target: string; at: Date };
}

const schedules = mongoose.model(
  'Schedule',
  new mongoose.Schema<ScheduleState>(
    {
      _id: String,
      tenantId: { type: String, required: true },
      intervalAt: Date,
      probedAt: Date,
      noticedAt: Date,
      lastNoticeAt: Date,
      change: { target: String, at: Date },
    },
    { collection: 'schedules', versionKey: false },
  ),
);

/** What a tenant's schedule did last; empty at first. */
export async function readSchedule(tenantId: string): Promise<ScheduleState> {
  await stored(() => schedules.updateOne({ _id: tenantId }, { $setOnInsert: { tenantId } }, { upsert: true }));
  return (await stored(() => schedules.findById(tenantId).lean<ScheduleState>())) ?? { _id: tenantId, tenantId };
}

/**
 * Takes one turn: of workers that saw the same `before`, one gets true. `field` names what the turn is counted by.
 */
export async function claimTurn(
  tenantId: string,
  field: 'intervalAt' | 'probedAt',
  before: Date | undefined,
  now: Date,
): Promise<boolean> {
  const filter = { _id: tenantId, [field]: before ?? { $exists: false } };
  return (await stored(() => schedules.updateOne(filter, { $set: { [field]: now } }))).matchedCount === 1;
}

/** Takes the turn of queueing a change of settings. */
export async function claimChange(
  tenantId: string,
  before: ScheduleState['change'],
  change: NonNullable<ScheduleState['change']>,
): Promise<boolean> {
  const filter = {
    _id: tenantId,
    ...(before ? { 'change.target': before.target, 'change.at': before.at } : { 'change.target': { $exists: false } }),
  };
  return (await stored(() => schedules.updateOne(filter, { $set: { change } }))).matchedCount === 1;
}

/** Microsoft Graph told of a change. */
export async function noteNotice(tenantId: string, now: Date): Promise<void> {
  await readSchedule(tenantId);
  await stored(() =>
    schedules.updateOne({ _id: tenantId, noticedAt: { $exists: false } }, { $set: { noticedAt: now } }),
  );
  await stored(() => schedules.updateOne({ _id: tenantId }, { $set: { lastNoticeAt: now } }));
}

/** Takes the notices seen so far: they become one delta. */
export async function claimNotices(tenantId: string, noticedAt: Date | undefined): Promise<boolean> {
  const filter = { _id: tenantId, noticedAt };
  const update = { $unset: { noticedAt: '', lastNoticeAt: '' } };
  return (await stored(() => schedules.updateOne(filter, update))).matchedCount === 1;
}
