import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { openText, sealText } from './sealed-address.ts';
import type { TemplateImage } from './template.ts';

const letters = z.string().max(4);
const edge = z.number().int().min(1).max(600);
const colour = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i);

/** A picture that is made when it is asked for: everything it takes stands in its address. */
export const madeImageSchema = z.union([
  z.tuple([z.literal('photo'), z.string(), z.string(), edge, z.boolean(), letters, colour]),
  z.tuple([z.literal('initials'), letters, edge, z.boolean(), colour]),
  z.tuple([z.literal('qr'), z.string(), edge, colour]),
  z.tuple([z.literal('icon'), z.string(), edge, colour]),
]);
/**
 * `photo`: person, version of the photo, edge, round, initials and colour should it be gone; `initials`: letters, edge, round, colour;
 * `qr`: content, edge, colour; `icon`: name, edge, colour. Edges are as shown; the picture has twice as many pixels.
 */
export type MadeImage = z.infer<typeof madeImageSchema>;

/** What the pictures of a template version are addressed with: plain values, so that they can be handed to a worker. */
export interface ImageSource {
  /** Where images are served: `https://signet.contoso.com/images`. */
  baseUrl: string;
  /** Seals the addresses of made images. */
  key: string;
  images: readonly TemplateImage[];
}

/** Finds the address of every picture that a signature shows. */
export interface ImageAddresses {
  images: ReadonlyMap<string, TemplateImage>;
  /** The address of an uploaded image's file. */
  fixed(file: string): string;
  made(image: MadeImage): string;
}

/** For templates without images. */
export const noImages: ImageSource = { baseUrl: 'https://signet.invalid/images', key: '', images: [] };

/** Sealing costs more than the rest of a rendering, and people keep their photos. */
const sealed = new LRUCache<string, string>({ max: 20_000 });

/** The addresses of a version's images. */
export function imageAddresses({ baseUrl, key, images }: ImageSource): ImageAddresses {
  return {
    images: new Map(images.map((image) => [image.name, image])),
    fixed: (file) => `${baseUrl}/${file}`,
    made(image) {
      const content = JSON.stringify(image);
      const known = `${key} ${content}`;
      const before = sealed.get(known);
      const token = before ?? sealText(key, content);
      if (before === undefined) sealed.set(known, token);
      return `${baseUrl}/made/${token}.png`;
    },
  };
}

/** What a made image's address asks for; null where this installation did not write it. Nobody can ask for pictures that no signature shows. */
export function openMadeImage(key: string, token: string): MadeImage | null {
  const content = openText(key, token);
  return content === null ? null : (madeImageSchema.safeParse(parsed(content)).data ?? null);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
