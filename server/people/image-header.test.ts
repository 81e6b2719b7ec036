import { describe, expect, it } from '@jest/globals';
import { portrait } from '../../sandbox/index.ts';
import { readImageHeader } from './image-header.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
/** A JPEG up to its frame header: an application segment, fill bytes, then SOF2. */
const jpeg = bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 11, 8, 0, 240, 1, 64, 3, 1, 0x22, 0);

describe('readImageHeader', () => {
  it('reads a PNG', () =>
    expect(readImageHeader(portrait('ada').render(96))).toEqual({ type: 'image/png', width: 96, height: 96 }));

  it('reads a JPEG, over other segments', () =>
    expect(readImageHeader(jpeg)).toEqual({ type: 'image/jpeg', width: 320, height: 240 }));

  it('believes the size that a bomb announces, without unpacking it', () => {
    const bomb = Uint8Array.from(portrait('ada').render(48));
    new DataView(bomb.buffer).setUint32(16, 60_000);
    expect(readImageHeader(bomb)?.width).toBe(60_000);
  });

  it.each([
    ['nothing', bytes()],
    ['a GIF', new TextEncoder().encode('GIF89a\x01\x00\x01\x00 and so on and on')],
    ['SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['HTML', new TextEncoder().encode('<!doctype html><title>x</title>')],
    ['half a PNG header', portrait('ada').render(48).slice(0, 20)],
    ['a JPEG without a frame', bytes(0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2, 3, 4, 5, 6)],
    ['a JPEG whose segment has no length', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3, 4, 5, 6)],
    ['a picture without width', bytes(...jpeg.slice(0, 16), 0, 0, 3, 1, 0x22, 0)],
  ])('takes %s for none', (_what, given) => expect(readImageHeader(given)).toBeNull());

  it('reads any first bytes without failing', () => {
    for (let length = 0; length < jpeg.length; length += 1) readImageHeader(jpeg.slice(0, length));
  });
});
