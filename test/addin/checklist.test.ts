import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anna, annas, aWindow, colleague, inside, sales, salesTeam, sets } from '../support/annas-window.ts';
import { builtAddin } from '../support/built-addin.ts';
import { officeErrors, replaceWords, typeAbove } from '../support/fake-item.ts';
import type { Fault } from '../support/fake-outlook.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { type Handler, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

/*
 * What a signature add-in has to do well, point by point, under the built bundle. Other points have their tests where what they are about
 * is tested: "Checklist 7" is found by its name.
 */

describe('Checklist 1: one bundle without anything a script-only runtime lacks', () => {
  it('signs from the cache where the language ends with ES2016', async () => {
    const world = await aWindow();
    const old = await launchWorld(
      { withoutLaterFunctions: true },
      { clock: world.clock, server: world.server, device: world.device },
    );
    old.server.fault = 'down';
    await old.fire();
    expect(old.outlook.item.signature).toBe(annas.signature.html);
  });
});

const handlers: Handler[] = [
  'onNewMessageCompose',
  'onMessageFromChanged',
  'onAppointmentFromChanged',
  'onMessageRecipientsChanged',
  'onMessageSend',
];
const faults: [string, Fault][] = [
  ['never calls back', { kind: 'hang' }],
  ['fails', { kind: 'fail', error: officeErrors.internal }],
  ['throws at once', { kind: 'throw', message: 'Sys.PermissionDenied' }],
];

describe('Checklist 2: completed() exactly once, after the last call of Outlook, in time', () => {
  const calls = ['from.getAsync', 'to.getAsync', 'body.getAsync', 'sessionData.getAsync', 'sessionData.setAsync'];
  it.each(handlers.flatMap((handler) => faults.map(([name, fault]) => [handler, name, fault] as const)))(
    'in %s where every read %s',
    async (handler, _name, fault) => {
      const addin = { sendCheck: 'always', nativeSignatures: 'turnOff' } as const;
      for (const client of ['classic', 'web', 'ios'] as const) {
        const world = await aWindow({ client, internal: true, addin, item: { to: [colleague] } });
        for (const method of calls) world.outlook.faults.set(method, fault);
        world.server.fault = 'hang';
        const fired = await world.fire(handler);
        expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
        expect(fired.after).toBeLessThanOrEqual(handler === 'onMessageSend' ? 4000 : client === 'ios' ? 20_000 : 8000);
      }
    },
  );

  it.each(['down', 'hang', 'garbage', 'html', { status: 401 }, { status: 500 }] as const)(
    'and a changed sender or recipient is answered from the cache with the server %p',
    async (fault) => {
      const world = await aWindow({ internal: true });
      world.server.fault = fault;
      await world.fire();
      world.outlook.item.to = [colleague];
      await world.fire('onMessageRecipientsChanged');
      expect(world.outlook.item.signature).toBe(inside.signature.html);
      world.outlook.item.from = sales;
      const fired = await world.fire('onMessageFromChanged');
      expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
      expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
      expect(world.outlook.item.notifications.size).toBe(0);
    },
  );
});

describe('Checklist 3: sender and compose type, cached signature, set, refresh, set again only on change', () => {
  it('an entry past its date waits for the server; one without a signature goes by its date too', async () => {
    const dated = anAnswer('<p>At the fair</p>', { validUntil: '2026-11-20T10:00:00Z' });
    const world = await aWindow({ answer: dated });
    await world.clock.advance(2 * 60 * 60 * 1000);
    const late = await world.again();
    late.server.answers.set(`${anna}|newMail`, annas);
    await late.fire();
    expect([late.outlook.item.signature, sets(late)]).toEqual([annas.signature.html, 1]);
  });
});

describe('Checklist 4: silent sign-in by nested app authentication', () => {
  it('asks for the own scope, opens no window, and offers the pane where the user has to sign in', async () => {
    const world = await aWindow({}, false);
    world.auth.mode = 'interaction';
    await world.fire();
    expect(world.auth.asked).not.toContain('GetTokenPopup');
    expect(world.outlook.item.notifications.get('signet')).toMatchObject({
      type: 'insightMessage',
      actions: [{ actionType: 'showTaskPane', commandId: 'SignetPaneButton' }],
    });
  });
});

describe('Checklist 6: at most 30,000 characters', () => {
  it('takes out what nobody sees before it gives up the HTML', async () => {
    const padded = `<!-- ${'x'.repeat(20_000)} -->\n<table>${'\n'.padEnd(15_000)}<tr><td>Anna</td></tr></table><!--[if mso]>W<![endif]-->`;
    const world = await aWindow({ answer: anAnswer(padded) }, false);
    await world.fire();
    expect(world.outlook.item.signature).toBe('\n<table> <tr><td>Anna</td></tr></table><!--[if mso]>W<![endif]-->');
    expect(world.outlook.item.notifications.size).toBe(0);
  });

  it('else sets the text, and says so', async () => {
    const long = anAnswer(`<p>${'x'.repeat(30_001)}</p>`, { text: 'Anna & Co' });
    const world = await aWindow({ answer: long }, false);
    await world.fire();
    expect(world.outlook.item.signature).toBe('<div>Anna &amp; Co</div>');
    expect(world.outlook.item.notifications.get('signet')?.message).toMatch(/short form/);
  });
});

