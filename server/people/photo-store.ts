import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { bytesOf, stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** The directory's photo of a person. `_id` is the person's. */
export interface Photo {
  _id: string;
  tenantId: string;
  /** What Graph called this version of it. */
  etag: string;
  /** The last good picture; absent where there was never one. */
  contentType?: string;
  width?: number;
  height?: number;
  bytes?: Buffer;
  /** Why the newest version was not taken. */
  problem?: string;
  readAt: Date;
}

const schema = new mongoose.Schema<Photo>(
  {
    _id: String,
    tenantId: { type: String, required: true },
    etag: String,
    contentType: String,
    width: Number,
    height: Number,
    bytes: Buffer,
    problem: String,
    readAt: Date,
  },
  { collection: 'photos', versionKey: false },
);
schema.index({ tenantId: 1, problem: 1 }, { partialFilterExpression: { problem: { $exists: true } } });
const photos = mongoose.model('Photo', schema);

/** The photo of one person, or null. */
export async function findPhoto(tenantId: string, personId: string): Promise<Photo | null> {
  const filter = { _id: personId, tenantId, contentType: { $exists: true } };
  const found = await stored(() => photos.findOne(filter).lean<Photo>());
  return found && { ...found, ...(found.bytes ? { bytes: bytesOf(found.bytes) } : {}) };
}

/** Which picture a photo is: the beginning of the hash of its bytes, as a person's `photo` says it. */
export function photoTag(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** Which versions are known of these people's photos. */
export async function readPhotoTags(tenantId: string, personIds: string[]): Promise<Map<string, string>> {
  const found = await stored(() =>
    photos.find({ _id: { $in: personIds }, tenantId }, { etag: 1 }).lean<Pick<Photo, '_id' | 'etag'>[]>(),
  );
  return new Map(found.map(({ _id, etag }) => [_id, etag]));
}

/** Keeps a photo and tells the person's document which; with a problem instead of a picture the last good one stays. */
export async function savePhoto({ _id, ...photo }: Photo): Promise<void> {
  const unset = photo.problem === undefined ? { $unset: { problem: '' } } : {};
  await stored(() => photos.updateOne({ _id }, { $set: photo, ...unset }, { upsert: true }));
  if (photo.bytes === undefined) return;
  const change = { $set: { photo: photoTag(photo.bytes) } };
  await stored(() => people.updateOne({ _id, tenantId: photo.tenantId }, change));
}

/** Whose photo was not taken, and why: the first ones. */
export async function readPhotoProblems(
  tenantId: string,
  limit: number,
): Promise<{ address: string; problem: string }[]> {
  const filter = { tenantId, problem: { $exists: true } };
  const found = await stored(() => photos.find(filter, { problem: 1 }).sort({ _id: 1 }).limit(limit).lean<Photo[]>());
  const ids = found.map(({ _id }) => _id);
  const owners = await stored(() =>
    people.find({ _id: { $in: ids }, tenantId, state: { $in: ['active', 'paused'] } }, { address: 1 }).lean(),
  );
  const addresses = new Map(owners.map(({ _id, address }) => [_id, address ?? _id]));
  return found.flatMap(({ _id, problem = '' }) => {
    const address = addresses.get(_id);
    return address === undefined ? [] : [{ address, problem }];
  });
}

/** Forgets these people's photos: they have none any more. */
export async function deletePhotos(tenantId: string, personIds: string[]): Promise<void> {
  if (personIds.length === 0) return;
  const filter = { _id: { $in: personIds }, tenantId };
  await stored(() => photos.deleteMany(filter));
  await stored(() => people.updateMany(filter, { $unset: { photo: '' } }));
}

/** Directory people whose photos are worth having, in the order of their ids, after one of them. */
export async function readPhotoCandidates(
  tenantId: string,
  after: string,
  limit: number,
): Promise<{ id: string; objectId: string }[]> {
  const filter = { tenantId, _id: { $gt: after }, source: 'directory' as const, state: { $in: ['active', 'paused'] } };
  const found = await stored(() =>
    people.collection.find(filter as object, { projection: { objectId: 1 }, sort: { _id: 1 }, limit }).toArray(),
  );
  return found.map((person) => ({ id: String(person._id), objectId: String(person.objectId) }));
}
