import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import { type Answer, startTestSandbox, type TestSandbox } from '../testing/ask.ts';

let sandbox: TestSandbox;
let entra: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  entra = `${sandbox.url}/${sandbox.tenantId}`;
});
afterAll(() => sandbox.stop());

const back = 'http://localhost:3000/auth/callback';
const token = (form: Record<string, string>, headers?: Record<string, string>) =>
  sandbox.ask(`${entra}/oauth2/v2.0/token`, { form, headers });
const asApp = (more: Record<string, string> = {}) => ({
  grant_type: 'client_credentials',
  client_id: sandbox.clientId,
  client_secret: sandbox.clientSecret,
  scope: `${sandbox.graphUrl}/.default`,
  ...more,
});

describe('discovery', () => {
  it('names https endpoints for programs and plain http ones for the browser', async () => {
    const { json } = await sandbox.ask(`${entra}/v2.0/.well-known/openid-configuration`);
    expect(json).toMatchObject({
      issuer: `${entra}/v2.0`,
      token_endpoint: `${entra}/oauth2/v2.0/token`,
      jwks_uri: `${entra}/discovery/v2.0/keys`,
      authorization_endpoint: `${sandbox.pagesUrl}/${sandbox.tenantId}/oauth2/v2.0/authorize`,
    });
  });

  it('has {tenantid} for the issuer where the tenant is open', async () => {
    const { json } = await sandbox.ask(`${sandbox.url}/common/v2.0/.well-known/openid-configuration`);
    expect(json.issuer).toBe(`${sandbox.url}/{tenantid}/v2.0`);
    const keys = await sandbox.ask(json.jwks_uri);
    expect(keys.json.keys[0]).toMatchObject({ kty: 'RSA', use: 'sig', issuer: `${sandbox.url}/{tenantid}/v2.0` });
  });

  it('doesn’t know other tenants', async () => {
    const { status, json } = await sandbox.ask(
      `${sandbox.url}/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration`,
    );
    expect([status, json.error, json.error_codes]).toEqual([400, 'invalid_request', [90002]]);
  });
});

describe('app tokens', () => {
  it('are signed by a published key and say what was granted', async () => {
    const { json } = await token(asApp());
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    const keys = await sandbox.ask(`${entra}/discovery/v2.0/keys`);
    const { payload, protectedHeader } = await jwtVerify(
      json.access_token,
      createLocalJWKSet(keys.json as JSONWebKeySet),
    );
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: keys.json.keys[0].kid });
    expect(payload).toMatchObject({
      aud: sandbox.graphUrl,
      iss: `${entra}/v2.0`,
      tid: sandbox.tenantId,
      azp: sandbox.clientId,
      ver: '2.0',
      idtyp: 'app',
      roles: ['User.Read.All', 'GroupMember.Read.All'],
    });
  });

  it('come without roles when consent is missing', async () => {
    sandbox.world.revokeConsent();
    const { json } = await token(asApp());
    sandbox.world.grantConsent();
    expect(decodeJwt(json.access_token)).not.toHaveProperty('roles');
  });

  it.each([
    [{ client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    [{ client_id: '22222222-2222-4222-8222-222222222222' }, 400, 'unauthorized_client', 700016],
    [{ scope: 'https://other.example/.default' }, 400, 'invalid_resource', 500011],
    [{ scope: 'User.Read' }, 400, 'invalid_scope', 1002012],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    [
      { client_assertion: 'x.y.z', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
      400,
      'invalid_request',
      50027,
    ],
  ])('are refused for %j with %i %s AADSTS%i', async (change, status, error, number) => {
    const answer = await token(asApp(change as Record<string, string>));
    expect([answer.status, answer.json.error, answer.json.error_codes]).toEqual([status, error, [number]]);
    expect(answer.json.error_description).toMatch(
      new RegExp(`^AADSTS${number}: .+ Trace ID: .+ Correlation ID: .+ Timestamp: .+Z$`),
    );
    expect(Object.keys(answer.json)).toEqual([
      ...['error', 'error_description', 'error_codes', 'timestamp', 'trace_id', 'correlation_id', 'error_uri'],
    ]);
  });

  it('are given for an assertion signed with the app’s certificate, or by a trusted issuer', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const assert = (issuer: string, subject: string, audience: string) =>
      new SignJWT({ jti: '1' })
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    const ask = (assertion: string) => {
      const { client_secret: _, ...form } = asApp();
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      return token({ ...form, client_assertion: assertion, client_assertion_type: type });
    };
    const own = await assert(sandbox.clientId, sandbox.clientId, `${entra}/oauth2/v2.0/token`);
    expect((await ask(own)).json.error_codes).toEqual([700027]);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    sandbox.trustAssertionsOf({ issuer: sandbox.clientId, subject: sandbox.clientId, publicKey: pem });
    expect((await ask(own)).json.token_type).toBe('Bearer');
    const wrongAudience = await assert(sandbox.clientId, sandbox.clientId, 'https://elsewhere.example');
    expect((await ask(wrongAudience)).json.error_codes).toEqual([700023]);
    const foreign = await assert('https://cluster.example', 'system:signet', 'api://AzureADTokenExchange');
    expect((await ask(foreign)).json.error_codes).toEqual([70021]);
    sandbox.trustAssertionsOf({ issuer: 'https://cluster.example', subject: 'system:signet', publicKey: pem });
    expect((await ask(foreign)).json.token_type).toBe('Bearer');
  });
});

