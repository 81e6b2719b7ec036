import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetSettings } from '../../server/tenants/index.ts';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { idOf } from '../support/small-directory.ts';

describe('what people may do for themselves', () => {
  let world: AccessWorld;
  let me: Record<string, string>;
  let admin: Record<string, string>;

  beforeAll(async () => {
    world = await openAccessWorld();
    await world.sync();
    me = world.bearer(await world.userToken());
    admin = await world.apiToken('admin');
  }, 60_000);
  afterAll(() => world?.close());

  const setting = async (path: string, value: unknown) => {
    const { status } = await world.ask('PATCH', '/api/v1/settings', admin, { path, value });
    forgetSettings();
    return status;
  };
  const change = (fields: Record<string, string | null>) => world.ask('PATCH', '/api/v1/me/profile', me, { fields });

  it('edits nothing unless the tenant allows it', async () => {
    expect((await world.ask('GET', '/api/v1/me/profile', me)).body.fields).toEqual([]);
    const refused = await change({ mobilePhone: '1' });
    expect([refused.status, refused.body.error]).toEqual([
      403,
      expect.objectContaining({ code: 'FORBIDDEN', details: { fields: ['mobilePhone'] } }),
    ]);
  });

  it('edits the fields allowed, which stay over a sync, and gives them back to the directory', async () => {
    expect(await setting('profile.editable', ['mobilePhone', 'jobTitle'])).toBe(200);
    const before = (await world.ask('GET', '/api/v1/me/profile', me)).body.fields;
    expect(before.map(({ name }: { name: string }) => name)).toEqual(['mobilePhone', 'jobTitle']);
    const changed = await change({ mobilePhone: ' +49 170 1\u0000 ' });
    expect(changed.body.fields[0]).toEqual({ name: 'mobilePhone', value: '+49 170 1', byHand: true });
    await world.sync();
    const { fields } = (await world.ask('GET', '/api/v1/me/profile', me)).body;
    expect(fields[0].value).toBe('+49 170 1');
    expect((await change({ mobilePhone: null })).body.fields[0]).toEqual(before[0]);
  });

  it('refuses a change as a whole where one field is not theirs', async () => {
    expect((await change({ jobTitle: 'Queen', displayName: 'Her Majesty' })).status).toBe(403);
    const { fields } = (await world.ask('GET', '/api/v1/me/profile', me)).body;
    expect(fields.find(({ name }: { name: string }) => name === 'jobTitle').value).not.toBe('Queen');
  });

  it('leaves a trace of who changed what', async () => {
    world.clock.advance(1000);
    await change({ jobTitle: 'Gardener' });
    const { body } = await world.ask('GET', `/api/v1/audit?target=${world.tenantId}:${idOf(1)}`, admin);
    expect(body.items[0]).toMatchObject({ what: 'person.edit', by: { kind: 'user' }, after: { jobTitle: 'Gardener' } });
  });

  it('never lets anybody edit who they are', async () => {
    expect(await setting('profile.editable', ['mail'])).toBe(400);
  });

  it("tells the add-in of the tenant's settings, and the manifest follows", async () => {
    const addin = async () => (await world.ask('GET', '/api/v1/me/signatures', me)).body.addin;
    const manifest = async () => (await world.ask('GET', '/manifest.xml')).text;
    expect(await addin()).toEqual({ sendCheck: 'off', nativeSignatures: 'keep' });
    expect(await manifest()).not.toContain('OnMessageSend');
    await setting('addin.sendCheck', 'forgotten');
    await setting('addin.nativeSignatures', 'turnOff');
    expect(await addin()).toEqual({ sendCheck: 'forgotten', nativeSignatures: 'turnOff' });
    expect(await manifest()).toContain('OnMessageSend');
    expect(await setting('addin.sendCheck', 'sometimes')).toBe(400);
  });
});
