import { beforeAll, describe, expect, it } from '@jest/globals';
import { anna, annas, aWindow } from '../support/annas-window.ts';
import { builtAddin } from '../support/built-addin.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

describe('after an update', () => {
  const written = (entry: object) =>
    JSON.stringify({ version: 1, tenant: 't', allAt: 1, entries: { [`${anna}|newMail`]: entry } });
  const image = { name: 'a.png', contentType: 'image/png', url: 'https://signet.example/i/a.png', base64: 'QUJD' };
  const before = anAnswer('<p>As it was<img src="cid:a.png"></p>', { images: [image] });

  it.each(['device', 'mailbox'] as const)('the cache of the version before is read, from the %s', async (where) => {
    const world = await launchWorld();
    const text = written({ answer: before, etag: '"1"', at: 1 });
    if (where === 'device') world.device.set('signet:anna@contoso.example', text);
    else world.outlook.roaming.set('signet:anna@contoso.example', text);
    world.server.fault = 'down';
    await world.fire();
    expect(world.outlook.item.signature).toBe(before.signature.html);
    expect(world.outlook.item.attachments).toEqual([{ base64: 'QUJD', name: 'a.png', isInline: true }]);
  });

  it.each([
    ['broken', { answer: { signature: { html: 7 } }, at: 1 }],
    ['null', null],
    ['a text', 'nonsense'],
    [
      'without its picture',
      {
        answer: {
          ...before,
          signature: { ...before.signature, images: [{ ...image, base64: undefined, picture: 'gone' }] },
        },
        etag: '"1"',
        at: 1,
      },
    ],
  ])('an entry that is %s is dropped or lived with', async (_name, entry) => {
    const world = await launchWorld();
    world.server.answers.set(`${anna}|newMail`, annas);
    world.device.set('signet:anna@contoso.example', written(entry as object));
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(annas.signature.html);
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
  });

  it('what this version writes is dropped, not fatal, for one that knows another', async () => {
    const world = await aWindow();
    for (const [key, text] of world.device)
      world.device.set(key, text.replace('"version":2', '"version":99').replace('"version":1', '"version":99'));
    await world.fire();
    expect(world.outlook.item.signature).toBe(annas.signature.html);
  });
});
