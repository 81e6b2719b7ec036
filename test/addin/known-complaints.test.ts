import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtAddin } from '../support/built-addin.ts';
import { type ItemState, officeErrors, replaceWords } from '../support/fake-item.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { type LaunchOptions, type LaunchWorld, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

/*
 * What users of signature add-ins have reported against Outlook (github.com/OfficeDev/office-js/issues): a test for every number, under the
 * built bundle. Some are Outlook's own and stay; then the test holds what Signet does so that nobody is hurt. One list, to be looked through by
 * number, and so a long file.
 */

const anna = 'anna@contoso.example';
const words = 'Anna Adler<br>Sales';
const annas = anAnswer(`<p>${words}</p>`, { text: 'Anna Adler\nSales' });
const newer = anAnswer('<p>Anna Adler<br>Marketing</p>', { text: 'Anna Adler\nMarketing' });
const pixel = { contentType: 'image/png', base64: 'iVBORw0KGgo=' };
const images = ['a', 'b', 'c'].map((name) => ({
  ...pixel,
  name: `${name}.png`,
  url: `https://signet.example/i/${name}.png`,
}));
const pictured = anAnswer(`<p>${words}${images.map(({ name }) => `<img src="cid:${name}">`).join('')}</p>`, {
  text: 'Anna Adler\nSales',
  images,
});
const linked = anAnswer(`<p>${words}<img src="https://signet.example/i/a.png"></p>`, { images: images.slice(0, 1) });

async function cold(options: LaunchOptions = {}, answer = annas): Promise<LaunchWorld> {
  const world = await launchWorld(options);
  for (const type of ['newMail', 'reply', 'forward']) world.server.answers.set(`${anna}|${type}`, answer);
  return world;
}

/** Another window on a device that knows everything. */
async function warm(options: LaunchOptions = {}, answer = annas, addin?: LaunchWorld['server']['addin']) {
  const world = await cold({ ...options, item: undefined }, answer);
  world.server.addin = addin;
  await world.fire();
  return world.again(options.item);
}

const signatures = ({ outlook }: LaunchWorld) => outlook.item.body.match(/Anna Adler/g)?.length ?? 0;
const sets = ({ outlook }: LaunchWorld) => outlook.count('body.setSignatureAsync');
const checking = { sendCheck: 'forgotten', nativeSignatures: 'keep' } as const;
/** The same message in another runtime, or in another Outlook. */
const sameItem = ({ outlook }: LaunchWorld): Partial<ItemState> => ({ ...outlook.item });

