import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

/** What docs/privacy.md says of each collection that tells something of people, in its own words; null: of people it tells nothing. */
const told: Record<string, string | null> = {
  people: 'people: fields of the directory',
  photos: 'photos, of the directory or uploaded',
  senderGrants: 'who may send as a shared mailbox',
  runs: 'runs: counts, names and addresses',
  runPages: 'runs: counts, names and addresses',
  activeRuns: 'runs: counts, names and addresses',
  deliveries: 'deliveries: person, time, client',
  coverage: 'the last one and the last insertion of each person',
  outlooks: 'which Outlooks somebody was seen with',
  sessions: 'sessions: name, address',
  roleGrants: 'roles granted in Signet',
  apiTokens: 'API tokens: name, role, who made it',
  audit: 'audit log: who did what',
  templates: 'templates, assignments, campaigns, settings',
  templateVersions: 'templates, assignments, campaigns, settings',
  assignments: 'templates, assignments, campaigns, settings',
  campaigns: 'templates, assignments, campaigns, settings',
  images: 'templates, assignments, campaigns, settings',
  tenants: 'templates, assignments, campaigns, settings',
  campaignClicks: 'clicks on banners, where a campaign counts them',
  consents: 'a pending consent',
  ...{ imageFiles: null, signatureRevisions: null, groups: null, leases: null, schedules: null, syncStates: null },
  ...{ backlogs: null, subscriptions: null },
};
const canary = 'Zaunkoenig';

describe('what is stored of people', () => {
  let world: AccessWorld;
  let admin: Credentials;
  let id: string;
  const path = () => `/api/v1/people/${encodeURIComponent(id)}`;
  /** Everything in the database that has one of these words, by collection. */
  const mentioning = async (...words: string[]) => {
    const found: Record<string, string[]> = {};
    for (const { collectionName } of Object.values(mongoose.connection.collections))
      for await (const document of mongoose.connection.collection(collectionName).find()) {
        const text = mongoose.mongo.BSON.EJSON.stringify(document);
        if (words.some((word) => text.includes(word))) found[collectionName] = [...(found[collectionName] ?? []), text];
      }
    return found;
  };

  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.session(['admin']);
    id = `${world.tenantId}:${idOf(4)}`;
    world.sandbox.world.changeUser(idOf(4), { displayName: `Ada ${canary}`, jobTitle: canary });
    await world.sync();
    await world.session([], { person: 4 });
    const ask = async (method: string, at: string, body?: unknown, who = admin) => {
      const { status, text } = await world.ask(method, at, who, body);
      expect([at, status < 300 ? 'done' : text]).toEqual([at, 'done']);
    };
    await ask('PATCH', path(), { fields: { department: canary } });
    await ask('POST', '/api/v1/roles', { address: addressOf(4), role: 'editor' });
    await ask('POST', `${path()}/grants`, { address: addressOf(3) });
    const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c00' } })
      .png()
      .toBuffer();
    await ask('PUT', `${path()}/photo`, photo, { ...admin, 'Content-Type': 'image/png' });
    const report = { composeType: 'newMail', format: 'html', outcome: 'inserted', from: addressOf(4) };
    const client = { platform: 'web', version: '1' };
    const employee = world.bearer(await world.userToken({ oid: idOf(4) }));
    await ask('POST', '/api/v1/me/deliveries', { ...report, client }, employee);
    world.sandbox.world.changeUser(idOf(4), { jobTitle: `${canary} of sales` });
    await world.sync();
  });
  afterAll(() => world?.close());

  it('has a line in docs/privacy.md for every collection', () => {
    const text = readFileSync('docs/privacy.md', 'utf8');
    const collections = Object.values(mongoose.models).map((model) => model.collection.collectionName);
    expect(collections.filter((name) => !(name in told))).toEqual([]);
    for (const name of collections) expect([name, text.includes(told[name] ?? '')]).toEqual([name, true]);
  });

  it('comes out as a whole: whatever collection names somebody, their export has it', async () => {
    const exported = (await world.ask('GET', `${path()}/export`, admin)).body;
    const named = Object.keys(await mentioning(canary, addressOf(4), idOf(4)));
    const parts: Record<string, string> = {
      ...{ people: 'person', photos: 'photo', senderGrants: 'senderGrants', deliveries: 'deliveries' },
      ...{ coverage: 'deliveries', outlooks: 'outlooks', sessions: 'sessions', roleGrants: 'roles', audit: 'audit' },
      runPages: 'changesBySync',
    };
    expect(named.length).toBeGreaterThan(7);
    for (const name of named) {
      const part = exported[parts[name] ?? ''];
      expect([name, part && Object.keys(part).length > 0]).toEqual([name, true]);
    }
  });

  it('is gone when they are erased: only that something was done stays in the audit log', async () => {
    expect((await world.ask('POST', `${path()}/erase`, admin)).status).toBe(200);
    const { audit = [], ...others } = await mentioning(canary, addressOf(4), idOf(4));
    expect(others).toEqual({});
    expect(audit.length).toBeGreaterThan(3);
    expect(audit.filter((entry) => entry.includes(canary) || entry.includes(addressOf(4)))).toEqual([]);
  });
});
