import { largestImage } from '../../../../contract/image.ts';
import { type Box, isWhole } from './crop.ts';
import { imageText } from './messages.ts';

/** A file that somebody chose, read as a picture. */
export interface ChosenPicture {
  file: File;
  bitmap: ImageBitmap;
}

/** Why a file cannot be taken, in words for whoever chose it. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture';
}

/** What mail programs show, and the server takes as it is. */
const taken = new Set(['image/png', 'image/jpeg', 'image/gif']);

/** Reads a chosen file. @throws {UnusablePicture} */
export async function readPicture(file: File): Promise<ChosenPicture> {
  if (file.size > largestImage) throw new UnusablePicture(imageText.tooLarge(file.size, largestImage));
  try {
    return { file, bitmap: await createImageBitmap(file) };
  } catch (cause) {
    throw new UnusablePicture(imageText.noPicture(file.name), { cause });
  }
}

/** What is sent: the file itself where all of it is kept, else the part, drawn anew. */
export async function partOf({ file, bitmap }: ChosenPicture, box: Box): Promise<Blob> {
  if (isWhole(box, bitmap) && taken.has(file.type)) return file;
  const canvas = document.createElement('canvas');
  canvas.width = box.width;
  canvas.height = box.height;
  canvas.getContext('2d')?.drawImage(bitmap, box.left, box.top, box.width, box.height, 0, 0, box.width, box.height);
  const blob = await new Promise<Blob | null>((done) =>
    canvas.toBlob(done, file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png', 0.92),
  );
  if (!blob) throw new UnusablePicture(imageText.noPicture(file.name));
  if (blob.size > largestImage) throw new UnusablePicture(imageText.tooLarge(blob.size, largestImage));
  return blob;
}

/** A name that templates can call it by, made of the file's. */
export function nameFor(fileName: string): string {
  const plain = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  const name = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return name.slice(0, 60).replace(/-+$/, '') || 'picture';
}