const complaints: [string, () => Promise<void>][] = [
  [
    '1893, 5483: a second set stacks: the same message is signed once, also where another runtime takes it over',
    async () => {
      const world = await cold();
      await world.fire();
      const taken = await world.again(sameItem(world));
      await taken.fire();
      expect([signatures(taken), sets(taken)]).toEqual([1, 0]);
    },
  ],
  [
    '6402: inline images stack: a second event attaches and sets nothing',
    async () => {
      const world = await cold({ client: 'newWindows' }, pictured);
      await world.fire();
      await world.fire();
      expect([sets(world), world.outlook.item.attachments.length]).toEqual([1, 3]);
    },
  ],
  [
    '6457: a second set eats the line above: the same signature is never set again, even where the server forgot its ETag',
    async () => {
      const world = await warm({ client: 'newWindows' });
      world.server.answers.set(`${anna}|newMail`, { ...annas, template: { ...annas.template, version: 9 } });
      await world.fire();
      expect(sets(world)).toBe(1);
    },
  ],
  [
    '4758: Mac duplicates what is set while sending: a message that is signed is left alone then',
    async () => {
      const world = await warm({ client: 'mac' }, annas, checking);
      await world.fire();
      const sent = await world.again(sameItem(world));
      await sent.fire('onMessageSend');
      expect([signatures(sent), sets(sent)]).toEqual([1, 0]);
    },
  ],
  [
    '4716: pictures set while sending get lost: they are linked then, not attached',
    async () => {
      const world = await warm({ client: 'web' }, pictured, checking);
      const fired = await world.fire('onMessageSend');
      expect(world.outlook.item.attachments).toEqual([]);
      expect(world.outlook.item.signature).toContain('src="https://signet.example/i/a.png"');
      expect(fired).toMatchObject({ completed: 1, told: { allowEvent: true } });
    },
  ],
  [
    '4301, 5543: a message reopened from the Outbox is not signed twice',
    async () => {
      const world = await warm({ item: { id: 'AAMk', body: `<p>Dear Bert</p><div>${annas.signature.html}</div>` } });
      await world.fire();
      expect([signatures(world), sets(world)]).toEqual([1, 0]);
    },
  ],
  [
    '3862, 4457: a message sent again is not signed twice, known by its marker where the words were edited',
    async () => {
      const body = '<div id="x_signet-mark"><p>A. Adler, Sales</p></div>';
      const world = await warm({ item: { id: 'AAMk', body } });
      await world.fire();
      expect(world.outlook.item.body).toBe(body);
    },
  ],
  [
    '4937, 2432: a set after a deletion lands anywhere: nothing is set once the signature is gone',
    async () => {
      const world = await warm();
      world.server.answers.set(`${anna}|newMail`, newer);
      const { ended } = world.start('onNewMessageCompose');
      await world.clock.advance(8);
      replaceWords(world.outlook.item, words, '');
      await world.clock.until(ended);
      expect([signatures(world), sets(world)]).toEqual([0, 1]);
    },
  ],
  [
    '2038: plain text on the web is prepended, not replaced: it is set once',
    async () => {
      const world = await warm({ client: 'web', item: { format: 'text' } });
      world.server.answers.set(`${anna}|newMail`, newer);
      await world.fire();
      expect(sets(world)).toBe(1);
      // The next message has the new one.
      const next = await world.again({ format: 'text' });
      await next.fire();
      expect(next.outlook.item.body).toContain('Marketing');
    },
  ],
  [
    '6652, 6739, 4835: a reply that says it is a new mail is signed; a reopened one is not signed twice',
    async () => {
      const quote = '<div id="appendonsend"></div><div id="divRplyFwdMsg">From: Bert</div>';
      const reply = await warm({ client: 'mac', item: { composeType: 'newMail', body: quote } });
      await reply.fire();
      expect(reply.outlook.item.body.indexOf('Anna Adler')).toBeLessThan(reply.outlook.item.body.indexOf('From: Bert'));
      const draft = await warm({ item: { id: 'AAMk', body: `${annas.signature.html}${quote}` } });
      await draft.fire();
      expect(sets(draft)).toBe(0);
    },
  ],
  [
    '2450, 5763: inline pictures break: a template with linked pictures attaches nothing',
    async () => {
      const world = await cold({ client: 'newWindows' }, linked);
      await world.fire();
      expect(world.outlook.calls).not.toContain('addFileAttachmentFromBase64Async');
      expect(world.outlook.item.signature).toBe(linked.signature.html);
    },
  ],
  [
    '6274, 3561: inline pictures take seconds each: what does not fit into the time is linked',
    async () => {
      const world = await warm({ client: 'classic' }, pictured);
      world.outlook.faults.set('addFileAttachmentFromBase64Async', { kind: 'slow', milliseconds: 2400 });
      const fired = await world.fire();
      expect(world.outlook.item.signature).toContain('cid:a.png');
      expect(world.outlook.item.signature).toContain('src="https://signet.example/i/c.png"');
      expect(fired.after).toBeLessThanOrEqual(8000);
    },
  ],
  [
    '3576, 5908, 6264: the callback of an attachment never comes: one at a time, each with its limit, then linked',
    async () => {
      const world = await warm({ client: 'mac' }, pictured);
      world.outlook.faults.set('addFileAttachmentFromBase64Async', { kind: 'hang' });
      const { fired, ended } = world.start('onNewMessageCompose');
      await world.clock.advance(1000);
      expect(world.outlook.count('addFileAttachmentFromBase64Async')).toBe(1);
      await world.clock.until(ended);
      expect(world.outlook.item.signature).not.toContain('cid:');
      expect(fired.completed).toBe(1);
    },
  ],
  [
    "4860: classic Outlook loses a forwarded message's attachments when pictures are added: they are linked there",
    async () => {
      const world = await cold({ client: 'classic', item: { composeType: 'forward' } }, pictured);
      await world.fire();
      expect(world.outlook.item.attachments).toEqual([]);
      const mac = await cold({ client: 'mac', item: { composeType: 'forward' } }, pictured);
      await mac.fire();
      expect(mac.outlook.item.attachments).toHaveLength(3);
    },
  ],
  ...(
    [
      ['4685, 4079: mobile strips cellspacing', 'ios', (body: string) => body.replace(/ cellspacing="0"/g, '')],
      [
        '2045, 4929: Word rewrites the styles',
        'classic',
        (body: string) => body.replace(/<p/g, '<p class="MsoNormal"'),
      ],
      ['6805: Mac loses the fonts', 'mac', (body: string) => body.replace(/font-family:[^;"]*;?/g, '')],
      ['6236, 5285: new Outlook adds heights', 'newWindows', (body: string) => body.replace(/<td/g, '<td height="20"')],
    ] as const
  ).map(([name, client, rewrite]): [string, () => Promise<void>] => [
    `${name}: markup that Outlook rewrites does not count as the user's, and the newer signature takes its place`,
    async () => {
      const table = (text: string) =>
        anAnswer(`<table cellspacing="0"><tr><td style="font-family:Arial"><p>${text}</p></td></tr></table>`);
      const world = await warm({ client }, table('Anna Adler'));
      world.server.answers.set(`${anna}|newMail`, table('Anna Adler, Marketing'));
      const { ended } = world.start('onNewMessageCompose');
      await world.clock.advance(8);
      const before = world.outlook.item.body;
      world.outlook.item.body = rewrite(before);
      expect(world.outlook.item.body).not.toBe(before);
      await world.clock.until(ended);
      expect(world.outlook.item.body).toContain('Marketing');
      expect(signatures(world)).toBe(1);
    },
  ]),
  [
    '4267: a signature below the quote: messages are signed by setSignatureAsync alone, whose place is Outlook’s',
    async () => {
      const world = await cold({ item: { composeType: 'reply' } });
      await world.fire();
      expect(world.outlook.calls.filter((call) => /body\.(set|prepend|append)/.test(call))).toEqual([
        'body.setSignatureAsync',
      ]);
    },
  ],
  [
    '5038: a policy blocks files and Outlook answers 5001: the user is told once, and may write on',
    async () => {
      const world = await warm();
      world.outlook.faults.set('body.setSignatureAsync', { kind: 'fail', error: officeErrors.internal });
      const fired = await world.fire();
      expect([...world.outlook.item.notifications.keys()]).toEqual(['signet']);
      expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
    },
  ],
  [
    '3861, 6488: a window popped out too fast kills the event: the next one signs, once',
    async () => {
      const world = await warm();
      world.outlook.faults.set('from.getAsync', { kind: 'hang' });
      world.start('onNewMessageCompose');
      await world.clock.advance(5);
      const popped = await world.again(sameItem(world));
      await popped.fire();
      expect([signatures(popped), sets(popped)]).toEqual([1, 1]);
    },
  ],
  [
    '6051: iOS raises the event twice, even at once',
    async () => {
      const world = await warm({ client: 'ios' });
      const both = [world.start('onNewMessageCompose'), world.start('onNewMessageCompose')];
      await world.clock.until(Promise.all(both.map(({ ended }) => ended)));
      expect(signatures(world)).toBe(1);
      expect(both.map(({ fired }) => fired.completed)).toEqual([1, 1]);
    },
  ],
  [
    '2902: Quick Steps raise no event: where sending is checked, the signature is there all the same',
    async () => {
      const world = await warm({}, annas, checking);
      await world.fire('onMessageSend');
      expect(world.outlook.item.signature).toBe(annas.signature.html);
    },
  ],
  [
    '4472: the event of recipients comes for the preview of a draft: nothing is put in by it',
    async () => {
      const world = await cold();
      world.server.internal.set(`${anna}|newMail`, newer);
      await world.fire();
      const preview = await world.again({ to: ['bert@contoso.example'] });
      const fired = await preview.fire('onMessageRecipientsChanged');
      expect(sets(preview)).toBe(0);
      expect(fired.completed).toBe(1);
    },
  ],
  [
    '3104: what the user deleted is not put in again, by no event',
    async () => {
      const world = await warm({}, annas, checking);
      world.server.internal.set(`${anna}|newMail`, newer);
      await world.fire();
      replaceWords(world.outlook.item, words, '');
      world.outlook.item.to = ['bert@contoso.example'];
      for (const handler of ['onNewMessageCompose', 'onMessageRecipientsChanged', 'onMessageSend'] as const)
        await world.fire(handler);
      expect([signatures(world), sets(world)]).toEqual([0, 1]);
    },
  ],
  [
    '3718: inline pictures silence the reminder of a missing attachment: linked ones are no attachments',
    async () => {
      const world = await cold({}, linked);
      await world.fire();
      expect(world.outlook.item.attachments).toEqual([]);
    },
  ],
  [
    '5093: events stop after rapid sends: every event ends once, however many come, and nothing piles up',
    async () => {
      let world = await cold({ client: 'web' });
      for (let message = 0; message < 12; message++) {
        const fired = await world.fire();
        expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
        world = await world.again();
      }
      // The last one of a warm device leaves nothing waiting.
      expect(JSON.parse(world.device.get('partition-7|signet-reports:anna@contoso.example') ?? '').reports).toEqual([]);
      expect(world.server.reports).toHaveLength(12);
    },
  ],
];

describe('Checklist 13: what users reported', () => {
  it.each(complaints)('%s', async (_name, check) => check());
});
