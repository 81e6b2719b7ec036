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

/** A person as stored. `_id` is `tenant:objectId`; what people changed by hand lives apart in `overrides`. */
export interface PersonDocument {
  _id: string;
  tenantId: string;
  objectId?: string;
  source: 'directory' | 'manual';
  kind: PersonKind;
  state: PersonState;
  address?: string;
  addresses: string[];
  /** The directory's values. */
  fields: PersonFields;
  /** Values changed in Signet; sync never writes them. */
  overrides?: PersonFields;
  groupIds: string[];
  /** Who wins an address that two persons claim: the smaller one. */
  rank: string;
  /** Of everything that sync writes: equal hashes need no write. */
  hash: string;
  removedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new mongoose.Schema<PersonDocument>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    objectId: String,
    source: { type: String, enum: ['directory', 'manual'] },
    kind: { type: String, enum: personKinds },
    state: { type: String, enum: personStates },
    address: String,
    addresses: [String],
    fields: { type: mongoose.Schema.Types.Mixed, default: {} },
    overrides: { type: mongoose.Schema.Types.Mixed },
    groupIds: [String],
    rank: String,
    hash: String,
    removedAt: Date,
    createdAt: Date,
    updatedAt: Date,
  },
  { collection: 'people', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, addresses: 1 });
schema.index({ tenantId: 1, 'fields.displayName': 1, _id: 1 });
const people = mongoose.model('Person', schema);

/** What a sync has to know of each person before it plans. */
export interface CensusEntry {
  id: string;
  hash: string;
  state: PersonState;
  name: string;
  address?: string;
}

/** What sync writes of one person. */
export type DirectoryPerson = Pick<
  PersonDocument,
  'objectId' | 'kind' | 'address' | 'addresses' | 'fields' | 'groupIds' | 'rank' | 'hash'
> & { id: string };

/** The person with this directory object id: one read by `_id`. */
export async function findPersonByObjectId(tenantId: string, objectId: string): Promise<Person | null> {
  return findPerson(tenantId, `${tenantId}:${objectId}`);
}

/** The person with this id. */
export async function findPerson(tenantId: string, id: string): Promise<Person | null> {
  const found = await stored(() => people.findOne({ _id: id, tenantId }).lean<PersonDocument>());
  return found && toPerson(found);
}

/** Who this address belongs to: of several claimants the one with the smallest rank; someone removed only if nobody else. */
export async function findPersonByAddress(tenantId: string, address: string): Promise<Person | null> {
  const found = await stored(() =>
    people
      .find({ tenantId, addresses: address.trim().toLowerCase() })
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
  if (query.state) conditions.push({ state: query.state });
  if (query.group) conditions.push({ groupIds: query.group });
  if (query.query) conditions.push(containing(query.query));
  if (query.cursor) conditions.push(after(query.cursor));
  const filter = { $and: conditions };
  const found = await stored(() =>
    people
      .find(filter)
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

/** Everyone of a tenant whom the directory brought, one by one. */
export async function* readCensus(tenantId: string): AsyncGenerator<CensusEntry> {
  const cursor = people
    .find({ tenantId, source: 'directory' }, { hash: 1, state: 1, address: 1, 'fields.displayName': 1 })
    .lean<PersonDocument[]>()
    .cursor({ batchSize: 1000 });
  for await (const { _id, hash, state, address, fields } of cursor as AsyncIterable<PersonDocument>) {
    yield { id: _id, hash, state, address, name: fields?.displayName ?? address ?? _id };
  }
}

/** Writes people as the directory has them; `overrides`, pauses and the day of creation stay. Writing the same twice changes nothing. */
export async function writeDirectoryPeople(tenantId: string, persons: DirectoryPerson[], now: Date): Promise<void> {
  if (persons.length === 0) return;
  await stored(() =>
    people.bulkWrite(
      persons.map(({ id, ...person }) => ({
        updateOne: {
          filter: { _id: id },
          update: {
            $set: { ...person, tenantId, source: 'directory' as const, updatedAt: now },
            $setOnInsert: { state: 'active' as const, createdAt: now },
          },
          upsert: true,
        },
      })),
      { ordered: false },
    ),
  );
}

/** Brings people back whom an earlier run removed; what was changed by hand is still there. */
export async function restorePeople(tenantId: string, ids: string[], now: Date): Promise<void> {
  await stored(() =>
    people.updateMany(
      { _id: { $in: ids }, tenantId, state: 'removed' },
      { $set: { state: 'active', updatedAt: now }, $unset: { removedAt: '' } },
    ),
  );
}

/** Removes people: they are marked, not deleted, so that they can come back. */
export async function removePeople(tenantId: string, ids: string[], now: Date): Promise<void> {
  await stored(() =>
    people.updateMany(
      { _id: { $in: ids }, tenantId, state: { $ne: 'removed' } },
      { $set: { state: 'removed', removedAt: now, updatedAt: now } },
    ),
  );
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

function toPerson({ _id, overrides, hash, rank, removedAt, createdAt, fields, ...rest }: PersonDocument): Person {
  return { id: _id, ...rest, fields: { ...fields, ...overrides } };
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
