import { beforeAll, describe, expect, it } from '@jest/globals';
import type { SignatureAnswer } from '../../contract/signature.ts';
import { builtAddin } from '../support/built-addin.ts';
import { replaceWords } from '../support/fake-item.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { type LaunchOptions, type LaunchWorld, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

const anna = 'anna@contoso.example';
const sales = 'sales@contoso.example';
const annas = anAnswer('<p>Anna Adler</p>');
const salesTeam = anAnswer('<p>The sales team</p>');

async function aWorld(
  options: LaunchOptions = {},
  answers: [string, SignatureAnswer | null][] = [],
): Promise<LaunchWorld> {
  const world = await launchWorld(options);
  for (const type of ['newMail', 'reply', 'forward']) {
    world.server.answers.set(`${anna}|${type}`, annas);
    world.server.answers.set(`${sales}|${type}`, salesTeam);
  }
  for (const [key, answer] of answers) world.server.answers.set(key, answer);
  return world;
}

describe('once', () => {
  it('a second event sets nothing (office-js #6051)', async () => {
    const world = await aWorld({ client: 'ios' });
    await world.fire();
    await world.fire();
    expect(world.outlook.count('body.setSignatureAsync')).toBe(1);
  });

  it('two events at the same time set one signature', async () => {
    for (const world of [await aWorld(), await (await aWorld()).again()]) {
      const both = [world.start('onNewMessageCompose'), world.start('onNewMessageCompose')];
      await world.clock.until(Promise.all(both.map(({ ended }) => ended)));
      expect(world.outlook.item.body.match(/Anna Adler/g)).toHaveLength(1);
      expect(both.map(({ fired }) => fired.completed)).toEqual([1, 1]);
    }
  });

  it('a second event does not bring back what the user deleted (office-js #3104)', async () => {
    const world = await aWorld();
    await world.fire();
    replaceWords(world.outlook.item, '<p>Anna Adler</p>', '');
    await world.fire();
    expect(world.outlook.item.body).not.toContain('Anna Adler');
  });

  it('a draft opened again that carries a signature is left alone (office-js #4301, #5543)', async () => {
    const world = await aWorld();
    await world.fire();
    const draft = await world.again({ id: 'AAMk-draft', body: world.outlook.item.body });
    await draft.fire();
    expect(draft.outlook.calls).not.toContain('body.setSignatureAsync');
  });

  it('a reply is signed although the quoted message carries the same signature', async () => {
    const world = await aWorld();
    await world.fire();
    const body = `<div id="appendonsend"></div><div id="divRplyFwdMsg">From</div>${annas.signature.html}`;
    const reply = await world.again({ id: 'AAMk-saved', composeType: 'reply', body });
    await reply.fire();
    expect(reply.outlook.item.signature).toBe(annas.signature.html);
  });
});

describe('a changed sender', () => {
  it('gets the other signature from the cache, and back again', async () => {
    const world = await aWorld();
    await world.fire();
    world.outlook.item.from = sales;
    const { ended } = world.start('onMessageFromChanged');
    await world.clock.advance(2);
    expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
    await world.clock.until(ended);
    world.outlook.item.from = anna;
    await world.fire('onMessageFromChanged');
    expect(world.outlook.item.signature).toBe(annas.signature.html);
    expect(world.outlook.item.body.match(/<p>/g)).toHaveLength(1);
  });

  it('who is the same as before changes nothing', async () => {
    const world = await aWorld();
    await world.fire();
    await world.fire('onMessageFromChanged');
    expect(world.outlook.count('body.setSignatureAsync')).toBe(1);
  });

  it.each([
    ['without a signature', [[`${sales}|newMail`, null]] as [string, null][]],
    ["that isn't the user's", []],
  ])('%s loses the earlier signature', async (name, answers) => {
    const world = await aWorld({}, answers);
    if (name.startsWith('that'))
      for (const type of ['newMail', 'reply', 'forward']) world.server.answers.delete(`${sales}|${type}`);
    await world.fire();
    world.outlook.item.from = sales;
    await world.fire('onMessageFromChanged');
    expect(world.outlook.item.body).not.toContain('Anna Adler');
    expect(world.outlook.item.notifications.size).toBe(0);
  });

  it('while the first signature is still being fetched ends with the right one', async () => {
    const world = await aWorld();
    const opened = world.start('onNewMessageCompose');
    await world.clock.advance(25);
    world.outlook.item.from = sales;
    const changed = world.start('onMessageFromChanged');
    await world.clock.until(Promise.all([opened.ended, changed.ended]));
    expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  });
});

it('an answer that comes after the sender was changed is not set any more', async () => {
  const world = await aWorld();
  world.server.latency = 2000;
  const opened = world.start('onNewMessageCompose');
  await world.clock.advance(100);
  world.server.latency = 20;
  world.outlook.item.from = sales;
  await world.clock.until(world.start('onMessageFromChanged').ended);
  expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  await world.clock.until(opened.ended);
  expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  expect(opened.fired.completed).toBe(1);
});

