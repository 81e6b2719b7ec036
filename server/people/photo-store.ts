import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { bytesOf, stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** A person's photo, of the directory or uploaded. `_id` is the person's. */
export interface Photo {
  _id: string;
  tenantId: string;
  /** What Graph called this version of it, or that it was uploaded. */
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

/** The version of a photo that somebody uploaded: the directory's never replaces it. */
const uploaded = 'uploaded';

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

/**
 * Keeps a photo of the directory and tells the person's document which; with a problem instead of a picture the last good one stays.
 * One that somebody has uploaded meanwhile stays, too.
 */
export async function savePhoto({ _id, ...photo }: Photo): Promise<void> {
  const unset = photo.problem === undefined ? { $unset: { problem: '' } } : {};
  const { tenantId } = photo;
  if (await stored(() => photos.exists({ _id, tenantId, etag: uploaded }))) return;
  await stored(() => photos.updateOne({ _id }, { $set: photo, ...unset }, { upsert: true }));
  if (photo.bytes === undefined) return;
  const change = { $set: { photo: photoTag(photo.bytes), updatedAt: photo.readAt } };
  await stored(() => people.updateOne({ _id, tenantId }, change));
}

/** Keeps a photo that somebody uploaded. */
export async function saveUploadedPhoto({ _id, ...photo }: Omit<Photo, 'etag'> & { bytes: Buffer }): Promise<void> {
  const { tenantId, bytes } = photo;
  const update = { $set: { ...photo, etag: uploaded }, $unset: { problem: '' } };
  await stored(() => photos.updateOne({ _id }, update, { upsert: true }));
  const change = { $set: { photo: photoTag(bytes), photoUploaded: true, updatedAt: photo.readAt } };
  await stored(() => people.updateOne({ _id, tenantId }, change));
}

/** Gives somebody's uploaded photo to another, who becomes one person with them. */
export async function moveUploadedPhoto(tenantId: string, from: string, to: string): Promise<void> {
  const photo = await stored(() => photos.findOne({ _id: from, tenantId, etag: uploaded }).lean<Photo>());
  const theirs = await stored(() => photos.exists({ _id: to, tenantId, etag: uploaded }));
  if (photo?.bytes && !theirs) await saveUploadedPhoto({ ...photo, _id: to, bytes: bytesOf(photo.bytes) });
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

/** Forgets what the directory showed of these people: they have no photo there any more. */
export async function deleteDirectoryPhotos(tenantId: string, personIds: string[], now: Date): Promise<void> {
  if (personIds.length === 0) return;
  const filter = { _id: { $in: personIds }, tenantId };
  await stored(() => photos.deleteMany({ ...filter, etag: { $ne: uploaded } }));
  const change = { $set: { updatedAt: now }, $unset: { photo: '' } };
  await stored(() => people.updateMany({ ...filter, photoUploaded: { $ne: true } }, change));
}

/** Forgets a photo that somebody uploaded. */
export async function deleteUploadedPhoto(tenantId: string, personId: string, now: Date): Promise<void> {
  await deletePhotos(tenantId, [personId]);
  const change = { $set: { updatedAt: now }, $unset: { photo: '', photoUploaded: '' } };
  await stored(() => people.updateOne({ _id: personId, tenantId }, change));
}

/** Forgets the photos of people who are being forgotten themselves. */
export async function deletePhotos(tenantId: string, personIds: string[]): Promise<void> {
  await stored(() => photos.deleteMany({ _id: { $in: personIds }, tenantId }));
}

/** Directory people whose photos of the directory are worth having, in the order of their ids, after one of them. */
export async function readPhotoCandidates(
  tenantId: string,
  after: string,
  limit: number,
): Promise<{ id: string; objectId: string }[]> {
  const filter = {
    ...{ tenantId, _id: { $gt: after }, source: 'directory' as const, state: { $in: ['active', 'paused'] } },
    photoUploaded: { $ne: true },
  };
  const found = await stored(() =>
    people.collection.find(filter as object, { projection: { objectId: 1 }, sort: { _id: 1 }, limit }).toArray(),
  );
  return found.map((person) => ({ id: String(person._id), objectId: String(person.objectId) }));
}
