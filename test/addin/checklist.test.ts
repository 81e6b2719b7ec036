import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AddinSettings } from '../../contract/addin.ts';
import type { SignatureAnswer } from '../../contract/signature.ts';
import { builtAddin } from '../support/built-addin.ts';
import { officeErrors, replaceWords, typeAbove } from '../support/fake-item.ts';
import type { Fault } from '../support/fake-outlook.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { type Handler, type LaunchOptions, type LaunchWorld, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

/* What a signature add-in has to do well, point by point, under the built bundle. Points 5, 9 and 12 are the server's and the pane's. */

const anna = 'anna@contoso.example';
const sales = 'sales@contoso.example';
const colleague = 'bert@contoso.example';
const stranger = 'eve@elsewhere.example';
const annas = anAnswer('<p>Anna Adler</p>', { text: 'Anna Adler' });
const inside = anAnswer('<p>Anna, floor 3</p>', { text: 'Anna, floor 3' });
const salesTeam = anAnswer('<p>The sales team</p>', { text: 'The sales team' });

interface Given extends LaunchOptions {
  answer?: SignatureAnswer;
  internal?: boolean;
  addin?: AddinSettings;
}

/** A window on a device that knows everything, unless `warm` is false. */
async function aWindow({ answer = annas, internal, addin, ...options }: Given = {}, warm = true): Promise<LaunchWorld> {
  const world = await launchWorld({ ...options, ...(warm ? { item: undefined } : {}) });
  for (const type of ['newMail', 'reply', 'forward']) {
    world.server.answers.set(`${anna}|${type}`, answer);
    world.server.answers.set(`${sales}|${type}`, salesTeam);
    if (internal) world.server.internal.set(`${anna}|${type}`, inside);
  }
  world.server.addin = addin;
  if (!warm) return world;
  await world.fire();
  const next = await world.again(options.item);
  next.server.requests.length = 0;
  return next;
}

const sets = ({ outlook }: LaunchWorld) => outlook.count('body.setSignatureAsync');

describe('1: one bundle without anything a script-only runtime lacks', () => {
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

describe('2: completed() exactly once, after the last call of Outlook, in time', () => {
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

describe('3: sender and compose type, cached signature, set, refresh, set again only on change', () => {
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

describe('4: silent sign-in by nested app authentication', () => {
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

describe('6: at most 30,000 characters', () => {
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

describe('8: once, and the user’s own afterwards', () => {
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

describe('10: Outlook’s own signatures', () => {
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

describe('11: appointments', () => {
  it('follow a changed organizer (Mac)', async () => {
    const world = await aWindow({ client: 'mac', item: { kind: 'appointment' } });
    await world.fire('onNewAppointmentOrganizer');
    world.outlook.item.from = sales;
    await world.fire('onAppointmentFromChanged');
    expect(world.outlook.item.signature).toBe(salesTeam.signature.html);
  });
});

describe('reports of deliveries', () => {
  it('tell what happened with which Outlook and how fast, and nothing of the mail', async () => {
    const world = await aWindow({ item: { to: [stranger], composeType: 'reply' } });
    await world.fire();
    const [, last] = world.server.reports;
    expect(last).toEqual({
      id: expect.stringMatching(/^[\w-]{1,64}$/),
      at: expect.stringMatching(/^2026-/),
      ...{ occasion: 'opened', from: anna, composeType: 'reply', format: 'html', outcome: 'insertedFromCache' },
      template: { id: 'standard', version: 3 },
      client: { platform: 'classic', version: '16.0' },
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(world.server.reports)).not.toContain('elsewhere');
  });

  it('wait while the server is away, and come all at once afterwards', async () => {
    let world = await aWindow();
    for (const fault of ['down', { status: 500 }, 'hang'] as const) {
      world.server.fault = fault;
      await world.fire();
      world = await world.again();
    }
    world.server.fault = undefined;
    await world.fire();
    expect(world.server.requests.filter(({ path }) => path.endsWith('/deliveries'))).toHaveLength(1);
    expect(world.server.reports.map(({ outcome }) => outcome)).toEqual([
      'inserted',
      ...Array(4).fill('insertedFromCache'),
    ]);
    expect(new Set(world.server.reports.map(({ id }) => id)).size).toBe(5);
  });

  it('tell a failure by a word and a code', async () => {
    const world = await aWindow();
    world.outlook.faults.set('body.setSignatureAsync', { kind: 'fail', error: officeErrors.internal });
    await world.fire();
    const next = await world.again();
    await next.fire();
    expect(next.server.reports.find(({ outcome }) => outcome === 'failed')?.error).toBe('office 5001');
  });

  it('need no store, and no more than fifty wait', async () => {
    const without = await aWindow({ client: 'web', storageThrows: true });
    expect(await without.fire()).toMatchObject({ completed: 1 });
    const world = await aWindow();
    world.server.fault = 'down';
    const reports = Array.from({ length: 80 }, (_, id) => ({ id: `old-${id}` }));
    world.device.set('signet-reports:anna@contoso.example', JSON.stringify({ version: 1, reports }));
    await world.fire();
    expect(JSON.parse(world.device.get('signet-reports:anna@contoso.example') ?? '').reports).toHaveLength(50);
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
