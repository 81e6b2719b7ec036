import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import type { Delivery } from '../../contract/index.ts';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

const report = (more: Partial<Delivery> = {}): Delivery => ({
  id: 'one',
  at: '2026-11-22T08:00:00.000Z',
  occasion: 'opened',
  composeType: 'newMail',
  format: 'html',
  outcome: 'inserted',
  template: { id: 'standard', version: 3 },
  client: { platform: 'web', version: '20261101.001' },
  milliseconds: 120,
  ...more,
});

describe('who has the signature in Outlook', () => {
  let world: AccessWorld;
  let as: Record<number, Record<string, string>>;
  let auditor: Record<string, string>;

  beforeAll(async () => {
    world = await openAccessWorld({ people: 5 });
    await world.sync();
    as = {};
    for (const person of [1, 2, 3]) as[person] = world.bearer(await world.userToken({ oid: idOf(person) }));
    auditor = await world.apiToken('auditor');
  }, 60_000);
  afterAll(() => world?.close());
  beforeEach(async () => {
    for (const name of ['deliveries', 'coverage', 'outlooks'])
      await mongoose.connection.collection(name).deleteMany({});
  });

  const send = (person: number, reports: Delivery | Delivery[]) =>
    world.ask('POST', '/api/v1/me/deliveries', as[person], reports);
  const list = async (query = '') => (await world.ask('GET', `/api/v1/deliveries${query}`, auditor)).body;
  const one = async (person: number) => (await list(`?query=${addressOf(person)}`)).items[0];

  it('shows everybody, with the last report, the last insertion and every Outlook', async () => {
    await send(1, [
      report(),
      report({
        id: 'two',
        at: '2026-11-22T08:30:00.000Z',
        outcome: 'failed',
        error: 'office 5001',
        client: { platform: 'ios', version: '4.2512' },
      }),
    ]);
    expect(await one(1)).toMatchObject({
      person: { address: addressOf(1) },
      last: { outcome: 'failed', error: 'office 5001', at: '2026-11-22T08:30:00.000Z' },
      insertedAt: '2026-11-22T08:00:00.000Z',
      clients: [
        { platform: 'ios', version: '4.2512' },
        { platform: 'web', version: '20261101.001' },
      ],
    });
    expect((await list()).items).toHaveLength(5);
    expect(await one(2)).toEqual({ person: expect.anything(), clients: [] });
  });

  it('counts a report once, however often it comes', async () => {
    await send(1, [report(), report({ id: 'two' })]);
    await send(1, report());
    const { body } = await world.ask('GET', `/api/v1/deliveries/${world.tenantId}:${idOf(1)}`, auditor);
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).not.toHaveProperty('personId');
  });

  it('takes the newest report for the last one, in whatever order they come, and no clock that runs ahead', async () => {
    await send(1, report({ id: 'late', at: '2026-11-22T08:50:00.000Z', outcome: 'failed' }));
    await send(1, report({ id: 'early', at: '2026-11-20T08:00:00.000Z', client: { platform: 'web', version: 'old' } }));
    expect(await one(1)).toMatchObject({
      last: { outcome: 'failed' },
      insertedAt: '2026-11-20T08:00:00.000Z',
      clients: [{ version: '20261101.001', at: '2026-11-22T08:50:00.000Z' }],
    });
    await send(2, report({ at: '2031-01-01T00:00:00.000Z' }));
    expect((await one(2)).last.at).toBe(world.clock.now().toISOString());
  });

  it('is narrowed by whether, with what and how, and paged without losing anybody', async () => {
    await send(1, report());
    await send(2, report({ outcome: 'failed', client: { platform: 'classic', version: '16.0' } }));
    await send(3, report({ client: { platform: 'classic', version: '16.0' } }));
    const addresses = async (query: string) =>
      (await list(query)).items.map(({ person }: { person: { address: string } }) => person.address).sort();
    expect(await addresses('?seen=no')).toEqual([addressOf(4), addressOf(5)]);
    expect(await addresses('?client=classic')).toEqual([addressOf(2), addressOf(3)]);
    expect(await addresses('?client=classic&outcome=failed')).toEqual([addressOf(2)]);
    for (const query of ['?limit=2', '?limit=1&seen=yes', '?limit=2&seen=no']) {
      const found: string[] = [];
      let cursor = '';
      do {
        const page = await list(`${query}${cursor && `&cursor=${cursor}`}`);
        found.push(...page.items.map((item: { person: { address: string } }) => item.person.address));
        expect(page.items.length).toBeLessThanOrEqual(Number(/limit=(\d)/.exec(query)?.[1]));
        cursor = page.nextCursor ?? '';
      } while (cursor);
      expect(found.sort()).toEqual(await addresses(query.replace(/limit=\d&?/, '')));
    }
  });

  it('tells the newest report first where only reports narrow the list, and leaves out whoever is no longer active', async () => {
    const at = (minute: number) => `2026-11-22T08:${minute}:00.000Z`;
    await send(1, report({ at: at(10), outcome: 'failed' }));
    await send(2, report({ at: at(30), outcome: 'failed' }));
    await send(3, report({ at: at(20), outcome: 'failed' }));
    const found = async (query: string) =>
      (await list(query)).items.map(({ person }: { person: { address: string } }) => person.address);
    expect(await found('?outcome=failed')).toEqual([2, 3, 1].map(addressOf));
    expect(await found('?seen=yes&client=web')).toEqual([2, 3, 1].map(addressOf));
    await mongoose.connection.collection('people').updateOne({ address: addressOf(3) }, { $set: { state: 'paused' } });
    expect(await found('?outcome=failed')).toEqual([2, 1].map(addressOf));
    expect(await found('?outcome=failed&state=paused')).toEqual([addressOf(3)]);
    await mongoose.connection.collection('people').updateOne({ address: addressOf(3) }, { $set: { state: 'active' } });
    expect((await world.ask('GET', '/api/v1/deliveries?outcome=failed&cursor=nonsense', auditor)).status).toBe(400);
  });

  it('sums up by outcome, Outlook and version, each person with each Outlook they use', async () => {
    expect((await world.ask('GET', '/api/v1/deliveries/summary', auditor)).body).toEqual({
      ...{ people: 5, heardOf: 0, outcomes: [], clients: [] },
    });
    await send(1, report());
    await send(2, [report(), report({ id: 'two', client: { platform: 'ios', version: '4.2512' } })]);
    await send(3, report({ outcome: 'failed', client: { platform: 'web', version: '20261108.001' } }));
    expect((await world.ask('GET', '/api/v1/deliveries/summary', auditor)).body).toEqual({
      people: 5,
      heardOf: 3,
      outcomes: [
        { outcome: 'inserted', people: 2 },
        { outcome: 'failed', people: 1 },
      ],
      clients: [
        { platform: 'web', version: '20261101.001', people: 2 },
        { platform: 'ios', version: '4.2512', people: 1 },
        { platform: 'web', version: '20261108.001', people: 1 },
      ],
    });
    expect((await world.ask('GET', '/api/v1/deliveries/summary')).status).toBe(401);
  });

  it('survives an Outlook that names itself strangely', async () => {
    await send(1, report({ client: { platform: '$set.a.b', version: '' } }));
    expect((await one(1)).clients).toEqual([expect.objectContaining({ platform: '$set.a.b', version: '' })]);
  });

  it.each([
    ['a content', { ...report(), html: '<p>' }, 204],
    ['an id with blanks', report({ id: 'a b' }), 400],
    ['no reports', [], 400],
    ['too many', Array.from({ length: 101 }, () => report()), 400],
  ])('with %s in a report', async (_name, body, status) => {
    expect((await world.ask('POST', '/api/v1/me/deliveries', as[1], body)).status).toBe(status);
    const kept = await mongoose.connection.collection('deliveries').findOne({});
    expect(kept ?? {}).not.toHaveProperty('html');
  });

  it('forgets reports after 90 days, and a person with everything about them', async () => {
    const indexes = await mongoose.connection.collection('deliveries').indexes();
    expect(indexes.find(({ key }) => Object.keys(key).join() === 'at')?.expireAfterSeconds).toBe(90 * 24 * 3600);
    await send(3, report());
    const id = `${world.tenantId}:${idOf(3)}`;
    await world.ask('POST', `/api/v1/people/${id}/erase`, await world.apiToken('admin'));
    for (const name of ['deliveries', 'coverage', 'outlooks'])
      expect(await mongoose.connection.collection(name).countDocuments({})).toBe(0);
  });
});
