import mongoose from 'mongoose';
import { bytesOf, stored } from '../../platform/mongo.ts';
import type { PictureFile } from './read-upload.ts';

/** A file's facts, without its bytes. */
export type FileFacts = Omit<PictureFile, 'bytes'> & { bytes: number };

/** An image of a tenant's library: the files that its name means now. */
export interface StoredImage {
  tenantId: string;
  name: string;
  alt: string;
  width: number;
  height: number;
  animated: boolean;
  double: FileFacts;
  single: FileFacts;
  dark?: FileFacts;
  changedAt: Date;
  changedBy: string;
}

const required = { type: String, required: true } as const;
const mixed = mongoose.Schema.Types.Mixed;

const ImageModel = mongoose.model(
  'Image',
  new mongoose.Schema<StoredImage & { _id: string }>(
    {
      _id: required,
      tenantId: required,
      name: required,
      alt: { type: String, default: '' },
      width: Number,
      height: Number,
      animated: Boolean,
      double: { type: mixed },
      single: { type: mixed },
      dark: { type: mixed },
      changedAt: Date,
      changedBy: String,
    },
    { collection: 'images', autoIndex: false, versionKey: false },
  ).index({ tenantId: 1, name: 1 }),
);

interface FileDocument extends PictureFile {
  _id: string;
  tenantId: string;
}

/** Bytes under the hash of themselves: a file never changes, and an address that went out with a mail goes on working. */
const FileModel = mongoose.model(
  'ImageFile',
  new mongoose.Schema<FileDocument>(
    {
      _id: required,
      tenantId: required,
      file: required,
      contentType: required,
      width: Number,
      height: Number,
      bytes: { type: Buffer, required: true },
    },
    { collection: 'imageFiles', autoIndex: false, versionKey: false },
  ).index({ file: 1 }),
);

/** A tenant's images by name: all, or those named. */
export async function readImages(tenantId: string, names?: string[]): Promise<StoredImage[]> {
  const filter = { tenantId, ...(names ? { name: { $in: names } } : {}) };
  return stored(() => ImageModel.find(filter, { _id: 0 }).sort({ name: 1 }).lean<StoredImage[]>());
}

/** Stores an image under its name, in place of the one that was called so. */
export async function saveImage(image: StoredImage): Promise<void> {
  const _id = `${image.tenantId}:${image.name}`;
  await stored(() => ImageModel.replaceOne({ _id }, { ...image, _id }, { upsert: true }));
}

/** Takes an image out of the library. */
export async function deleteImage(tenantId: string, name: string): Promise<void> {
  await stored(() => ImageModel.deleteOne({ _id: `${tenantId}:${name}` }));
}

/** Keeps files; those that are there stay. */
export async function saveFiles(tenantId: string, files: PictureFile[]): Promise<void> {
  for (const file of files) {
    const write = { $setOnInsert: { tenantId, ...file } };
    await stored(() => FileModel.updateOne({ _id: `${tenantId}:${file.file}` }, write, { upsert: true }));
  }
}

/** A file by its name, whichever tenant's it is: equal names are equal bytes. */
export async function readFile(file: string): Promise<PictureFile | null> {
  const found = await stored(() => FileModel.findOne({ file }).lean<FileDocument>());
  if (!found) return null;
  const { contentType, width, height, bytes } = found;
  return { file, contentType, width, height, bytes: bytesOf(bytes) };
}

/** Deletes a tenant's files of these names. */
export async function deleteFiles(tenantId: string, files: string[]): Promise<void> {
  const ids = files.map((file) => `${tenantId}:${file}`);
  await stored(() => FileModel.deleteMany({ _id: { $in: ids }, tenantId }));
}