describe('bodies', () => {
  it('in plain text get the text', async () => {
    const world = await aWorld({ item: { format: 'text' } });
    await world.fire();
    expect(world.outlook.item.body).toContain('Anna Adler');
    expect(world.outlook.item.body).not.toContain('<');
  });

  it('in plain text on the web are never set a second time (office-js #2038)', async () => {
    const world = await aWorld({ client: 'web' });
    await world.fire();
    world.server.answers.set(`${anna}|newMail`, anAnswer('<p>Anna, new</p>'));
    const next = await world.again({ format: 'text' });
    await next.fire();
    expect(next.outlook.count('body.setSignatureAsync')).toBe(1);
  });

  it('get the text variant where the HTML is longer than Outlook takes', async () => {
    const long = anAnswer(`<p>${'x'.repeat(30_001)}</p>`, { text: 'Anna & Co\nSales' });
    const world = await aWorld({}, [[`${anna}|newMail`, long]]);
    await world.fire();
    expect(world.outlook.item.signature).toBe('<div>Anna &amp; Co<br>Sales</div>');
  });

  it('are told about when not even the text fits', async () => {
    const long = anAnswer('x'.repeat(30_001));
    const world = await aWorld({}, [[`${anna}|newMail`, long]]);
    await world.fire();
    expect(world.outlook.item.notifications.get('signet')?.message).toMatch(/too long/);
  });
});

describe('Checklist 7: pictures, by cid or from their address', () => {
  const image = { contentType: 'image/png', base64: 'iVBORw0KGgo=' };
  const pictured = anAnswer('<p>Anna<img src="cid:logo.png"><img src="cid:logo.png2"></p>', {
    images: [
      { ...image, name: 'logo.png', url: 'https://signet.example/i/1.png' },
      { ...image, name: 'logo.png2', url: 'https://signet.example/i/2.png' },
    ],
  });

  it('are attached one after the other before the signature is set', async () => {
    const world = await aWorld({}, [[`${anna}|newMail`, pictured]]);
    await world.fire();
    expect(world.outlook.item.attachments.map(({ name, isInline }) => [name, isInline])).toEqual([
      ['logo.png', true],
      ['logo.png2', true],
    ]);
    expect(world.outlook.item.signature).toBe(pictured.signature.html);
  });

  it.each([
    ['fails', { kind: 'fail', error: [9000, 'AttachmentSizeExceeded'] } as const],
    ['never calls back (office-js #3576, #5908)', { kind: 'hang' } as const],
  ])('are shown from their address when attaching %s', async (_name, fault) => {
    const world = await aWorld({}, [[`${anna}|newMail`, pictured]]);
    world.outlook.faults.set('addFileAttachmentFromBase64Async', fault);
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(
      '<p>Anna<img src="https://signet.example/i/1.png"><img src="https://signet.example/i/2.png"></p>',
    );
    expect(fired.completed).toBe(1);
    expect(fired.after).toBeLessThanOrEqual(8000);
  });

  it('are not attached again when the sender changes back', async () => {
    const world = await aWorld({}, [[`${anna}|newMail`, pictured]]);
    await world.fire();
    for (const from of [sales, anna]) {
      world.outlook.item.from = from;
      await world.fire('onMessageFromChanged');
    }
    expect(world.outlook.item.attachments).toHaveLength(2);
    expect(world.outlook.item.signature).toBe(pictured.signature.html);
  });
});

describe('appointments', () => {
  it.each(['classic', 'mac'] as const)('on %s are signed', async (client) => {
    const world = await aWorld({ client, item: { kind: 'appointment' } });
    await world.fire('onNewAppointmentOrganizer');
    expect(world.outlook.item.signature).toBe(annas.signature.html);
  });

  it('are signed for their organizer', async () => {
    const world = await aWorld({ item: { kind: 'appointment', from: sales } });
    await world.fire('onNewAppointmentOrganizer');
    expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  });

  it('on the web are signed only while they are empty', async () => {
    const empty = await aWorld({ client: 'web', item: { kind: 'appointment' } });
    await empty.fire('onNewAppointmentOrganizer');
    expect(empty.outlook.item.body).toBe(annas.signature.html);
    const full = await aWorld({ client: 'web', item: { kind: 'appointment', body: '<p>Agenda</p>' } });
    const fired = await full.fire('onNewAppointmentOrganizer');
    expect(full.outlook.item.body).toBe('<p>Agenda</p>');
    expect(fired.completed).toBe(1);
  });
});

it('an Outlook without sessionData, conversations and notifications still gets its signature', async () => {
  const world = await aWorld({ lacks: ['sessionData', 'conversationId', 'notificationMessages'] });
  const fired = await world.fire();
  expect(world.outlook.item.signature).toBe(annas.signature.html);
  expect(fired.completed).toBe(1);
});

it('on mobile, where insight messages do not exist, a plain message tells', async () => {
  const world = await aWorld({ client: 'android' });
  world.server.fault = 'down';
  await world.fire();
  expect(world.outlook.item.notifications.get('signet')?.type).toBe('informationalMessage');
});
