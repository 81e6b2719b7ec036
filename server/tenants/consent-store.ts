import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** A consent somebody was asked for. Kept in the database, so that any web process may take the answer, and each is taken once. */
export interface PendingConsent {
  _id: string;
  tenantId: string;
  startedAt: Date;
  /** When Entra's answer came back with the browser. */
  answeredAt?: Date;
  /** Why it was not given. */
  refusal?: string;
  tries: number;
  triedAt?: Date;
  /** What the last try came to. */
  problem?: { code: string; message: string };
  connectedAt?: Date;
  /** The database removes the document then. */
  expiresAt: Date;
}

const schema = new mongoose.Schema<PendingConsent>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    startedAt: Date,
    answeredAt: Date,
    refusal: String,
    tries: Number,
    triedAt: Date,
    problem: { type: new mongoose.Schema({ code: String, message: String }, { _id: false }), default: undefined },
    connectedAt: Date,
    expiresAt: Date,
  },
  { collection: 'consents', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
const consents = mongoose.model('Consent', schema);

/** Keeps a consent asked for. */
export async function insertConsent(consent: PendingConsent): Promise<void> {
  await stored(() => consents.create(consent));
}

/** The consent with this id, unless its time is over. */
export async function findConsent(id: string, now: Date): Promise<PendingConsent | null> {
  return stored(() => consents.findOne({ _id: id, expiresAt: { $gt: now } }).lean<PendingConsent>());
}

/** Takes the answer: of several that bring the same state, one gets the consent, the others null. */
export async function takeAnswer(id: string, now: Date, refusal?: string): Promise<PendingConsent | null> {
  return stored(() =>
    consents
      .findOneAndUpdate(
        { _id: id, answeredAt: { $exists: false }, expiresAt: { $gt: now } },
        { $set: { answeredAt: now, ...(refusal ? { refusal } : {}) } },
        { returnDocument: 'after' },
      )
      .lean<PendingConsent>(),
  );
}

/** Takes the turn of trying the access: of those who saw the same number of tries, one gets true. */
export async function takeTry(id: string, tries: number, now: Date): Promise<boolean> {
  const update = { $set: { triedAt: now }, $inc: { tries: 1 } };
  return (
    (await stored(() => consents.updateOne({ _id: id, tries, connectedAt: { $exists: false } }, update)))
      .matchedCount === 1
  );
}

/** Notes what a try came to. */
export async function noteTry(id: string, found: Pick<PendingConsent, 'connectedAt' | 'problem'>): Promise<void> {
  await stored(() => consents.updateOne({ _id: id }, { $set: found }));
}
