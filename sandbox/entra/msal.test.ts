import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareCertificate } from '../certificate.ts';
import { startTestSandbox, type TestSandbox } from '../testing/ask.ts';
import { runTrusting } from '../testing/run-trusting.ts';

let sandbox: TestSandbox;
let caBundle: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-msal-'));
  caBundle = (await prepareCertificate(folder)).caBundleFile;
  sandbox = await startTestSandbox({ folder });
});
afterAll(() => sandbox.stop());

/** Runs code with the real msal-node (`app`); what it returns comes back. */
function withMsal(code: string): Promise<Record<string, unknown>> {
  return runTrusting(
    sandbox,
    caBundle,
    `import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
    const app = new ConfidentialClientApplication({ auth: {
      clientId: sandbox.clientId, clientSecret: sandbox.clientSecret,
      authority: sandbox.url + '/' + sandbox.tenantId, knownAuthorities: [new URL(sandbox.url).host] } });`,
    code,
  );
}

describe('the real msal-node', () => {
  it('gets an app token that Graph accepts, over https with the certificate trusted by NODE_EXTRA_CA_CERTS', async () => {
    const made = await withMsal(`
      const token = await app.acquireTokenByClientCredential({ scopes: [sandbox.graphUrl + '/.default'] });
      const answer = await fetch(sandbox.graphUrl + '/v1.0/users?$top=3', { headers: { Authorization: 'Bearer ' + token.accessToken } });
      return { status: answer.status, people: (await answer.json()).value.length };`);
    expect(made).toEqual({ status: 200, people: 3 });
  });

  it('sends the browser to the plain-http sign-in page and redeems the code that comes back', async () => {
    const made = await withMsal(`
      const pkce = await new CryptoProvider().generatePkceCodes();
      const asked = { scopes: ['openid', 'profile'], redirectUri: 'http://localhost:3000/auth/callback', state: 's1', nonce: 'n1' };
      const address = await app.getAuthCodeUrl({ ...asked, codeChallenge: pkce.challenge, codeChallengeMethod: 'S256' });
      const page = await (await fetch(address)).text();
      const action = new URL(/action="([^"]+)"/.exec(page)[1], address);
      const request = /name="request" value="([^"]+)"/.exec(page)[1].replaceAll('&amp;', '&');
      const oid = /name="oid" value="([^"]+)"/.exec(page)[1];
      const back = await fetch(action, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ request, oid }) });
      const answer = new URL(back.headers.get('location')).searchParams;
      const result = await app.acquireTokenByCode(
        { code: answer.get('code'), codeVerifier: pkce.verifier, redirectUri: asked.redirectUri, scopes: asked.scopes, state: 's1', nonce: 'n1' },
        { state: answer.get('state'), nonce: 'n1' });
      return { address, oid, claims: result.idTokenClaims, account: result.account.homeAccountId };`);
    expect(made.thrown).toBeUndefined();
    expect(String(made.address).startsWith(`${sandbox.pagesUrl}/`)).toBe(true);
    expect(made.claims).toMatchObject({
      oid: made.oid,
      tid: sandbox.tenantId,
      nonce: 'n1',
      ver: '2.0',
      roles: ['admin'],
    });
    expect(made.account).toBe(`${made.oid}.${sandbox.tenantId}`);
  });

  it('shows Entra’s number for an expired secret', async () => {
    sandbox.expireSecret();
    const made = await withMsal(`
      await app.acquireTokenByClientCredential({ scopes: [sandbox.graphUrl + '/.default'] });
      return {};`);
    sandbox.expireSecret(false);
    expect(made.code).toBe('invalid_client');
    expect(made.thrown).toContain('AADSTS7000222');
  });
});
