import { createHash } from 'node:crypto';
import { z } from 'zod';
import { imageNameSchema } from '../../../contract/index.ts';
import { type Actor, audit } from '../../access/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { readFile, readImages, saveFiles, saveImage } from './image-store.ts';

const fileSchema = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}\.(png|jpg|gif)$/, 'must be the hash of its bytes, with .png, .jpg or .gif'),
  contentType: z.enum(['image/png', 'image/jpeg', 'image/gif']),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  bytes: z.number().int().min(1),
});

/** An image of the library as it is copied from one installation to another: all but who changed it when. */
export const imageCopySchema = z.strictObject({
  name: imageNameSchema,
  alt: z.string().max(200).default(''),
  width: z.number().int().min(1).max(2000),
  height: z.number().int().min(1),
  animated: z.boolean().default(false),
  double: fileSchema,
  single: fileSchema,
  dark: fileSchema.optional(),
});
export type ImageCopy = z.infer<typeof imageCopySchema>;

/** A tenant's library as copies, by name. */
export async function readImageCopies(tenantId: string): Promise<ImageCopy[]> {
  return (await readImages(tenantId)).map((image) => imageCopySchema.strip().parse(image));
}

/** The bytes of an image's files, by file name, as far as they are there. */
export async function readImageFiles(images: ImageCopy[]): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { file } of images.flatMap(filesOf)) {
    const found = files.has(file) ? null : await readFile(file);
    if (found) files.set(file, found.bytes);
  }
  return files;
}

/** What keeps images from being copied: files that are nowhere, and bytes that are not what their name says. */
export async function imageCopyProblems(images: ImageCopy[], files: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const problems = new Set<string>();
  for (const { file } of images.flatMap(filesOf)) {
    const bytes = files.get(file);
    if (bytes === undefined) {
      if ((await readFile(file)) === null) problems.add(`images/${file}: this file is missing.`);
    } else if (createHash('sha256').update(bytes).digest('hex') !== file.slice(0, 64))
      problems.add(`images/${file}: this file was changed: its name is the hash of other bytes. Export it again.`);
  }
  return [...problems];
}

/** Takes images into the library under their names, in place of those that were called so. Done twice, it is done once. */
export async function saveImageCopies(
  tenantId: string,
  images: ImageCopy[],
  { files, by, clock }: { files: ReadonlyMap<string, Buffer>; by: Actor; clock: Clock },
): Promise<void> {
  for (const image of images) {
    // The files first: an image whose file is missing would be worse than a file nobody knows.
    for (const facts of filesOf(image)) {
      const bytes = files.get(facts.file) ?? (await readFile(facts.file))?.bytes;
      if (bytes) await saveFiles(tenantId, [{ ...facts, bytes }]);
    }
    await saveImage({ ...image, tenantId, changedAt: clock.now(), changedBy: by.address ?? by.name });
  }
  const targets = images.map(({ name }) => name);
  const after = Object.fromEntries(images.map(({ name, double }) => [name, double.file]));
  await audit(tenantId, { by, what: 'image.import', targets, after }, clock.now());
}

function filesOf({ double, single, dark }: ImageCopy) {
  return dark ? [double, single, dark] : [double, single];
}
