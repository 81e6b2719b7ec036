import mongoose from 'mongoose';
import {
  type PeopleQuery,
  type PersonFields,
  type PersonKind,
  type PersonState,
  personKinds,
  personStates,
} from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import type { Person } from './person.ts';

/** States as stored: `leftOut` are directory users that rules or scope keep out, remembered so that rules can be applied anew. */
export type StoredState = PersonState | 'leftOut';

/** A person as stored. `_id` is `tenant:objectId`; what people changed by hand lives apart in `overrides`. */
export interface PersonDocument {
  _id: string;
  tenantId: string;
  objectId?: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: StoredState;
  address?: string;
  addresses: string[];
  /** The directory's values. */
  fields: PersonFields;
  /** Values changed in Signet; sync never writes them. */
  overrides?: PersonFields;
  groupIds: string[];
  /** Who wins an address that two persons claim: the smaller one. */
  rank: string;
  /** The directory's user as it came, so that rules and mappings can be applied anew without reading it again. */
  raw?: unknown;
  /** Directory groups that rules ask about and that this user is in. */
  memberOf: string[];
  /** Of the user as it came and of all that decides about them. */
  inputHash: string;
  /** Of everything that others see. */
  contentHash: string;
  /** The lease under which this was written last; an older one may not write any more. */
  fence: number;
  removedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

const mixed = mongoose.Schema.Types.Mixed;
const schema = new mongoose.Schema<PersonDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    objectId: String,
    source: { type: String, enum: ['directory', 'manual'] },
    kind: { type: String, enum: personKinds },
    state: { type: String, enum: [...personStates, 'leftOut'] },
    address: String,
    addresses: [String],
    fields: { type: mixed, default: {} },
    overrides: { type: mixed },
    groupIds: [String],
    rank: String,
    raw: { type: mixed },
    memberOf: [String],
    inputHash: String,
    contentHash: String,
    fence: Number,
    removedAt: Date,
    createdAt: Date,
    updatedAt: Date,
  },
  { collection: 'people', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, addresses: 1 });
schema.index({ tenantId: 1, 'fields.displayName': 1, _id: 1 });
/** The model: for the stores of this room only. */
export const people = mongoose.model('Person', schema);

/** The person with this directory object id: one read by `_id`. */
export async function findPersonByObjectId(tenantId: string, objectId: string): Promise<Person | null> {
  return findPerson(tenantId, `${tenantId}:${objectId}`);
}

/** The person with this id. */
export async function findPerson(tenantId: string, id: string): Promise<Person | null> {
  const found = await stored(() =>
    people.findOne({ _id: id, tenantId, state: { $ne: 'leftOut' } }, seen).lean<PersonDocument>(),
  );
  return found && toPerson(found);
}

/** Who this address belongs to: of several claimants the one with the smallest rank; someone removed only if nobody else. */
export async function findPersonByAddress(tenantId: string, address: string): Promise<Person | null> {
  const found = await stored(() =>
    people
      .find({ tenantId, addresses: address.trim().toLowerCase(), state: { $ne: 'leftOut' } }, seen)
      .sort({ rank: 1, _id: 1 })
      .limit(20)
      .lean<PersonDocument[]>(),
  );
  const winner = found.find((person) => person.state !== 'removed') ?? found[0];
  return winner ? toPerson(winner) : null;
}

/** A page of people by name. The cursor is opaque: it says after whom the page starts. */
export async function listPeople(
  tenantId: string,
  query: PeopleQuery,
): Promise<{ people: Person[]; nextCursor?: string }> {
  const conditions: mongoose.QueryFilter<PersonDocument>[] = [{ tenantId }];
  conditions.push({ state: query.state ?? { $ne: 'leftOut' } });
  if (query.group) conditions.push({ groupIds: query.group });
  if (query.query) conditions.push(containing(query.query));
  if (query.cursor) conditions.push(after(query.cursor));
  const filter = { $and: conditions };
  const found = await stored(() =>
    people
      .find(filter, seen)
      .sort({ 'fields.displayName': 1, _id: 1 })
      .limit(query.limit + 1)
      .lean<PersonDocument[]>(),
  );
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const more = found.length > query.limit && last;
  return {
    people: page.map(toPerson),
    ...(more ? { nextCursor: writeCursor(last.fields.displayName ?? '', last._id) } : {}),
  };
}

/** How many people of a tenant are in this state. */
export async function countPeople(tenantId: string, state: PersonState = 'active'): Promise<number> {
  return stored(() => people.countDocuments({ tenantId, state }));
}

/** Pauses or resumes one person. */
export async function setPersonState(
  tenantId: string,
  id: string,
  state: 'active' | 'paused',
  now: Date,
): Promise<void> {
  await stored(() =>
    people.updateOne({ _id: id, tenantId, state: { $ne: 'removed' } }, { $set: { state, updatedAt: now } }),
  );
}

/** What the add-in's path and the lists read: everything but the copy of the directory's user. */
const seen = { raw: 0, inputHash: 0, contentHash: 0 } as const;

function toPerson({
  _id,
  tenantId,
  objectId,
  source,
  kind,
  state,
  address,
  addresses,
  fields,
  overrides,
  groupIds,
  updatedAt,
}: PersonDocument): Person {
  const shown = state === 'leftOut' ? 'removed' : state;
  return {
    id: _id,
    tenantId,
    objectId,
    source,
    kind,
    state: shown,
    address,
    addresses,
    fields: { ...fields, ...overrides },
    groupIds,
    updatedAt,
  };
}

/** Name, address or department contains the text. */
function containing(text: string): mongoose.QueryFilter<PersonDocument> {
  const contains = { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  return { $or: [{ 'fields.displayName': contains }, { addresses: contains }, { 'fields.department': contains }] };
}

/** Who comes after the last one of the page before. */
function after(cursor: string): mongoose.QueryFilter<PersonDocument> {
  const { name, id } = readCursor(cursor);
  return { $or: [{ 'fields.displayName': { $gt: name } }, { 'fields.displayName': name, _id: { $gt: id } }] };
}

function writeCursor(name: string, id: string): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

function readCursor(cursor: string): { name: string; id: string } {
  try {
    const [name, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof name === 'string' && typeof id === 'string') return { name, id };
  } catch {
    // Falls through to the same answer as a cursor of the wrong shape.
  }
  throw new SignetError('VALIDATION', 'cursor: this is not one that a page before gave.');
}
