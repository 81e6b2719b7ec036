import { createHash } from 'node:crypto';
import type { SignatureImage } from '../../../contract/index.ts';
import type { ImageSource } from '../image-addresses.ts';
import type { ImageServer } from './serve-images.ts';

/** A file above this is embedded in single resolution: it goes out with every mail. */
const heavy = 60 * 1024;

/** The pictures that a signature shows, and its HTML with their `cid:` addresses where they are embedded. */
export interface WithImages {
  html: string;
  images: SignatureImage[];
}

/**
 * The images of a rendered signature. Embedded ones travel with the mail: the HTML names them by `cid:<name>`, and their bytes come
 * along; one whose bytes cannot be had stays at its address. For who shows dark backgrounds there is the address in any case.
 */
export async function withImages(
  html: string,
  source: ImageSource,
  mode: 'hosted' | 'embedded',
  server: ImageServer,
): Promise<WithImages> {
  const urls = [...new Set([...html.matchAll(/<img src="([^"]+)"/g)].map(([, url = '']) => url))];
  const own = urls.filter((url) => url.startsWith(`${source.baseUrl}/`));
  if (own.length === 0) return { html, images: [] };
  if (mode === 'hosted') return { html, images: own.map((url) => ({ ...named(url), url })) };
  let embedded = html;
  const images: SignatureImage[] = [];
  for (const url of own) {
    const bytes = await bytesAt(url, source, server).catch(() => null);
    if (bytes === null) {
      images.push({ ...named(url), url });
      continue;
    }
    const image = { ...named(url), url, base64: bytes.toString('base64') };
    images.push(image);
    embedded = embedded.replaceAll(`<img src="${url}"`, `<img src="cid:${image.name}"`);
  }
  return { html: embedded, images };
}

async function bytesAt(url: string, { baseUrl, images }: ImageSource, server: ImageServer): Promise<Buffer | null> {
  const path = url.slice(baseUrl.length + 1);
  if (path.startsWith('made/')) return (await server.made(path.slice('made/'.length, -'.png'.length)))?.bytes ?? null;
  const full = await server.file(path);
  const single = images.find(({ file }) => file === path)?.single;
  if (single === undefined || full === null || full.bytes.length <= heavy) return full?.bytes ?? null;
  return (await server.file(single))?.bytes ?? full.bytes;
}

/** A name without spaces that no other picture of the mail has: Outlook's attachments go by it. */
function named(url: string): Pick<SignatureImage, 'name' | 'contentType'> {
  const ending = /\.(png|jpg|gif)$/.exec(url)?.[1] ?? 'png';
  const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return { name: `signet-${hash}.${ending}`, contentType: ending === 'jpg' ? 'image/jpeg' : `image/${ending}` };
}
