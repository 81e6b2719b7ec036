import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { createIndexes } from '../../server/platform/mongo.ts';
import { forgetSettings } from '../../server/tenants/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';

const collection = (name: string) => mongoose.connection.collection(name);

describe('what the first version wrote', () => {
  let world: AccessWorld;
  let admin: Credentials;
  let employee: Credentials;
  const signature = async () => (await world.ask('GET', '/api/v1/me/signature?format=text', employee)).body?.signature;
  let before: { text: string };

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.session(['admin']);
    employee = world.bearer(await world.userToken());
    before = await signature();
    await collection('templates').updateMany(
      {},
      { $unset: { versions: '', revision: '', changedAt: '', changedBy: '' } },
    );
    await collection('templateVersions').updateMany(
      {},
      {
        $unset: { publishedBy: '', 'meta.fields': '', 'meta.images': '', 'meta.imageMode': '', 'meta.description': '' },
      },
    );
    const list = await collection('assignments').findOne({ tenantId: world.tenantId });
    await collection('assignments').deleteMany({});
    await collection('assignments').insertMany(
      list?.items.map(({ id, templateId, who, when }: Record<string, unknown>, order: number) => ({
        ...{ _id: `${world.tenantId}:${id}`, tenantId: world.tenantId, id, order, templateId, who, when },
      })),
    );
    await collection('tenants').updateOne(
      { _id: world.tenantId as never },
      {
        $unset: { 'settings.profile': '', 'settings.addin': '' },
        $set: { 'settings.sync.dropped': 1, 'settings.old': {} },
      },
    );
    await createIndexes();
    world.signet.signatures.forget(world.tenantId);
    forgetSettings();
  });
  afterAll(() => world?.close());

  it.each([
    '/templates',
    '/templates/classic',
    '/templates/classic/versions',
    '/templates/classic/content?version=1',
    '/templates/classic/lint',
    '/assignments',
    '/assignments/new-mail',
    '/campaigns',
    '/images',
    '/settings',
    '/mappings',
    '/audit',
    '/people',
    '/tenants',
  ])('is read: GET %s', async (path) => {
    const answer = await world.ask('GET', `/api/v1${path}`, admin);
    expect([answer.status, answer.text]).toEqual([200, expect.not.stringContaining('undefined')]);
  });

  it('still gives everybody their signature', async () => {
    expect(before.text.length).toBeGreaterThan(10);
    expect((await signature()).text).toBe(before.text);
  });

  it('can be worked on: a draft is saved and published, the order of assignments and a setting changed', async () => {
    const ask = async (method: string, path: string, body: unknown) =>
      (await world.ask(method, `/api/v1${path}`, admin, body)).status;
    expect(await ask('PUT', '/templates/classic/draft', { html: '<p>{{name}} of old</p>', text: null })).toBe(200);
    expect(await ask('POST', '/templates/classic/publish', {})).toBe(200);
    expect((await signature()).text).toContain('of old');
    expect(await ask('POST', '/templates/classic/rollback', { version: 1 })).toBe(200);
    expect((await signature()).text).toBe(before.text);
    expect(await ask('PUT', '/assignments/order', { ids: ['new-mail', 'replies'] })).toBe(200);
    expect(await ask('PATCH', '/settings', { path: 'sync.auto.time', value: '04:00' })).toBe(200);
  });

  it('is brought up to date once: a second start changes nothing', async () => {
    const all = async () =>
      JSON.stringify([
        await collection('templates').find().toArray(),
        await collection('assignments').find().toArray(),
      ]);
    const now = await all();
    await createIndexes();
    expect(await all()).toBe(now);
  });
});
