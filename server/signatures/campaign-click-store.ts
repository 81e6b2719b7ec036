import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** How long clicks are kept: a year and a month, so that a year can be compared with the one before. Seconds. */
const keptFor = 396 * 24 * 3600;

/** How often a campaign's banner was clicked on one day. */
export interface ClickDocument {
  /** `tenant:campaign:day`. */
  _id: string;
  tenantId: string;
  campaign: string;
  /** In the tenant's zone: `2027-03-01`. */
  day: string;
  at: Date;
  clicks: number;
}

const schema = new mongoose.Schema<ClickDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    campaign: { type: String, required: true },
    day: { type: String, required: true },
    at: Date,
    clicks: Number,
  },
  { collection: 'campaignClicks', versionKey: false },
);
schema.index({ tenantId: 1, day: 1 });
schema.index({ at: 1 }, { expireAfterSeconds: keptFor });
const clicks = mongoose.model('CampaignClick', schema);

/** Counts one click. */
export async function addClick(tenantId: string, campaign: string, day: string, at: Date): Promise<void> {
  const update = { $inc: { clicks: 1 }, $setOnInsert: { tenantId, campaign, day, at } };
  await stored(() => clicks.updateOne({ _id: `${tenantId}:${campaign}:${day}` }, update, { upsert: true }));
}

/** The clicks of every campaign from that day on. */
export async function readClicks(tenantId: string, since: string): Promise<ClickDocument[]> {
  return stored(() => clicks.find({ tenantId, day: { $gte: since } }).lean<ClickDocument[]>());
}
