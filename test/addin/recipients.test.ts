import { beforeAll, describe, expect, it } from '@jest/globals';
import { annas, aWindow, colleague, inside, sets, stranger } from '../support/annas-window.ts';
import { builtAddin } from '../support/built-addin.ts';
import { replaceWords, typeAbove } from '../support/fake-item.ts';

beforeAll(builtAddin, 180_000);

describe('who the mail goes to', () => {
  it('asks nobody for recipients where nothing depends on them', async () => {
    const world = await aWindow({ item: { to: [stranger] } });
    await world.fire();
    await world.fire('onMessageRecipientsChanged');
    expect(world.outlook.calls.filter((call) => /^(to|cc|bcc)\./.test(call))).toEqual([]);
  });

  it('does nothing at all at a change of recipients where nothing depends on them', async () => {
    const world = await aWindow();
    await world.fire('onMessageRecipientsChanged');
    expect([world.outlook.calls, world.server.requests]).toEqual([[], []]);
  });

  it.each([
    ['nobody yet', [], annas],
    ['colleagues', [colleague], inside],
    ['a stranger among colleagues', [colleague, stranger], annas],
  ] as const)('signs a message to %s', async (_name, to, expected) => {
    for (const warm of [true, false]) {
      const world = await aWindow({ internal: true, item: { to: [...to] } }, warm);
      await world.fire();
      expect(world.outlook.item.signature).toBe(expected.signature.html);
    }
  });

  it('follows the recipients, from the cache and without a request', async () => {
    const world = await aWindow({ internal: true });
    await world.fire();
    world.server.requests.length = 0;
    for (const [to, cc, expected] of [
      [[colleague], [], inside],
      [[colleague], [stranger], annas],
      [[], [colleague.toUpperCase()], inside],
      [[], [], annas],
    ] as const) {
      Object.assign(world.outlook.item, { to, cc });
      await world.fire('onMessageRecipientsChanged');
      expect(world.outlook.item.signature).toBe(expected.signature.html);
    }
    expect(world.server.requests).toEqual([]);
    expect(world.outlook.item.body.match(/<p>/g)).toHaveLength(1);
  });

  it('leaves a signature alone that the user has edited, whoever the mail goes to', async () => {
    const world = await aWindow({ internal: true });
    await world.fire();
    replaceWords(world.outlook.item, 'Anna Adler', 'Anna');
    world.outlook.item.to = [colleague];
    await world.fire('onMessageRecipientsChanged');
    expect([world.outlook.item.body.includes('Anna<'), sets(world)]).toEqual([true, 1]);
  });

  it('never eats what is typed while recipients change', async () => {
    const world = await aWindow({ internal: true });
    await world.fire();
    typeAbove(world.outlook.item, 'Dear Bert');
    world.outlook.item.to = [colleague];
    await world.fire('onMessageRecipientsChanged');
    expect(world.outlook.item.body).toContain('Dear Bert');
    expect(world.outlook.item.body).toContain('floor 3');
  });

  it('waits for the first signature when recipients change at the same moment', async () => {
    const world = await aWindow({ internal: true });
    const opened = world.start('onNewMessageCompose');
    world.outlook.item.to = [colleague];
    const changed = world.start('onMessageRecipientsChanged');
    await world.clock.until(Promise.all([opened.ended, changed.ended]));
    expect(world.outlook.item.signature).toBe(inside.signature.html);
  });
});
