import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Photo } from './types.ts';

/** A portrait of sorts (head and shoulders before a coloured ground), drawn from the seed alone. */
export function portrait(seed: string, largest = 648): Photo {
  const hash = createHash('sha256').update(`portrait:${seed}`).digest();
  const at = (index: number) => hash[index] ?? 0;
  const palette = [
    fromHue(at(0) / 256, 0.35, 0.8),
    fromHue(at(1) / 256, 0.55, 0.45),
    skins[at(2) % skins.length] ?? [200, 160, 130],
    fromHue(at(3) / 256, 0.4, 0.22),
  ];
  const cache = new Map<number, Uint8Array>();
  return {
    etag: hash.toString('hex', 4, 12).toUpperCase(),
    contentType: 'image/png',
    size: largest,
    render(size) {
      const known = cache.get(size);
      if (known) return known;
      const made = encode(size, palette, (x, y) => shapeAt(x / size, y / size, at(4) / 256));
      cache.set(size, made);
      return made;
    },
  };
}

type Colour = readonly [number, number, number];

const skins: Colour[] = [
  [244, 208, 177],
  [224, 172, 135],
  [198, 134, 96],
  [141, 85, 54],
  [92, 58, 40],
];

/** Which colour of the palette a point (0–1 each way) has: 0 ground, 1 clothes, 2 face, 3 hair. */
function shapeAt(x: number, y: number, hair: number): number {
  const dx = x - 0.5;
  const face = (dx / 0.17) ** 2 + ((y - 0.42) / 0.21) ** 2 < 1;
  const fringe = 0.3 + 0.06 * hair;
  if (face && y > fringe) return 2;
  if ((dx / 0.2) ** 2 + ((y - 0.38) / (0.22 + 0.06 * hair)) ** 2 < 1 && (y < 0.45 || hair > 0.5)) return 3;
  if (Math.abs(dx) < 0.07 && y > 0.55 && y < 0.7) return 2;
  return (dx / 0.36) ** 2 + ((y - 1) / 0.34) ** 2 < 1 ? 1 : 0;
}

function fromHue(hue: number, saturation: number, lightness: number): Colour {
  const part = (shift: number) => {
    const k = (shift + hue * 12) % 12;
    const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255);
  };
  return [part(0), part(8), part(4)];
}

/** A square PNG with a palette of up to 256 colours. */
function encode(size: number, palette: Colour[], indexAt: (x: number, y: number) => number): Uint8Array {
  const rows = Buffer.alloc((size + 1) * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows[y * (size + 1) + 1 + x] = indexAt(x, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(name, 4, 'latin1');
  body.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)) >>> 0, body.length + 8);
  return out;
}