describe('Checklist 8: once, and the user’s own afterwards', () => {
  it('the same picture in many signatures is kept once on the device', async () => {
    const base64 = 'A'.repeat(20_000);
    const image = { name: 'a.png', contentType: 'image/png', url: 'https://signet.example/i/a.png', base64 };
    const world = await aWindow({ answer: anAnswer('<p><img src="cid:a.png"></p>', { images: [image] }) });
    const kept = world.device.get('signet:anna@contoso.example') ?? '';
    expect(kept.split(base64)).toHaveLength(2);
    await world.fire();
    expect(world.outlook.item.attachments).toEqual([{ base64, name: 'a.png', isInline: true }]);
  });

  it.each([
    ['forgotten', 'never signed', true],
    ['forgotten', 'deleted', false],
    ['always', 'deleted', true],
    ['always', 'edited', false],
    ['off', 'never signed', false],
  ] as const)('sending, checked as %s, with a signature %s: signed %p', async (sendCheck, state, signed) => {
    const world = await aWindow({
      addin: { sendCheck, nativeSignatures: 'keep' },
      answer: anAnswer('<p>Anna Adler<br>Sales</p>', { text: 'Anna Adler\nSales' }),
    });
    if (state !== 'never signed') await world.fire();
    if (state === 'deleted') replaceWords(world.outlook.item, '<p>Anna Adler<br>Sales</p>', '');
    if (state === 'edited') replaceWords(world.outlook.item, 'Sales', 'on holiday');
    typeAbove(world.outlook.item, 'Dear Bert');
    world.server.requests.length = 0;
    const before = sets(world);
    const fired = await world.fire('onMessageSend');
    expect(sets(world) - before).toBe(signed ? 1 : 0);
    expect(world.outlook.item.body).toContain('Dear Bert');
    expect(fired).toMatchObject({ completed: 1, told: { allowEvent: true } });
    expect(world.server.requests).toEqual([]);
  });

  it('sending is never held up, not even where Outlook answers nothing any more', async () => {
    const world = await aWindow({ addin: { sendCheck: 'always', nativeSignatures: 'keep' } });
    for (const method of ['from.getAsync', 'getComposeTypeAsync', 'body.getAsync', 'body.setSignatureAsync'])
      world.outlook.faults.set(method, { kind: 'hang' });
    const fired = await world.fire('onMessageSend');
    expect(fired).toMatchObject({ completed: 1, told: { allowEvent: true } });
    expect(fired.after).toBeLessThanOrEqual(4000);
  });
});

describe('Checklist 10: Outlook’s own signatures', () => {
  const turnOff = { sendCheck: 'off', nativeSignatures: 'turnOff' } as const;

  it('are left alone unless the tenant says otherwise', async () => {
    const world = await aWindow();
    await world.fire();
    expect(world.outlook.ownSignature).toBe(true);
    expect(world.outlook.calls.filter((call) => /ClientSignature/.test(call))).toEqual([]);
  });

  it.each(['classic', 'web', 'ios'] as const)(
    'are turned off after the signature stands, once, on %s',
    async (client) => {
      const world = await aWindow({ client, addin: turnOff });
      await world.fire();
      const next = await world.again();
      // The account's setting is the same in the next window.
      next.outlook.ownSignature = world.outlook.ownSignature;
      await next.fire();
      const calls = world.outlook.calls.concat(next.outlook.calls);
      // The window that filled the cache has learned of the setting already, and turned them off.
      expect(calls.filter((call) => call === 'disableClientSignatureAsync').length).toBeLessThanOrEqual(1);
      expect(calls.indexOf('body.setSignatureAsync')).toBeLessThan(
        calls.indexOf('disableClientSignatureAsync') + 1 || 99,
      );
    },
  );

  it('an Outlook that cannot leaves them on, and the signature stands', async () => {
    const world = await aWindow({ addin: turnOff, lacks: ['disableClientSignatureAsync'] });
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(annas.signature.html);
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
  });
});

describe('Checklist 11: appointments', () => {
  it('follow a changed organizer (Mac)', async () => {
    const world = await aWindow({ client: 'mac', item: { kind: 'appointment' } });
    await world.fire('onNewAppointmentOrganizer');
    world.outlook.item.from = sales;
    await world.fire('onAppointmentFromChanged');
    expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  });
});

it('a protected message (IRM, S/MIME) is told in words', async () => {
  const world = await aWindow();
  const error = [5001, 'The operation is not allowed on a message protected by Information Rights Management'] as const;
  world.outlook.faults.set('body.setSignatureAsync', { kind: 'fail', error });
  const fired = await world.fire();
  expect(world.outlook.item.notifications.get('signet')?.message).toMatch(/protected/);
  expect(fired.completed).toBe(1);
});

it('every point of the checklist has a test of its name', () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['test', 'server/delivery'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  );
  const names = files
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => readFileSync(file, 'utf8').match(/(?<=(?:it|describe)\('Checklist )\d+(?=: )/g) ?? []);
  expect([...new Set(names.map(Number))].sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
});
