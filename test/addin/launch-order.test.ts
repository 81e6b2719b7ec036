import { beforeAll, describe, expect, it } from '@jest/globals';
import { builtAddin } from '../support/built-addin.ts';
import { replaceWords, typeAbove } from '../support/fake-item.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { type LaunchOptions, type LaunchWorld, launchWorld } from '../support/launch-world.ts';

beforeAll(builtAddin, 180_000);

const anna = 'anna@contoso.example';
const first = anAnswer('<p>Anna Adler<br>Sales</p>');
const second = anAnswer('<p>Anna Adler<br>Marketing</p>');

async function coldWorld(options: LaunchOptions = {}): Promise<LaunchWorld> {
  const world = await launchWorld(options);
  for (const type of ['newMail', 'reply', 'forward']) world.server.answers.set(`${anna}|${type}`, first);
  return world;
}

async function warmWorld(options: LaunchOptions = {}): Promise<LaunchWorld> {
  const world = await coldWorld(options);
  await world.fire();
  const next = await world.again(options.item);
  next.server.requests.length = 0;
  return next;
}

describe.each(['classic', 'web'] as const)('the order of work on %s', (client) => {
  it('fetches and inserts without a cache, with two requests at most', async () => {
    const world = await coldWorld({ client });
    const fired = await world.fire();
    expect(world.outlook.item.signature).toBe(first.signature.html);
    expect(world.server.requests.map(({ path }) => path)).toEqual([
      '/api/v1/me/signature?from=anna%40contoso.example&composeType=newMail',
      '/api/v1/me/signatures',
    ]);
    expect(world.server.requests[0]?.authorization).toBe('Bearer access-token');
    expect(fired).toEqual({ completed: 1, after: expect.any(Number), callsAfter: [] });
  });

  it('inserts from the cache before any request or sign-in, then asks with the ETag, reports, and leaves it at that', async () => {
    const world = await warmWorld({ client });
    const { ended } = world.start('onNewMessageCompose');
    await world.clock.advance(2);
    expect(world.outlook.item.signature).toBe(first.signature.html);
    expect(world.server.requests).toEqual([]);
    expect(world.auth.asked).toEqual([]);
    await world.clock.until(ended);
    expect(world.server.requests.map(({ path }) => path)).toEqual([
      '/api/v1/me/signature?from=anna%40contoso.example&composeType=newMail',
      '/api/v1/me/deliveries',
    ]);
    expect(world.server.requests[0]?.ifNoneMatch).toMatch(/^"/);
    expect(world.outlook.count('body.setSignatureAsync')).toBe(1);
  });

  it('replaces a signature that has changed on the server', async () => {
    const world = await warmWorld({ client });
    world.server.answers.set(`${anna}|newMail`, second);
    await world.fire();
    expect(world.outlook.item.signature).toBe(second.signature.html);
    expect(world.outlook.item.body.match(/Anna Adler/g)).toHaveLength(1);
    const next = await world.again();
    const { ended } = next.start('onNewMessageCompose');
    await next.clock.advance(2);
    expect(next.outlook.item.signature).toBe(second.signature.html);
    await next.clock.until(ended);
  });

  it('lets the user type above while it replaces', async () => {
    const world = await warmWorld({ client });
    world.server.answers.set(`${anna}|newMail`, second);
    const { ended } = world.start('onNewMessageCompose');
    await world.clock.advance(8);
    typeAbove(world.outlook.item, 'Dear Bert');
    await world.clock.until(ended);
    expect(world.outlook.item.body).toContain('Dear Bert');
    expect(world.outlook.item.body).toContain('Marketing');
  });

  it.each([
    ['edited', (world: LaunchWorld) => replaceWords(world.outlook.item, 'Sales', 'Sales and more')],
    ['deleted', (world: LaunchWorld) => replaceWords(world.outlook.item, 'Anna Adler<br>Sales', '')],
    [
      'written on below',
      (world: LaunchWorld) => {
        world.outlook.item.body += '<p>PS: lunch?</p>';
      },
    ],
  ])('leaves a signature alone that the user has %s meanwhile', async (_what, touch) => {
    const world = await warmWorld({ client });
    world.server.answers.set(`${anna}|newMail`, second);
    const { ended } = world.start('onNewMessageCompose');
    await world.clock.advance(8);
    touch(world);
    const { body } = world.outlook.item;
    await world.clock.until(ended);
    expect(world.outlook.item.body).toBe(body);
    expect(world.outlook.count('body.setSignatureAsync')).toBe(1);
  });

  it('sets nothing for somebody who gets no signature, and remembers that', async () => {
    const world = await coldWorld({ client });
    world.server.answers.set(`${anna}|newMail`, null);
    await world.fire();
    expect(world.outlook.item.signature).toBeUndefined();
    expect(world.outlook.item.notifications.size).toBe(0);
    const next = await world.again();
    next.server.fault = 'down';
    await next.fire();
    expect(next.outlook.calls).not.toContain('body.setSignatureAsync');
    expect(next.outlook.item.notifications.size).toBe(0);
  });
});

it('a new device starts from what the mailbox keeps', async () => {
  const world = await coldWorld();
  await world.fire();
  world.device.clear();
  const next = await world.again();
  next.server.fault = 'down';
  await next.fire();
  expect(next.outlook.item.signature).toBe(first.signature.html);
});

it('a signature past its date waits for the server, and is used all the same when there is none', async () => {
  const dated = anAnswer('<p>Anna, at the fair until Friday</p>', { validUntil: '2026-11-21T00:00:00Z' });
  const world = await launchWorld();
  world.server.answers.set(`${anna}|newMail`, dated);
  await world.fire();
  await world.clock.advance(2 * 24 * 60 * 60 * 1000);
  const late = await world.again();
  late.server.answers.set(`${anna}|newMail`, first);
  await late.fire();
  expect(late.outlook.item.signature).toBe(first.signature.html);
  expect(late.outlook.count('body.setSignatureAsync')).toBe(1);

  const other = await launchWorld();
  other.server.answers.set(`${anna}|newMail`, dated);
  await other.fire();
  await other.clock.advance(2 * 24 * 60 * 60 * 1000);
  const offline = await other.again();
  offline.server.fault = 'down';
  await offline.fire();
  expect(offline.outlook.item.signature).toBe(dated.signature.html);
});
