import { describe, expect, it } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { socialNetworks } from '../social.ts';
import { contrast } from './contrast.ts';
import { drawImage } from './draw-image.ts';
import { icons } from './icons.ts';

async function pixels(png: Buffer) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    data,
    ...info,
    at: (x: number, y: number) => [...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4)],
  };
}

describe('made images', () => {
  it.each([
    ['https://www.contoso.com/', 96],
    [`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${'Łukasz 山田 '.repeat(12)}\r\nEND:VCARD`, 96],
    ['x'.repeat(900), 48],
  ])('a QR code can be read: %#', async (content, size) => {
    const { data, width, height, at } = await pixels(await drawImage(['qr', content, size, '#ffff00']));
    expect(width).toBeGreaterThanOrEqual(2 * size);
    expect(at(0, 0)).toEqual([255, 255, 255, 255]);
    expect(decodeQR({ data: new Uint8ClampedArray(data), width, height })).toBe(content);
  });

  it('initials in a disc, in letters that stand out', async () => {
    const { width, at } = await pixels(await drawImage(['initials', 'ÅØ', 64, true, '#ffee00']));
    expect(width).toBe(128);
    expect(at(0, 0)[3]).toBe(0);
    expect(at(64, 6)).toEqual([255, 238, 0, 255]);
  });

  it('who has no Latin letters, or none, gets a person', async () => {
    const person = await drawImage(['initials', '', 64, true, '#10808a']);
    expect(await drawImage(['initials', '山', 64, true, '#10808a'])).toEqual(person);
    expect(await drawImage(['initials', 'A', 64, true, '#10808a'])).not.toEqual(person);
  });

  it('a photo fills its disc; without one it is initials', async () => {
    const photo = await sharp({ create: { width: 90, height: 120, channels: 3, background: '#ff0000' } })
      .jpeg()
      .toBuffer();
    const spec = ['photo', 't:p', 'tag', 50, true, 'AB', '#10808a'] as const;
    const { width, height, at } = await pixels(await drawImage([...spec], photo));
    expect([width, height, at(0, 0)[3]]).toEqual([100, 100, 0]);
    expect(at(50, 50)[0]).toBeGreaterThan(240);
    expect(await drawImage([...spec])).toEqual(await drawImage(['initials', 'AB', 50, true, '#10808a']));
  });

  it('every network has its icon', () => {
    expect(Object.keys(icons).sort()).toEqual(Object.keys(socialNetworks).sort());
  });

  it('contrast is what WCAG says', () => {
    expect(contrast('#000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#fff')).toBeCloseTo(4.48, 2);
  });
});
