import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { answerErrors, nameRequests } from '../../server/platform/http.ts';
import {
  canBeReached,
  createNotificationRoutes,
  createNotifications,
  createScheduler,
  type Notifications,
} from '../../server/sync/index.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

const [second, day] = [1000, 24 * 3_600_000];
const publicUrl = 'https://signet.example';
let world: SyncWorld;
let notifications: Notifications;
let server: Server;
let web = '';
/** What Graph was answered. */
let answers: number[];
inSyncWorld(async (opened) => {
  world = opened;
  notifications = createNotifications({ ...world, publicUrl, log: { info: () => undefined, warn: () => undefined } });
  const app = express();
  app.use(nameRequests);
  app.use(createNotificationRoutes(notifications));
  app.use(answerErrors({ error: () => undefined, debug: () => undefined } as never));
  server = createServer(app).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answers = [];
  world.sandbox.subscriptions.deliver = async (url, init) => {
    const answer = await fetch(String(url).replace(publicUrl, web), init);
    answers.push(answer.status);
    return answer;
  };
  await world.change('sync.auto', { enabled: true, time: '23:59', deltaMinutes: 1440 });
  await world.change('sync.notifications', true);
  await world.run();
});
afterEach(async () => {
  server.close();
});

const tenant = () => world.tenants.choose(world.tenantId);
const kept = () => [...world.sandbox.subscriptions.kept.values()];
const keep = async () => notifications.keep(await tenant());
const post = (body: unknown, query = '') =>
  fetch(`${web}/hooks/graph${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the subscription', () => {
  it('is made once, after the handshake, for as long as Graph allows, and prolonged every day', async () => {
    await keep();
    await keep();
    expect(answers).toEqual([200]);
    expect(kept()).toMatchObject([{ resource: 'users', notificationUrl: `${publicUrl}/hooks/graph` }]);
    const end = () => Date.parse(kept()[0]?.expirationDateTime ?? '') - world.clock.now().getTime();
    expect(end()).toBeGreaterThan(28.9 * day);
    world.clock.advance(day);
    await keep();
    expect(kept()).toHaveLength(1);
    expect(end()).toBeGreaterThan(28.9 * day);
  });

  it('is made anew where Graph has forgotten it', async () => {
    await keep();
    world.sandbox.subscriptions.kept.clear();
    world.clock.advance(day);
    await keep();
    expect(kept()).toHaveLength(1);
  });

  it('ends when it is switched off, and when the tenant is disconnected', async () => {
    await keep();
    await world.change('sync.notifications', false);
    await keep();
    expect(kept()).toEqual([]);
    await world.change('sync.notifications', true);
    await keep();
    await notifications.end(world.tenantId);
    expect(kept()).toEqual([]);
  });

  it('says why there is none, and tries again after an hour', async () => {
    world.sandbox.subscriptions.deliver = async () => new Response('', { status: 404 });
    await keep();
    expect(await notifications.problemOf(await tenant())).toContain('ValidationError');
    world.asked.length = 0;
    await keep();
    expect(world.asked).toEqual([]);
    world.clock.advance(3_600_000);
    await keep();
    expect(world.asked).not.toEqual([]);
  });

  it.each([
    ['https://signet.example', true],
    ['http://signet.example', false],
    ['https://localhost:3000', false],
    ['https://127.0.0.1', false],
    ['https://[::1]:3000', false],
  ])('is asked for only where Microsoft can reach us: %s %p', async (url, expected) => {
    expect(canBeReached(url)).toBe(expected);
    const here = createNotifications({
      ...world,
      publicUrl: url,
      log: { info: () => undefined, warn: () => undefined },
    });
    if (expected) return;
    await here.keep(await tenant());
    expect(kept()).toEqual([]);
    expect(await here.problemOf(await tenant())).toContain('PUBLIC_URL');
  });

  it('is not asked for while it is off, which is the default', async () => {
    await world.change('sync.notifications', false);
    world.asked.length = 0;
    await keep();
    expect(world.asked).toEqual([]);
  });
});

describe('POST /hooks/graph', () => {
  it('answers the handshake with the token as plain text, harmless to a browser', async () => {
    const answer = await post({}, `?validationToken=${encodeURIComponent('Validation: a+b c <script>')}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('Validation: a+b c &lt;script&gt;');
  });

  it('takes only what brings the right clientState', async () => {
    await keep();
    const { id: subscriptionId, clientState } = kept()[0] ?? {};
    const notice = (state: unknown) => ({ subscriptionId, clientState: state, resource: 'Users/1' });
    expect(await notifications.receive({ value: [notice(clientState) as never] })).toBe(1);
    const other = [notice('guess'), notice(null), { subscriptionId: 'none', clientState }];
    expect(await notifications.receive({ value: other as never })).toBe(0);
    expect((await post({ value: other })).status).toBe(202);
    expect((await post({ something: 'else' })).status).toBe(400);
  });

  it('prolongs the subscription when Graph asks to', async () => {
    await keep();
    const { id: subscriptionId, clientState } = kept()[0] ?? {};
    await post({ value: [{ subscriptionId, clientState, lifecycleEvent: 'reauthorizationRequired' }] });
    world.asked.length = 0;
    await keep();
    expect(world.asked.map(({ url }) => url.pathname.split('/v1.0/')[1])).toEqual([`subscriptions/${subscriptionId}`]);
  });
});

it('makes one delta of a burst of changes, and it brings them all', async () => {
  await keep();
  for (const number of [1, 2, 3, 4]) world.directory.changeUser(idOf(number), { jobTitle: 'Captain' });
  await world.sandbox.subscriptions.settled();
  expect(answers.slice(1)).toEqual([202, 202, 202, 202]);
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const scheduler = createScheduler({ ...world, log, databaseTime: async () => world.clock.now() });
  const tick = async () => {
    await scheduler.tick();
    await world.worker().work(world.tenantId);
  };
  await tick();
  expect(await world.sync.list(world.tenantId, 9)).toHaveLength(1);
  for (let n = 0; n < 4; n += 1) {
    world.clock.advance(10 * second);
    await tick();
  }
  const runs = await world.sync.list(world.tenantId, 9);
  expect(runs.map(({ trigger }) => trigger)).toEqual(['notification', 'manual']);
  expect(runs[0]).toMatchObject({ kind: 'delta', counts: { updated: 4 } });
});
