import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureAnswerSchema, signaturesAnswerSchema } from '../../contract/index.ts';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;

describe('what the add-in asks for', () => {
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let address: string;
  let objectId: string;
  let token: string;

  beforeAll(async () => {
    tenant = await startTenant();
    const { microsoft } = tenant;
    signet = await startSignet(tenant.settings);
    await signet.command('tenant', 'connect', microsoft.tenantId);
    await signet.command('sync', 'run');
    address = microsoft.signIn.find((sample) => sample.role === 'employee')?.address ?? '';
    objectId = microsoft.world.findUser(address)?.user.id ?? '';
    token = await tokenFor({});
  }, minute);

  afterAll(async () => {
    await signet?.stop();
    await tenant?.stop();
  }, minute);

  const ownScope = () => `api://${tenant.microsoft.clientId}/access_as_user`;
  const tokenFor = async (change: { scopes?: string[]; clientId?: string; oid?: string }) =>
    (
      await tenant.microsoft.issueUserToken(change.oid ?? objectId, {
        scopes: change.scopes ?? [ownScope()],
        clientId: change.clientId,
      })
    ).access_token;
  const ask = (path: string, headers: Record<string, string> = {}, bearer = token) =>
    fetch(`${signet.ready.url}/api/v1/me/${path}`, { headers: { Authorization: `Bearer ${bearer}`, ...headers } });

  it('answers both variants, a marker and where they come from; one variant where one is asked for', async () => {
    const answer = await ask('signature');
    expect(answer.status).toBe(200);
    const body = signatureAnswerSchema.parse(await answer.json());
    expect(body.signature.html).toContain(body.signature.marker);
    expect(body.signature.text).toContain(address);
    expect(body.template).toEqual({ id: expect.any(String), version: 1 });
    const text = signatureAnswerSchema.parse(await (await ask('signature?composeType=reply&format=text')).json());
    expect(text.signature.html).toBeUndefined();
    expect(text.template.id).not.toBe(body.template.id);
  });

  it('answers 304 to who has it already, and 200 again to who has something else', async () => {
    const tag = (await ask('signature')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^".+"$/);
    expect((await ask('signature', { 'If-None-Match': tag })).status).toBe(304);
    expect((await ask('signature', { 'If-None-Match': `"other", W/${tag}` })).status).toBe(304);
    expect((await ask('signature?composeType=reply', { 'If-None-Match': tag })).status).toBe(200);
  });

  it("refuses a sender address that isn't theirs, in the same words whether it exists or not", async () => {
    const other = tenant.microsoft.signIn.find((sample) => sample.role === 'admin')?.address ?? '';
    const answers = await Promise.all(
      [other, 'nobody@nowhere.example'].map((from) => ask(`signature?from=${encodeURIComponent(from)}`)),
    );
    const bodies = await Promise.all(
      answers.map(async (answer) => ({
        status: answer.status,
        error: { ...(await answer.json()).error, requestId: '' },
      })),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ status: 403, error: { code: 'SENDER_NOT_ALLOWED' } });
    expect((await ask(`signature?from=${encodeURIComponent(address.toUpperCase())}`)).status).toBe(200);
  });

  it('gives all addresses × compose types in one answer, for the cache', async () => {
    const answer = await ask('signatures');
    const { signatures } = signaturesAnswerSchema.parse(await answer.json());
    expect(signatures.length).toBeGreaterThanOrEqual(3);
    expect(new Set(signatures.map(({ composeType }) => composeType))).toEqual(new Set(['newMail', 'reply', 'forward']));
    expect((await ask('signatures', { 'If-None-Match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('has nothing for somebody whom Signet does not manage', async () => {
    const guest = [...tenant.microsoft.world.presentUsers()].find(({ user }) => user.userType === 'Guest');
    expect((await ask('signature', {}, await tokenFor({ oid: guest?.user.id }))).status).toBe(204);
  });

  it('takes reports of deliveries, and refuses what is none', async () => {
    const report = (body: unknown) =>
      fetch(`${signet.ready.url}/api/v1/me/deliveries`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await report({ composeType: 'newMail', format: 'html', outcome: 'inserted' })).status).toBe(204);
    expect((await report({ composeType: 'fax' })).status).toBe(400);
  });

  it.each<[string, () => Promise<string>]>([
    ['no token', async () => ''],
    ['something that is no token', async () => 'nonsense'],
    ['a token changed on the way', async () => `${token.slice(0, -8)}AAAAAAAA`],
    [
      'a token without a signature',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${token.split('.')[1]}.`,
    ],
    [
      "a token for Graph instead of Signet's API",
      () => tokenFor({ scopes: ['https://graph.microsoft.com/User.Read'] }),
    ],
    ["an application's own token", () => appToken(tenant)],
  ])('refuses %s with 401', async (_name, bearer) => {
    const answer = await ask('signature', {}, await bearer());
    expect(answer.status).toBe(401);
    expect((await answer.json()).error).toMatchObject({
      code: expect.stringMatching(/UNAUTHENTICATED|TOKEN_INVALID/),
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it("Checklist 5: lets classic Outlook in, whose Origin ends with a slash, and no other site's pages", async () => {
    const preflight = (origin: string) =>
      fetch(`${signet.ready.url}/api/v1/me/signature`, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
      });
    expect((await preflight(`${signet.ready.url}/`)).headers.get('access-control-allow-origin')).toBe(
      `${signet.ready.url}/`,
    );
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('serves a manifest with its own addresses, and tells of its health', async () => {
    const manifest = await (await fetch(`${signet.ready.url}/manifest.xml`)).text();
    expect(manifest).toContain(`${signet.ready.url}/addin/`);
    expect(manifest).not.toContain('localhost:3000');
    const health = await fetch(`${signet.ready.url}/health/ready`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'ready', parts: { database: { ready: true } } });
  });

  it('shows nothing of the directory to who is not signed in', async () => {
    for (const path of ['people', 'sync/runs', 'tenants', 'session']) {
      const answer = await fetch(`${signet.ready.url}/api/v1/${path}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

/** A token that the application gets for itself: signed by the same keys, but nobody's. */
async function appToken({ microsoft }: OwnTenant): Promise<string> {
  const { request } = await import('node:https');
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: microsoft.clientId,
    client_secret: microsoft.clientSecret,
    scope: `${microsoft.graphUrl}/.default`,
  }).toString();
  return new Promise((resolve, reject) => {
    const call = request(
      `${microsoft.url}/${microsoft.tenantId}/oauth2/v2.0/token`,
      { method: 'POST', rejectUnauthorized: false, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
      (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve(JSON.parse(text).access_token));
      },
    );
    call.on('error', reject);
    call.end(form);
  });
}
