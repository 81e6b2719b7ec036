import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { type AccessWorld, type Answer, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { signInAs } from '../support/admin-session.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import { adminRoutes, pathOf } from './attack-ids.ts';

const canary = 'Zaunkoenig';
const api = '/api/v1';

describe('what happened, and what of it stands in the log at its most talkative', () => {
  let world: AccessWorld;
  /** What must not stand there, by what it is. */
  const secrets: Record<string, string> = {};

  beforeAll(async () => {
    world = await openAccessWorld({ people: 8 });
    world.sandbox.world.changeUser(idOf(4), {
      ...{ displayName: `Ada ${canary}`, jobTitle: `${canary} of sales`, mobilePhone: '+49 170 4711471' },
      ...{ department: canary, officeLocation: canary },
    });
    await world.sync();
  });
  afterAll(() => world?.close());

  const lines = () => world.log.map((line) => JSON.parse(line));
  const expectNothingTold = () => {
    const told = [...Object.values(secrets), canary, '4711471'];
    expect(world.log.filter((line) => told.some((one) => line.includes(one)) || /person\d\d@/.test(line))).toEqual([]);
  };
  const remember = (what: string, { Cookie, Authorization }: Credentials) => {
    secrets[what] = (Cookie ?? Authorization ?? '').split(/[= ]/).at(-1)?.slice(-30) ?? '';
    expect(secrets[what]?.length).toBeGreaterThan(20);
    return { ...(Cookie ? { Cookie, Origin: world.url } : {}), ...(Authorization ? { Authorization } : {}) };
  };

  it('signing in, syncing, editing, being refused', async () => {
    await signInAs(world.url, idOf(1));
    const session = remember('a session', await world.session(['admin']));
    const token = remember('an API token', await world.apiToken('admin'));
    const employee = remember('an access token', world.bearer(await world.userToken({ oid: idOf(4) })));
    secrets['the client secret'] = world.sandbox.clientSecret;
    secrets['the secret of this installation'] = world.signet.secrets[0];
    const person = `${api}/people/${encodeURIComponent(`${world.tenantId}:${idOf(4)}`)}`;
    const asked: Answer[] = [
      await world.ask('GET', `${api}/me/signatures`, employee),
      await world.ask('GET', `${api}/me/signature?from=${addressOf(5)}`, employee),
      await world.ask('GET', `${api}/me/signature`, world.bearer(`${employee.Authorization?.slice(7)}x`)),
      await world.ask('GET', `${api}/people?query=${canary}`, session),
      await world.ask('PATCH', person, session, { fields: { jobTitle: `Queen of ${canary}`, website: canary } }),
      await world.ask('GET', `${api}/no/such/${canary}/${addressOf(4)}`, token),
      await world.ask('POST', `${api}/people/import`, { ...token, 'Content-Type': 'text/csv' }, `mail\n${canary}`),
      await world.ask('POST', `${api}/people`, token, { address: addressOf(4), fields: { displayName: canary } }),
      await world.ask('POST', `${api}/people`, token, `{"address": "${canary}`),
      await world.ask('POST', `${api}/roles`, session, { address: `${canary}@nowhere.example`, role: 'editor' }),
    ];
    expect(asked.map(({ status }) => status)).toEqual([200, 403, 401, 200, 200, 404, 422, 409, 400, 404]);
    expect(lines().filter(({ msg }) => msg === 'refused').length).toBeGreaterThanOrEqual(6);
    expectNothingTold();
  });

  it('every route, with words of a person wherever words go', async () => {
    const token = remember('another API token', await world.apiToken('admin'));
    for (const route of adminRoutes.filter(({ method, path }) => !(method === 'delete' && path.includes('tenants')))) {
      const body = JSON.stringify(route.body?.example ?? {}).replace(/:"[^"]*"/g, `:"${canary}"`);
      await world.ask(route.method.toUpperCase(), pathOf(route, canary), token, route.body ? body : undefined);
    }
    expectNothingTold();
  });

  it('a database that refuses documents, and says which', async () => {
    const before = world.log.length;
    const prototype = mongoose.mongo.Collection.prototype;
    const { findOneAndUpdate, updateOne } = prototype;
    const refuse = () => {
      const document = { fields: { displayName: canary }, address: addressOf(4) };
      const error = new mongoose.mongo.MongoServerError({ code: 121, message: `not valid: ${addressOf(4)}` });
      return Promise.reject(Object.assign(error, { errInfo: document, writeErrors: [{ op: document }], document }));
    };
    Object.assign(prototype, { findOneAndUpdate: refuse, updateOne: refuse });
    try {
      const person = `${api}/people/${encodeURIComponent(`${world.tenantId}:${idOf(4)}`)}`;
      const answer = await world.ask('PATCH', person, await world.session(['admin']), { fields: { jobTitle: canary } });
      expect([answer.status, answer.body.error.code]).toEqual([503, 'STORAGE']);
    } finally {
      Object.assign(prototype, { findOneAndUpdate, updateOne });
    }
    expect(lines().slice(before)).toContainEqual(
      expect.objectContaining({ level: 50, code: 'STORAGE', requestId: expect.any(String) }),
    );
    expectNothingTold();
  });

  it('a sync that Graph refuses with the words of somebody', async () => {
    world.sandbox.faults.next({ match: 'users', status: 403, message: `${addressOf(4)} may not` });
    await world.sync();
    expect(lines().map(({ level }) => level)).toContain(50);
    expectNothingTold();
  });
});
