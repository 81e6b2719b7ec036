import { mostPixels, openPicture, pictureKindOf } from '../platform/picture.ts';

/** A photo fit to be kept. */
export interface TakenPhoto {
  contentType: string;
  width: number;
  height: number;
  bytes: Buffer;
}

/** Graph's own largest size (learn.microsoft.com/graph/api/profilephoto-get). Pixels each way. */
const mostEdge = 648;
/** A photo is decoded in milliseconds; one made to keep us busy is given up. Seconds. */
const longest = 10;

/**
 * Writes a photo anew, upright and no larger than it is ever needed: only pixels are taken over, neither place nor camera (EXIF) nor
 * whatever else a file may hide. A GIF becomes a PNG of its first frame. Or says why it is not taken.
 */
export async function cleanPhoto(bytes: Buffer): Promise<TakenPhoto | { problem: string }> {
  const kind = pictureKindOf(bytes);
  if (!kind) return { problem: 'It is neither PNG, JPEG nor GIF.' };
  const picture = await openPicture(bytes);
  const sized = picture
    .timeout({ seconds: longest })
    .autoOrient()
    .toColourspace('srgb')
    .resize({ width: mostEdge, height: mostEdge, fit: 'inside', withoutEnlargement: true });
  const written = kind === 'jpeg' ? sized.jpeg({ quality: 85, mozjpeg: true }) : sized.png({ compressionLevel: 9 });
  try {
    const { data, info } = await written.toBuffer({ resolveWithObject: true });
    return { contentType: `image/${info.format}`, width: info.width, height: info.height, bytes: data };
  } catch (error) {
    const isHuge = error instanceof Error && /pixel limit/i.test(error.message);
    const million = mostPixels / 1_000_000;
    return { problem: isHuge ? `It has more than ${million} million pixels.` : 'Its file is damaged.' };
  }
}