const verifier = 'a'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const wishes = (more: Record<string, string> = {}): Record<string, string> => ({
  client_id: sandbox.clientId,
  response_type: 'code',
  redirect_uri: back,
  scope: 'openid profile offline_access',
  state: 's',
  nonce: 'n',
  code_challenge: challenge,
  code_challenge_method: 'S256',
  ...more,
});
const authorize = (more: Record<string, string> = {}, headers?: Record<string, string>) =>
  sandbox.ask(`${sandbox.pagesUrl}/${sandbox.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(wishes(more))}`, {
    headers,
  });
const choose = (oid: string, more: Record<string, string> = {}) =>
  sandbox.ask(`${sandbox.pagesUrl}/${sandbox.tenantId}/login`, {
    form: { request: new URLSearchParams(wishes(more)).toString(), oid },
  });
const oidOf = (index: number) => sandbox.world.findUser(sandbox.signIn[index]?.address ?? '')?.user.id ?? '';
const answerIn = (answer: Answer) => new URL(String(answer.headers.location)).searchParams;

describe('signing in', () => {
  it('shows the sample people, escaped, under the banner', async () => {
    const { text, headers } = await authorize();
    expect(text).toContain('Sandbox: a pretend Microsoft 365 – no real tenant');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script>alert(1)');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('gives a code that is good once, and tokens with roles, nonce and person', async () => {
    const code = answerIn(await choose(oidOf(0))).get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      code,
      redirect_uri: back,
    };
    expect((await token({ ...form, code_verifier: 'b'.repeat(64) })).json.error_codes).toEqual([50148]);
    expect((await token({ ...form, code_verifier: verifier, redirect_uri: `${back}/x` })).json.error_codes).toEqual([
      500112,
    ]);
    const { json } = await token({ ...form, code_verifier: verifier });
    expect(decodeJwt(json.id_token)).toMatchObject({
      aud: sandbox.clientId,
      oid: oidOf(0),
      preferred_username: sandbox.signIn[0]?.address,
      nonce: 'n',
      roles: ['admin'],
    });
    expect((await token({ ...form, code_verifier: verifier })).json.error_codes).toEqual([54005]);
    const refreshed = await token({ ...form, grant_type: 'refresh_token', refresh_token: json.refresh_token });
    expect(decodeJwt(refreshed.json.id_token).oid).toBe(oidOf(0));
  });

  it('without a secret works for a page in a browser, with PKCE, and not for a server', async () => {
    const code = answerIn(await choose(oidOf(2))).get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: sandbox.clientId,
      code,
      redirect_uri: back,
      code_verifier: verifier,
    };
    expect((await token(form)).json.error_codes).toEqual([7000218]);
    const answer = await token(form, { Origin: 'http://localhost:3000' });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(decodeJwt(answer.json.id_token)).not.toHaveProperty('roles');
  });

  it('remembers who signed in, unless asked not to', async () => {
    const [cookie = ''] = (await choose(oidOf(1))).headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect(answerIn(await authorize({}, headers)).get('code')).toBeTruthy();
    expect((await authorize({ prompt: 'select_account' }, headers)).status).toBe(200);
    expect((await authorize({ login_hint: sandbox.signIn[0]?.address ?? '' }, headers)).status).toBe(200);
    const silent = answerIn(await authorize({ prompt: 'none' }));
    expect([silent.get('error'), silent.get('state')]).toEqual(['login_required', 's']);
  });

  it('answers in the fragment or by a form as asked', async () => {
    const fragment = await choose(oidOf(0), { response_mode: 'fragment' });
    expect(new URL(String(fragment.headers.location)).hash).toMatch(/^#code=/);
    const form = await choose(oidOf(0), { response_mode: 'form_post' });
    expect(form.text).toContain(`<form method="post" action="${back}">`);
    expect(form.text).toMatch(/name="code" value="1\./);
  });

  it('never sends anything to an address that isn’t the app’s', async () => {
    const answer = await authorize({ redirect_uri: 'https://evil.example/callback' });
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.text).toContain('AADSTS50011');
  });

  it('sends refusals back: cancelled, disabled, unknown response type', async () => {
    expect(answerIn(await choose('')).get('error')).toBe('access_denied');
    const disabled = [...sandbox.world.presentUsers()].find(({ user }) => user.accountEnabled === false)?.user.id ?? '';
    expect(answerIn(await choose(disabled)).get('error_description')).toContain('AADSTS50057');
    expect(answerIn(await authorize({ response_type: 'id_token' })).get('error')).toBe('unsupported_response_type');
  });

  it('signs out and goes back', async () => {
    const url = `${sandbox.pagesUrl}/${sandbox.tenantId}/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent('http://localhost:3000/')}`;
    const { headers } = await sandbox.ask(url);
    expect(headers.location).toBe('http://localhost:3000/');
    expect(headers['set-cookie']?.[0]).toContain('Max-Age=0');
  });
});

