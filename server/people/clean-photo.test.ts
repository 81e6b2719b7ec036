import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { portrait } from '../../sandbox/index.ts';
import { cleanPhoto } from './clean-photo.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });
const given = Buffer.from(portrait('ada').render(96));

describe('a photo written anew', () => {
  it('is upright, 648 pixels at most, and says nothing of place or camera', async () => {
    const taken = picture(2000, 1000)
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera' } })
      .withMetadata({ orientation: 6 });
    const bytes = await taken.toBuffer();
    expect(bytes.includes('Camera')).toBe(true);
    const photo = await cleanPhoto(bytes);
    expect(photo).toMatchObject({ contentType: 'image/jpeg', width: 324, height: 648 });
    const metadata = 'bytes' in photo ? await sharp(photo.bytes).metadata() : null;
    expect(metadata).toMatchObject({ format: 'jpeg', width: 324, height: 648 });
    expect([metadata?.exif, metadata?.orientation]).toEqual([undefined, undefined]);
  });

  it('is no larger than it came, and loses what hangs behind it', async () => {
    const photo = await cleanPhoto(Buffer.concat([given, Buffer.from('<script>'), Buffer.alloc(300 * 1024)]));
    expect(photo).toMatchObject({ contentType: 'image/png', width: 96, height: 96 });
    expect('bytes' in photo && photo.bytes.includes('<script>')).toBe(false);
  });

  it('is a PNG where it was a GIF', async () => {
    const gif = await picture(50, 60).gif().toBuffer();
    expect(await cleanPhoto(gif)).toMatchObject({ contentType: 'image/png', width: 50, height: 60 });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'neither PNG, JPEG nor GIF'],
    ['a drawing', Buffer.from('<svg onload="alert(1)"/>'), 'neither PNG, JPEG nor GIF'],
    ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 'neither PNG, JPEG nor GIF'],
    ['half a picture', given.subarray(0, given.length / 2), 'damaged'],
    ['a signature only', given.subarray(0, 8), 'damaged'],
  ])('is not taken from %s', async (_what, bytes, problem) =>
    expect(await cleanPhoto(bytes)).toEqual({ problem: expect.stringContaining(problem) }),
  );

  it('is not taken from a bomb: a few bytes that would be 25 million pixels', async () => {
    const bomb = await picture(5000, 5000).png().toBuffer();
    expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
    expect(await cleanPhoto(bomb)).toEqual({ problem: 'It has more than 24 million pixels.' });
  });
});
