import { createHash } from 'node:crypto';
import type { Metadata, Sharp } from 'sharp';
import { largestImage } from '../../../contract/index.ts';
import { SignetError } from '../../platform/errors.ts';
import { mostPixels, openPicture, type PictureKind, pictureKindOf } from '../../platform/picture.ts';

/** A file as it is kept and served: its name is the hash of its bytes. */
export interface PictureFile {
  file: string;
  contentType: string;
  width: number;
  height: number;
  bytes: Buffer;
}

/** An upload made fit for mail: the size it is shown in, and its files for sharp and for plain screens. */
export interface ReadyImage {
  width: number;
  height: number;
  animated: boolean;
  double: PictureFile;
  single: PictureFile;
}

/** Wider is shown only where somebody says so. */
const usualWidth = 600;
const mostFrames = 200;
/** What a template's images may be at most (contract/template.ts). */
const tallest = 2_000;

/**
 * Reads an upload and writes it anew: only pixels are taken over, so that neither place nor camera (EXIF) nor anything hidden in a file
 * is ever served. A GIF that moves stays one; any other becomes a PNG.
 * @throws {SignetError} TOO_LARGE, VALIDATION with what to do
 */
export async function readUpload(bytes: Buffer, given: { width?: number } = {}): Promise<ReadyImage> {
  if (bytes.length > largestImage)
    throw new SignetError('TOO_LARGE', `The image has more than ${largestImage / 1024 / 1024} MB. Make it smaller.`);
  const kind = pictureKindOf(bytes) ?? refuse(bytes);
  const metadata = await decoded(() => metadataOf(bytes, kind));
  const frames = metadata.pages ?? 1;
  if (frames > mostFrames) throw unusable(`It has ${frames} frames; ${mostFrames} are taken.`);
  const turned = metadata.autoOrient;
  const natural = { width: turned.width, height: frames > 1 ? (metadata.pageHeight ?? turned.height) : turned.height };
  const width = Math.min(natural.width, given.width ?? usualWidth);
  const height = Math.max(1, Math.round((natural.height * width) / natural.width));
  if (height > tallest) throw unusable(`It would be ${height} pixels high; ${tallest} are taken.`);
  const write = (pixels: number) => decoded(() => written(bytes, frames > 1 ? 'animated' : kind, pixels));
  const single = await write(width);
  const double = natural.width > width ? await write(Math.min(natural.width, 2 * width)) : single;
  return { width, height, animated: frames > 1, single, double };
}

/** A file of these bytes. */
export function pictureFile(bytes: Buffer, kind: PictureKind, width: number, height: number): PictureFile {
  const ending = kind === 'jpeg' ? 'jpg' : kind;
  const file = `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
  return { file, contentType: `image/${kind}`, width, height, bytes };
}

function refuse(bytes: Buffer): never {
  const start = bytes.subarray(0, 64).toString('latin1');
  if (/^\s*(<\?xml|<svg|<!--)/i.test(start.replace('\u00ef\u00bb\u00bf', '')))
    throw unusable(
      'It is an SVG drawing, which Outlook does not show. Export it as PNG, twice as wide as it is shown.',
    );
  throw unusable('It is neither PNG, JPEG nor GIF, which are what mail programs show. Save it as one of these.');
}

async function metadataOf(bytes: Buffer, kind: PictureKind): Promise<Metadata> {
  const metadata = await (await openPicture(bytes, { animated: kind === 'gif' })).metadata();
  if (metadata.width * metadata.height > mostPixels) throw new Error('Input image exceeds pixel limit');
  return metadata;
}

async function written(bytes: Buffer, kind: PictureKind | 'animated', width: number): Promise<PictureFile> {
  const picture = await openPicture(bytes, { animated: kind === 'animated' });
  const sized = picture.autoOrient().toColourspace('srgb').resize({ width });
  const { data, info } = await encoded(sized, kind).toBuffer({ resolveWithObject: true });
  const ending = kind === 'animated' ? 'gif' : kind === 'gif' ? 'png' : kind;
  return pictureFile(data, ending, info.width, info.pageHeight ?? info.height);
}

function encoded(picture: Sharp, kind: PictureKind | 'animated'): Sharp {
  if (kind === 'animated') return picture.gif({ effort: 7 });
  if (kind === 'jpeg') return picture.jpeg({ quality: 85, mozjpeg: true });
  return picture.png({ compressionLevel: 9, adaptiveFiltering: true });
}

async function decoded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SignetError) throw cause;
    const isHuge = cause instanceof Error && /pixel limit/i.test(cause.message);
    const reason = isHuge
      ? `It has more than ${mostPixels / 1_000_000} million pixels. Make it smaller.`
      : 'Its file is damaged. Save it anew and try again.';
    throw new SignetError('VALIDATION', `The image cannot be used. ${reason}`, { cause });
  }
}

function unusable(reason: string): SignetError {
  return new SignetError('VALIDATION', `The image cannot be used. ${reason}`);
}