describe('tokens for the app’s own API', () => {
  it('have the client id as audience and the scope in scp', async () => {
    const scope = `api://${sandbox.clientId}/access_as_user`;
    const issued = await sandbox.issueUserToken(oidOf(2), { scopes: [scope], clientId: sandbox.clientId });
    const claims = decodeJwt(issued.access_token);
    expect(claims).toMatchObject({
      aud: sandbox.clientId,
      azp: sandbox.clientId,
      scp: 'access_as_user',
      oid: oidOf(2),
      ver: '2.0',
    });
    expect(claims).not.toHaveProperty('idtyp');
    expect(issued.scope).toBe(scope);
    expect(issued.account).toMatchObject({
      homeAccountId: `${oidOf(2)}.${sandbox.tenantId}`,
      localAccountId: oidOf(2),
    });
  });

  it('aren’t issued for other scopes or apps', async () => {
    await expect(
      sandbox.issueUserToken(oidOf(2), { scopes: [`api://${sandbox.clientId}/everything`] }),
    ).rejects.toThrow('not valid');
    await expect(sandbox.issueUserToken(oidOf(2), { scopes: ['openid'], clientId: 'other' })).rejects.toThrow(
      'not found',
    );
  });
});

describe('admin consent', () => {
  const ask = (version: string, answer: string) =>
    sandbox.ask(`${sandbox.pagesUrl}/${sandbox.tenantId}/adminconsent/answer`, {
      form: {
        version,
        answer,
        request: new URLSearchParams({
          client_id: sandbox.clientId,
          redirect_uri: back,
          state: '12345',
          scope: 'https://graph.microsoft.com/.default',
        }).toString(),
      },
    });

  it('says what is asked for and grants it', async () => {
    sandbox.world.revokeConsent();
    const query = new URLSearchParams({ client_id: sandbox.clientId, redirect_uri: back, state: '12345' });
    const { text } = await sandbox.ask(`${sandbox.pagesUrl}/${sandbox.tenantId}/adminconsent?${query}`);
    expect(text).toContain('GroupMember.Read.All');
    expect(sandbox.world.grantedRoles.size).toBe(0);
    const accepted = answerIn(await ask('1', 'accept'));
    expect(Object.fromEntries(accepted)).toEqual({ admin_consent: 'True', tenant: sandbox.tenantId, state: '12345' });
    expect([...sandbox.world.grantedRoles]).toEqual(['User.Read.All', 'GroupMember.Read.All']);
    expect(answerIn(await ask('2', 'accept')).get('scope')).toBe('https://graph.microsoft.com/.default');
  });

  it('when refused still says admin_consent=True, with the error beside it', async () => {
    const refused = answerIn(await ask('2', 'refuse'));
    expect(Object.fromEntries(refused)).toMatchObject({
      admin_consent: 'True',
      error: 'consent_required',
      state: '12345',
    });
    expect(refused.get('error_description')).toMatch(/^AADSTS65004: .*\r\nTrace ID: /);
    expect(refused.has('tenant')).toBe(false);
  });
});
