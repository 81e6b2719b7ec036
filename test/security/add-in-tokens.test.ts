import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { type AccessWorld, foreignTenantId, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

const elsewhere = '99999999-0000-4000-8000-000000000009';
const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe("the add-in's access tokens", () => {
  let world: AccessWorld;
  let seconds: number;
  beforeAll(async () => {
    world = await openAccessWorld();
    seconds = world.clock.now().getTime() / 1000;
  });
  afterAll(() => world?.close());

  const ask = (token: string, query = '') => world.ask('GET', `/api/v1/me/signature${query}`, world.bearer(token));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  it('let their owner in, up to a minute early or late', async () => {
    expect((await ask(await world.userToken())).body.person.id).toBe(`${world.tenantId}:${idOf(1)}`);
    expect((await ask(await world.userToken({ exp: seconds - 59 }))).status).toBe(200);
    expect((await ask(await world.userToken({ nbf: seconds + 59 }))).status).toBe(200);
    expect((await ask(await world.userToken({ scp: 'profile access_as_user' }))).status).toBe(200);
  });

  it('say who somebody is by tenant and object id alone, whatever addresses stand in them', async () => {
    const claims = {
      upn: addressOf(2),
      preferred_username: addressOf(2),
      email: addressOf(2),
      unique_name: addressOf(2),
    };
    expect((await ask(await world.userToken(claims))).body.person.id).toBe(`${world.tenantId}:${idOf(1)}`);
  });

  const refused: Record<string, () => string | Promise<string>> = {
    'no signature (alg none)': async () =>
      `${part({ alg: 'none', typ: 'JWT' })}.${part(claimsOf(await world.userToken()))}.`,
    'alg none and a signature': async () => {
      const [, claims, signature] = (await world.userToken()).split('.');
      return `${part({ alg: 'none', typ: 'JWT' })}.${claims}.${signature}`;
    },
    'the public key as a shared secret (HS256)': async () => {
      const pem = createPublicKey(world.signingKey).export({ type: 'spki', format: 'pem' });
      return sign(new TextEncoder().encode(String(pem)), 'HS256');
    },
    'RS512, by the right key': () => sign(createPrivateKey(world.signingKey), 'RS512'),
    'PS256, by the right key': () => sign(createPrivateKey(world.signingKey), 'PS256'),
    'a key of its own': () => sign(otherKeys.privateKey, 'RS256'),
    'a key that it brings along': () =>
      sign(otherKeys.privateKey, 'RS256', { jwk: otherKeys.publicKey.export({ format: 'jwk' }) }),
    'a key at an address of its own': () =>
      sign(otherKeys.privateKey, 'RS256', { jku: 'https://evil.example/keys', kid: 'evil' }),
    'an unknown key id': () => world.userToken({}, { kid: 'nobody-has-this' }),
    'a key id that is a path': () => world.userToken({}, { kid: '../../../../dev/null' }),
    'an end that is over': () => world.userToken({ exp: seconds - 61 }),
    'no end': () => world.userToken({ exp: undefined }),
    'a beginning to come': () => world.userToken({ nbf: seconds + 61 }),
    'no beginning': () => world.userToken({ nbf: undefined }),
    'another audience': () => world.userToken({ aud: elsewhere }),
    'the App ID URI for an audience (version 1)': () => world.userToken({ aud: `api://${world.sandbox.clientId}` }),
    'the audience of Graph': () => world.userToken({ aud: 'https://graph.microsoft.com' }),
    'version 1': () => world.userToken({ ver: '1.0', iss: `https://sts.windows.net/${world.tenantId}/` }),
    'no version': () => world.userToken({ ver: undefined }),
    'another issuer': () => world.userToken({ iss: 'https://evil.example/v2.0' }),
    'the issuer with a slash more': () => world.userToken({ iss: `${world.sandbox.url}/${world.tenantId}/v2.0/` }),
    'a tenant that is not connected': () => world.userToken({ tid: elsewhere }),
    'the issuer of another connected tenant': () =>
      world.userToken({ tid: world.tenantId, iss: `${world.sandbox.url}/${foreignTenantId}/v2.0` }),
    'another tenant than its issuer': () =>
      world.userToken({ tid: foreignTenantId, iss: `${world.sandbox.url}/${world.tenantId}/v2.0` }),
    'a tenant that is a path': () => world.userToken({ tid: '../common' }),
    'no tenant': () => world.userToken({ tid: '' }),
    'no object id': () => world.userToken({ oid: undefined }),
    'an operator for an object id': () => world.userToken({ oid: { $ne: null } }),
    'an application, no person': () => world.userToken({ idtyp: 'app' }),
    'roles instead of a scope': () => world.userToken({ scp: undefined, roles: ['access_as_user'] }),
    'another scope': () => world.userToken({ scp: 'access_as_user_too User.Read' }),
    'another client': () => world.userToken({ azp: elsewhere }),
    'no client': () => world.userToken({ azp: undefined }),
    'changed claims': async () => {
      const [header, , signature] = (await world.userToken()).split('.');
      return `${header}.${part({ ...claimsOf(await world.userToken()), oid: idOf(2) })}.${signature}`;
    },
    'half of its signature': async () => (await world.userToken()).slice(0, -100),
    'the sign-in token of the admin app': async () => (await real(['openid', 'profile'])).id_token,
    'a real token for Graph': async () => (await real(['https://graph.microsoft.com/User.Read'])).access_token,
    "the application's own token": () => world.sandbox.appToken(),
    'no token at all': () => 'nonsense',
    'claims that are no JSON': async () => 'eyJhbGciOiJSUzI1NiJ9.AAAA.AAAA',
    'an API token': async () => (await world.apiToken('admin')).Authorization?.slice(7) ?? '',
  };

  it.each(Object.entries(refused))('are refused with %s', async (_name, make) => {
    const answer = await ask(await make());
    expect([answer.status, answer.body.error.code]).toEqual([401, 'TOKEN_INVALID']);
  });

  it.each([
    ['no header', {}],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
    ['an empty one', { Authorization: 'Bearer ' }],
    ['two at once', { Authorization: 'Bearer a b' }],
  ])('are asked for with %s', async (_name, headers) => {
    const answer = await world.ask('GET', '/api/v1/me/signature', headers);
    expect([answer.status, answer.body.error.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it("of another tenant lead to that tenant's people only, though the object id is the same", async () => {
    expect((await ask(await world.userToken({ tid: foreignTenantId }))).status).toBe(204);
  });

  it('of somebody whom the directory disabled give nothing any more after the next sync', async () => {
    const token = await world.userToken({ oid: idOf(4) });
    expect((await ask(token)).status).toBe(200);
    world.sandbox.world.changeUser(idOf(4), { accountEnabled: false });
    await world.sync();
    expect((await ask(token)).status).toBe(204);
  });

  it('that were good are remembered, and yet refused when they are over', async () => {
    const token = await world.userToken({ exp: world.clock.now().getTime() / 1000 + 60 });
    expect((await ask(token)).status).toBe(200);
    world.clock.advance(119_000);
    expect((await ask(token)).status).toBe(200);
    world.clock.advance(1_000);
    expect(await ask(token)).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_INVALID' } } });
  });

  it('that were good are refused when their tenant is disconnected', async () => {
    const token = await world.userToken({ tid: foreignTenantId });
    expect((await ask(token)).status).toBe(204);
    await world.signet.tenants.disconnect(foreignTenantId, 'delete');
    expect(await ask(token)).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_INVALID' } } });
  });

  it('never come back in an answer or in the log', async () => {
    const token = await world.userToken({ aud: elsewhere });
    const answer = await ask(token);
    expect(answer.text).not.toContain(token.slice(-40));
    expect(world.log.join()).not.toContain(token.slice(-40));
  });

  async function sign(key: Parameters<SignJWT['sign']>[0], alg: string, header: object = {}): Promise<string> {
    const token = await world.userToken();
    return new SignJWT(claimsOf(token))
      .setProtectedHeader({ typ: 'JWT', ...headerOf(token), ...header, alg })
      .sign(key);
  }
  const headerOf = (token: string) => ({
    kid: JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid,
  });
  const real = (scopes: string[]) => world.sandbox.issueUserToken(idOf(1), { scopes });
});
