import { LRUCache } from 'lru-cache';
import { findPhoto, photoTag } from '../../people/index.ts';
import { type MadeImage, openMadeImage } from '../image-addresses.ts';
import { readStarters } from '../starters.ts';
import { drawImage } from './draw-image.ts';
import { readFile } from './image-store.ts';

/** A picture as it is sent. */
export interface ServedImage {
  contentType: string;
  bytes: Buffer;
  /** Whether its address will always show this. A photo that is gone is drawn as initials, for now. */
  lasting: boolean;
}

/** Finds the bytes behind an image's address; null where there is nothing. */
export interface ImageServer {
  /** `<sha-256>.png` and the like. */
  file(name: string): Promise<ServedImage | null>;
  /** The token of a made image. */
  made(token: string): Promise<ServedImage | null>;
}

/** Bytes of pictures in memory: the few that everybody's signature shows. */
const mostHeld = 32 * 1024 * 1024;
const fileName = /^[0-9a-f]{64}\.(png|jpg|gif)$/;

/**
 * Serves images out of the database and of the starters' folders, and draws made ones. Each is read or drawn once, however many ask at
 * the same moment.
 */
export function createImageServer({
  key,
  formerKeys = [],
  templatesFolder,
}: {
  key: string;
  /** Keys of addresses that stand in mails sent long ago. */
  formerKeys?: string[];
  templatesFolder: string;
}): ImageServer {
  let starters: Promise<Map<string, Buffer>> | undefined;
  const held = new LRUCache<string, ServedImage>({
    maxSize: mostHeld,
    sizeCalculation: ({ bytes }) => bytes.length + 1,
  });
  const coming = new Map<string, Promise<ServedImage | null>>();

  function once(name: string, read: () => Promise<ServedImage | null>): Promise<ServedImage | null> {
    const known = held.get(name);
    if (known) return Promise.resolve(known);
    const work =
      coming.get(name) ??
      read()
        .then((image) => {
          if (image?.lasting) held.set(name, image);
          return image;
        })
        .finally(() => coming.delete(name));
    coming.set(name, work);
    return work;
  }

  return {
    async file(name) {
      if (!fileName.test(name)) return null;
      return once(name, async () => {
        const found = await readFile(name);
        if (found) return { contentType: found.contentType, bytes: found.bytes, lasting: true };
        starters ??= readStarterFiles(templatesFolder);
        const bytes = (await starters).get(name);
        return bytes ? { contentType: 'image/png', bytes, lasting: true } : null;
      });
    },
    async made(token) {
      const image = [key, ...formerKeys].map((one) => openMadeImage(one, token)).find((opened) => opened !== null);
      return image ? once(token, () => draw(image)) : null;
    },
  };
}

async function readStarterFiles(folder: string): Promise<Map<string, Buffer>> {
  return new Map((await readStarters(folder)).flatMap(({ files }) => [...files]));
}

async function draw(image: MadeImage): Promise<ServedImage> {
  const contentType = 'image/png';
  if (image[0] !== 'photo') return { contentType, bytes: await drawImage(image), lasting: true };
  const [, personId, tag] = image;
  const photo = await findPhoto(personId.slice(0, personId.indexOf(':')), personId);
  const bytes = photo?.bytes;
  return { contentType, bytes: await drawImage(image, bytes), lasting: bytes !== undefined && photoTag(bytes) === tag };
}
