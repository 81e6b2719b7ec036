import type { Sharp, SharpOptions } from 'sharp';

/** More pixels than any picture that Signet shows has, all frames together; far fewer than what fills the memory. */
export const mostPixels = 24_000_000;

export type PictureKind = 'png' | 'jpeg' | 'gif';

const kinds: [PictureKind, RegExp][] = [
  ['png', /^\x89PNG\r\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
];

/** What the first bytes say: nobody's word for the kind of a file counts. Null for everything that mail programs do not show. */
export function pictureKindOf(bytes: Buffer): PictureKind | null {
  const start = bytes.subarray(0, 8).toString('latin1');
  return kinds.find(([, pattern]) => pattern.test(start))?.[0] ?? null;
}

let loaded: Promise<typeof import('sharp')> | undefined;

/** Opens a picture for work on it. Never with more pixels than allowed. The library is loaded at its first use: a start does without. */
export async function openPicture(bytes: Buffer, options: SharpOptions = {}): Promise<Sharp> {
  loaded ??= import('sharp').then((module) => {
    // One picture at a time per thread, and nothing kept: signatures come before pictures.
    module.default.concurrency(1);
    module.default.cache(false);
    return module.default as never;
  });
  const sharp = await loaded;
  return (sharp as unknown as typeof import('sharp').default)(bytes, {
    limitInputPixels: mostPixels,
    failOn: 'error',
    ...options,
  });
}
