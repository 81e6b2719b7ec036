import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { problemOfAsync } from '../testing.ts';
import { readUpload } from './read-upload.ts';

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 16, g: 128, b: 138, alpha: 0.5 } } });
const facts = async (bytes: Buffer) => sharp(bytes, { animated: true }).metadata();

describe('an upload becomes two files', () => {
  it('in the size it is shown in and in twice the pixels, named by their hashes', async () => {
    const ready = await readUpload(await drawn(1000, 500).png().toBuffer(), { width: 120 });
    expect(ready).toMatchObject({ width: 120, height: 60, animated: false });
    expect(ready.single).toMatchObject({ width: 120, height: 60, contentType: 'image/png' });
    expect(ready.double).toMatchObject({ width: 240, height: 120 });
    expect(ready.double.file).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(await facts(ready.double.bytes)).toMatchObject({ format: 'png', width: 240, height: 120, hasAlpha: true });
  });

  it('never larger than the upload', async () => {
    const ready = await readUpload(await drawn(150, 30).png().toBuffer(), { width: 120 });
    expect([ready.single.width, ready.double.width]).toEqual([120, 150]);
    const small = await readUpload(await drawn(40, 40).png().toBuffer(), { width: 120 });
    expect(small).toMatchObject({ width: 40, height: 40 });
    expect(small.double).toBe(small.single);
  });

  it('turned as the camera was held, and without what the camera wrote', async () => {
    const photo = await drawn(300, 200)
      .flatten()
      .jpeg()
      .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'secret place' } } })
      .toBuffer();
    expect(photo.includes('secret place')).toBe(true);
    const { width, height, single } = await readUpload(photo);
    expect([width, height]).toEqual([200, 300]);
    expect(single.contentType).toBe('image/jpeg');
    expect(single.bytes.includes('secret place')).toBe(false);
    expect((await facts(single.bytes)).exif).toBeUndefined();
  });

  it('a GIF that moves goes on moving; one that does not becomes a PNG', async () => {
    const frame = (red: number) =>
      sharp({ create: { width: 60, height: 20, channels: 3, background: { r: red, g: 0, b: 0 } } })
        .png()
        .toBuffer();
    const moving = await sharp([await frame(0), await frame(120), await frame(250)], { join: { animated: true } })
      .gif({ delay: [100, 200, 300] })
      .toBuffer();
    const ready = await readUpload(moving, { width: 30 });
    expect(ready).toMatchObject({ width: 30, height: 10, animated: true });
    expect(await facts(ready.single.bytes)).toMatchObject({
      format: 'gif',
      pages: 3,
      delay: [100, 200, 300],
      width: 30,
    });
    expect((await readUpload(await drawn(20, 20).gif().toBuffer())).single.contentType).toBe('image/png');
  });
});

describe('refuses, and says what to do', () => {
  const png = async () => drawn(40, 40).png().toBuffer();
  it.each<[string, () => Promise<Buffer>, string, string]>([
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'VALIDATION', 'Export it as PNG'],
    ['a page', async () => Buffer.from('<!doctype html><script>'), 'VALIDATION', 'PNG, JPEG nor GIF'],
    ['a WebP', () => drawn(9, 9).webp().toBuffer(), 'VALIDATION', 'PNG, JPEG nor GIF'],
    ['nothing', async () => Buffer.alloc(0), 'VALIDATION', 'PNG, JPEG nor GIF'],
    ['half a PNG', async () => (await png()).subarray(0, 60), 'VALIDATION', 'damaged'],
    ['a PNG with a broken middle', async () => (await png()).fill(7, 45, 60), 'VALIDATION', 'damaged'],
    ['a bomb', () => drawn(9000, 9000).png().toBuffer(), 'VALIDATION', 'million pixels'],
    ['more than 4 MB', async () => Buffer.concat([await png(), Buffer.alloc(4 * 1024 * 1024)]), 'TOO_LARGE', 'smaller'],
  ])('%s', async (_, make, code, words) => {
    const problem = await problemOfAsync(async () => readUpload(await make()));
    expect(problem.code).toBe(code);
    expect(problem.message).toContain(words);
  });

  it('one that would be higher than a template may show is refused', async () => {
    const thin = await drawn(10, 9000).png().toBuffer();
    expect(await problemOfAsync(() => readUpload(thin))).toMatchObject({
      message: expect.stringContaining('2000 are taken'),
    });
  });

  it('a script after the pixels is not taken over', async () => {
    const polyglot = Buffer.concat([await png(), Buffer.from('<script>alert(1)</script>')]);
    expect((await readUpload(polyglot)).single.bytes.includes('script')).toBe(false);
  });
});
