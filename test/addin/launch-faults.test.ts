import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtAddin } from '../support/built-addin.ts';
import { officeErrors } from '../support/fake-item.ts';
import type { Fault } from '../support/fake-outlook.ts';
import { anAnswer, type ServerFault } from '../support/fake-signet-server.ts';
import { type LaunchOptions, type LaunchWorld, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

const anna = 'anna@contoso.example';
const answer = anAnswer('<p>Anna Adler</p>');

async function coldWorld(options: LaunchOptions = {}): Promise<LaunchWorld> {
  const world = await launchWorld(options);
  for (const type of ['newMail', 'reply', 'forward']) world.server.answers.set(`${anna}|${type}`, answer);
  return world;
}

async function warmWorld(options: LaunchOptions = {}): Promise<LaunchWorld> {
  const world = await coldWorld(options);
  await world.fire();
  return world.again(options.item);
}

const serverFaults: [string, ServerFault][] = [
  ['down', 'down'],
  ['silent', 'hang'],
  ['answering 500', { status: 500 }],
  ['answering 401', { status: 401 }],
  ['answering 429', { status: 429 }],
  ['answering half a signature', 'garbage'],
  ["answering with a proxy's page", 'html'],
];

describe.each(serverFaults)('with the server %s', (_name, fault) => {
  it('the last good signature is inserted, without a word', async () => {
    const world = await warmWorld();
    world.server.fault = fault;
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(answer.signature.html);
    expect(world.outlook.item.notifications.size).toBe(0);
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
  });

  it('and nothing cached there is one message, and the event ends in time', async () => {
    const world = await coldWorld();
    world.server.fault = fault;
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBeUndefined();
    expect([...world.outlook.item.notifications.keys()]).toEqual(['signet']);
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
    expect(fired.after).toBeLessThanOrEqual(8000);
  });
});

describe.each(['hang', 'interaction', 'broken'] as const)('with a sign-in that ends as: %s', (mode) => {
  it('the cached signature is inserted', async () => {
    const world = await warmWorld();
    world.auth.mode = mode;
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(answer.signature.html);
    expect(fired.completed).toBe(1);
  });

  it('and nothing cached there is one message, and no window', async () => {
    const world = await coldWorld();
    world.auth.mode = mode;
    const fired = await world.fire();
    expect(world.outlook.item.notifications.get('signet')?.message).toMatch(
      mode === 'interaction' ? /sign in/ : /signature/,
    );
    expect(world.auth.asked).not.toContain('GetTokenPopup');
    expect(world.server.requests).toEqual([]);
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
    expect(fired.after).toBeLessThanOrEqual(8000);
  });
});

it('a missing configuration is told, not thrown', async () => {
  const world = await coldWorld({ configuration: '' });
  const fired = await world.fire();
  expect(world.outlook.item.notifications.get('signet')?.message).toMatch(/not set up/);
  expect(fired.completed).toBe(1);
});

const reads = [
  'from.getAsync',
  'getComposeTypeAsync',
  'sessionData.getAsync',
  'sessionData.setAsync',
  'body.getAsync',
  'roamingSettings.saveAsync',
];
const faults: [string, Fault][] = [
  ['never calls back', { kind: 'hang' }],
  ['fails', { kind: 'fail', error: officeErrors.internal }],
  ['throws at once', { kind: 'throw', message: 'Sys.PermissionDenied' }],
  ['takes 1.2 s', { kind: 'slow', milliseconds: 1200 }],
];

describe.each(reads)('when %s', (method) => {
  it.each(faults)('%s, the signature is inserted all the same', async (_name, fault) => {
    for (const world of [await coldWorld(), await warmWorld()]) {
      world.outlook.faults.set(method, fault);
      const fired = await world.fire();
      expect(world.outlook.item.signature).toBe(answer.signature.html);
      expect(world.outlook.count('body.setSignatureAsync')).toBe(1);
      expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
      expect(fired.after).toBeLessThanOrEqual(8000);
    }
  });
});

describe('when body.setSignatureAsync', () => {
  it.each(faults.slice(0, 3))('%s, the user is told once and the event ends', async (_name, fault) => {
    for (const world of [await coldWorld(), await warmWorld()]) {
      world.outlook.faults.set('body.setSignatureAsync', fault);
      const fired = await world.fire();
      expect(world.outlook.item.notifications.size).toBe(1);
      expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
      expect(fired.after).toBeLessThanOrEqual(8000);
    }
  });
});

it('every call of Outlook hanging at once still ends the event in time', async () => {
  for (const [client, budget] of [
    ['classic', 8000],
    ['ios', 20_000],
  ] as const) {
    const world = await coldWorld({ client });
    for (const method of [...reads, 'body.setSignatureAsync', 'notificationMessages.replaceAsync']) {
      world.outlook.faults.set(method, { kind: 'hang' });
    }
    world.server.fault = 'hang';
    const fired = await world.fire();
    expect(fired).toMatchObject({ completed: 1, callsAfter: [] });
    expect(fired.after).toBeLessThanOrEqual(budget);
  }
});

it('a slow Outlook leaves time to tell that nothing could be fetched', async () => {
  const world = await coldWorld();
  for (const method of ['from.getAsync', 'getComposeTypeAsync']) {
    world.outlook.faults.set(method, { kind: 'hang' });
  }
  world.outlook.faults.set('notificationMessages.replaceAsync', { kind: 'slow', milliseconds: 1400 });
  world.server.fault = 'hang';
  const { fired, ended } = world.start('onNewMessageCompose');
  await world.clock.until(ended);
  expect(world.outlook.item.notifications.size).toBe(1);
  expect(fired.completed).toBe(1);
});

it('an event that runs out of time asks Outlook for nothing more', async () => {
  const world = await coldWorld();
  world.outlook.faults.set('from.getAsync', { kind: 'slow', milliseconds: 1900 });
  world.outlook.faults.set('body.setSignatureAsync', { kind: 'hang' });
  world.server.latency = 3000;
  expect(await world.fire()).toEqual({ completed: 1, after: 8000, callsAfter: [] });
});

it('a silent compose type means a new mail in HTML; if the message is plain text after all, the text is set', async () => {
  const world = await coldWorld({ item: { format: 'text' } });
  world.outlook.faults.set('getComposeTypeAsync', { kind: 'hang' });
  await world.fire();
  expect(world.outlook.item.body).toContain('Anna Adler');
  expect(world.outlook.item.body).not.toContain('<p>');
});

it('no open item (a mailbox hidden from the address list) ends the event at once', async () => {
  const world = await coldWorld();
  const context = (world.outlook.Office as { context: { mailbox: { item: unknown } } }).context;
  context.mailbox.item = null;
  expect(await world.fire()).toMatchObject({ completed: 1, callsAfter: [] });
});

describe('caches', () => {
  it('that throw are lived with', async () => {
    for (const client of ['classic', 'web'] as const) {
      const world = await coldWorld({ client, storageThrows: true });
      await world.fire();
      expect(world.outlook.item.signature).toBe(answer.signature.html);
      const next = await world.again();
      next.server.fault = 'down';
      await next.fire();
      // The mailbox kept its copy.
      expect(next.outlook.item.signature).toBe(answer.signature.html);
    }
  });

  it.each([
    ['not JSON', '{"version":1,"entr'],
    ['of another version', '{"version":0,"entries":{}}'],
    ['null', 'null'],
    ['with nonsense inside', '{"version":1,"entries":{"anna@contoso.example|newMail":{"answer":{"signature":7}}}}'],
  ])('that are %s are dropped', async (_name, text) => {
    const world = await coldWorld();
    world.device.set('signet:anna@contoso.example', text);
    world.outlook.roaming.set('signet:anna@contoso.example', text);
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(answer.signature.html);
    expect(fired.completed).toBe(1);
  });

  it('lie under the partition that Office names, and apart for each user', async () => {
    const world = await coldWorld({ client: 'web' });
    await world.fire();
    expect([...world.device.keys()].sort()).toEqual([
      'partition-7|signet-reports:anna@contoso.example',
      'partition-7|signet:anna@contoso.example',
    ]);
  });
});
