import mongoose from 'mongoose';
import { stored } from '../platform/mongo.ts';

/** Someone signed in to the admin app. `_id` is the hash of the cookie's value, so that reading the database opens no session. */
export interface Session {
  _id: string;
  tenantId: string;
  objectId: string;
  name: string;
  address: string;
  /** Roles as the sign-in token named them (Entra app roles). */
  tokenRoles: string[];
  createdAt: Date;
  seenAt: Date;
  /** The end whatever happens; the database removes the document then. */
  expiresAt: Date;
}

const schema = new mongoose.Schema<Session>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    objectId: String,
    name: String,
    address: String,
    tokenRoles: [String],
    createdAt: Date,
    seenAt: Date,
    expiresAt: Date,
  },
  { collection: 'sessions', versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ tenantId: 1, objectId: 1 });
const sessions = mongoose.model('Session', schema);

/** Keeps a new session. */
export async function insertSession(session: Session): Promise<void> {
  await stored(() => sessions.create(session));
}

/** The session with this hash, if it neither idled out nor ended. */
export async function findSession(id: string, now: Date, idleSince: Date): Promise<Session | null> {
  return stored(() => sessions.findOne({ _id: id, expiresAt: { $gt: now }, seenAt: { $gt: idleSince } }).lean());
}

/** Notes that the session is in use. */
export async function touchSession(id: string, now: Date): Promise<void> {
  await stored(() => sessions.updateOne({ _id: id }, { $set: { seenAt: now } }));
}

/** Ends one session. */
export async function deleteSession(id: string): Promise<void> {
  await stored(() => sessions.deleteOne({ _id: id }));
}

/** One person's sessions, without what opens them. */
export async function listSessionsOf(tenantId: string, objectId: string): Promise<Omit<Session, '_id'>[]> {
  return stored(() => sessions.find({ tenantId, objectId }, { _id: 0 }).lean<Omit<Session, '_id'>[]>());
}

/** Signs one person out everywhere. Gives of how many sessions. */
export async function deleteSessionsOf(tenantId: string, objectId: string): Promise<number> {
  return (await stored(() => sessions.deleteMany({ tenantId, objectId }))).deletedCount;
}
