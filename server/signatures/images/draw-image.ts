import encodeQR from 'qr';
import { openPicture } from '../../platform/picture.ts';
import type { MadeImage } from '../image-addresses.ts';
import { contrast } from './contrast.ts';
import { icons } from './icons.ts';
import { drawnLetters } from './letters.ts';

/** Twice the pixels of the size it is shown in, for sharp screens. */
const density = 2;
/** Of a disc 200 wide. */
const widestLetters = 116;

/** Draws a made image as PNG. A photo is drawn from its `photo` bytes; without them as its initials. */
export async function drawImage(image: MadeImage, photo?: Buffer): Promise<Buffer> {
  switch (image[0]) {
    case 'qr':
      return drawQr(image[1], image[2], image[3]);
    case 'icon':
      return drawIcon(image[1], image[2], image[3]);
    case 'initials':
      return drawInitials(image[1], image[2], image[3], image[4]);
    case 'photo':
      return photo ? drawPhoto(photo, image[3], image[4]) : drawInitials(image[5], image[3], image[4], image[6]);
  }
}

async function drawPhoto(photo: Buffer, size: number, round: boolean): Promise<Buffer> {
  const edge = size * density;
  const square = (await openPicture(photo)).autoOrient().resize(edge, edge, { fit: 'cover', position: 'top' });
  const mask = svg(edge, 2, '<circle cx="1" cy="1" r="1"/>');
  const shaped = round ? square.ensureAlpha().composite([{ input: mask, blend: 'dest-in' }]) : square;
  return shaped.png({ palette: true, quality: 92, effort: 8 }).toBuffer();
}

/** Initials in a disc or square; whose letters cannot be drawn gets the outline of a person. */
async function drawInitials(initials: string, size: number, round: boolean, colour: string): Promise<Buffer> {
  const ink = contrast(colour, '#ffffff') >= 3 ? '#ffffff' : '#1f2328';
  const ground = round
    ? `<circle cx="100" cy="100" r="100" fill="${colour}"/>`
    : `<rect width="200" height="200" fill="${colour}"/>`;
  const letters = drawnLetters(initials);
  const scale = Math.min(1, widestLetters / (letters?.width ?? 1));
  const strokes = letters?.strokes.map(({ x, path }) => `<path transform="translate(${x} 0)" d="${path}"/>`).join('');
  const drawn = letters
    ? `<g transform="translate(${100 - (letters.width * scale) / 2} ${100 - 35 * scale}) scale(${scale})" fill="none" stroke="${ink}" stroke-width="9.5" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>`
    : `<g fill="${ink}"><circle cx="100" cy="80" r="32"/><path d="M38 172 C38 130 68 122 100 122 C132 122 162 130 162 172 A100 100 0 0 1 38 172 Z"/></g>`;
  return png(svg(size * density, 200, ground + drawn));
}

async function drawIcon(name: string, size: number, colour: string): Promise<Buffer> {
  const ink = contrast(colour, '#ffffff') >= 3 ? '#ffffff' : '#1f2328';
  const icon = Object.hasOwn(icons, name) ? icons[name] : undefined;
  const filled = icon?.filled ? `<path d="${icon.filled}" fill="${ink}"/>` : '';
  const sign = `<path d="${icon?.strokes ?? ''}" fill="none" stroke="${ink}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/>`;
  return png(svg(size * density, 24, `<rect width="24" height="24" rx="5" fill="${colour}"/>${sign}${filled}`));
}

/** Whole pixels for each dot, so that telephones read it, and a white border, so that they find it in dark mode too. */
async function drawQr(content: string, size: number, colour: string): Promise<Buffer> {
  const ecc = content.length > 120 ? 'low' : 'medium';
  const dots = encodeQR(content, 'raw', { ecc, border: 2 });
  const scale = Math.max(2, Math.floor((size * density) / dots.length));
  const edge = Math.max(size * density, dots.length * scale);
  const offset = Math.floor((edge - dots.length * scale) / 2);
  const ink = contrast(colour, '#ffffff') >= 4.5 ? colour : '#000000';
  const rows = dots.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  const placed = `transform="translate(${offset} ${offset}) scale(${scale})" shape-rendering="crispEdges"`;
  const drawing = `<rect width="${edge}" height="${edge}" fill="#ffffff"/><path ${placed} fill="${ink}" d="${rows.join('')}"/>`;
  return png(svg(edge, edge, drawing));
}

function svg(edge: number, field: number, drawing: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 ${field} ${field}">${drawing}</svg>`,
  );
}

async function png(drawing: Buffer): Promise<Buffer> {
  return (await openPicture(drawing)).png({ palette: true, quality: 100, effort: 8 }).toBuffer();
}
