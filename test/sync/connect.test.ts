import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { createSealer } from '../../server/access/index.ts';
import type { Signet } from '../../server/compose.ts';
import { createConnectRoutes, setupCode } from '../../server/connect-routes.ts';
import { answerErrors, nameRequests } from '../../server/platform/http.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
const servers: Server[] = [];
inSyncWorld(async (opened) => {
  world = opened;
  world.directory.revokeConsent();
  await world.tenants.disconnect(world.tenantId, 'delete');
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A web process: the set-up pages on the shared database. Cookies are handed on as a browser would. */
async function startWeb({ isAdmin = false } = {}) {
  const { clock, tenants, sync, sandbox, tenantId } = world;
  const entra = {
    clientId: sandbox.clientId,
    credential: { kind: 'secret' as const, secret: sandbox.clientSecret },
    authorityHost: sandbox.url,
    graphUrl: sandbox.graphUrl,
    allowedTenants: [tenantId],
  };
  const signet = {
    config: { publicUrl: 'http://localhost:3000' },
    entra,
    tenants,
    sync,
    clock,
    secrets: ['installation'],
  };
  const sealer = createSealer(['key'], () => clock.now());
  const app = express();
  app.use(nameRequests);
  app.use(createConnectRoutes(signet as unknown as Signet, { sealer, isAdmin: async () => isAdmin }));
  app.use(answerErrors({ error: () => undefined, debug: () => undefined } as never));
  const server = createServer(app).listen(0);
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A browser: it keeps cookies and does not follow redirects by itself. */
function browse() {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async get(url: string, accept = 'text/html') {
      const headers = { Accept: accept, Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
      const answer = await fetch(url, { redirect: 'manual', headers });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? [];
        if (value) cookies.set(name, value);
        else cookies.delete(name);
      }
      return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() };
    },
  };
}

const setUp = '/auth/sign-in?returnTo=%2Fadmin%2F%23%2Fset-up';
const founder = '__Host-signet-founder';
const start = (web: string, more = '') => `${web}/connect?code=${setupCode(['installation'])}${more}`;
/** What Entra sends back for a link to its consent page. */
const answerTo = (web: string, link: string, more = '') =>
  `${web}/connect/callback?admin_consent=True&tenant=anybody&state=${encodeURIComponent(new URL(link).searchParams.get('state') ?? '')}${more}`;

describe('promise 8: a Microsoft 365 admin is needed only to connect', () => {
  it('lets nobody begin without the set-up link', async () => {
    const { status } = await browse().get(`${await startWeb()}/connect?code=guess`, 'application/json');
    expect(status).toBe(403);
  });

  it('connects in one browser: consent, permissions, and who did it may become the first admin; the first sync waits for the set-up', async () => {
    const web = await startWeb();
    const browser = browse();
    const { location: link } = await browser.get(start(web));
    world.directory.grantConsent();
    const back = await browser.get(answerTo(web, link));
    const status = await browser.get(web + back.location);
    expect(status).toMatchObject({ status: 302, location: setUp });
    expect(browser.cookies.has(founder)).toBe(true);
    expect(await world.tenants.isConnected(world.tenantId)).toBe(true);
    expect(await world.sync.active(world.tenantId)).toBeNull();
    expect((await world.tenants.choose(world.tenantId)).setup).toMatchObject({ step: 'connect' });
  });

  it('starts a sync when a tenant that was set up before is connected again', async () => {
    world.directory.grantConsent();
    await world.tenants.connect(world.tenantId);
    await world.tenants.noteSetup(world.tenantId, 'rules');
    await world.tenants.connect(world.tenantId);
    expect((await world.tenants.choose(world.tenantId)).setup?.step).toBe('rules');
    await world.tenants.noteSetup(world.tenantId, 'done');
    await world.tenants.noteSetup(world.tenantId, 'settings');
    expect((await world.tenants.choose(world.tenantId)).setup).toBeUndefined();
    const web = await startWeb();
    const browser = browse();
    const { location: link } = await browser.get(start(web));
    const back = await browser.get(answerTo(web, link));
    await browser.get(web + back.location);
    expect(await world.sync.active(world.tenantId)).toMatchObject({ kind: 'full', trigger: 'manual' });
  });

  it('tells the browser that began what became of it, also when it comes back later, and no other browser', async () => {
    const web = await startWeb();
    const [mine, theirs] = [browse(), browse()];
    const statusOf = async (browser: ReturnType<typeof browse>) =>
      JSON.parse((await browser.get(`${web}/connect/status`, 'application/json')).text);
    expect(await statusOf(mine)).toEqual({ state: 'none' });
    await mine.get(start(web, '&link=1'));
    expect(await statusOf(mine)).toMatchObject({
      state: 'waiting',
      consentUrl: expect.stringContaining('/adminconsent?'),
    });
    expect(await statusOf(theirs)).toEqual({ state: 'none' });
  });

  it("shows a link for somebody else's admin, looks less and less often, and goes on when the permissions arrive", async () => {
    const web = await startWeb();
    const browser = browse();
    const { location } = await browser.get(start(web, '&link=1'));
    const page = await browser.get(web + location);
    expect(page.text).toContain('/adminconsent?');
    const look = async () => JSON.parse((await browser.get(web + location, 'application/json')).text);
    const waits: number[] = [];
    world.asked.length = 0;
    for (let n = 0; n < 8; n += 1) {
      const answer = await look();
      expect(answer).toMatchObject({ state: 'waiting', problem: { code: 'CONSENT_MISSING' } });
      waits.push(answer.retryAfter);
      world.clock.advance(answer.retryAfter * 1000);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBe(30);
    world.tokens.length = 0;
    world.directory.grantConsent();
    expect(await look()).toMatchObject({ state: 'connected', next: setUp });
    expect(world.tokens).toContain(true);
    expect(browser.cookies.has(founder)).toBe(true);
  });

  it('does not ask Microsoft more often than it said, however often the page is opened', async () => {
    const web = await startWeb();
    const browser = browse();
    const { location } = await browser.get(start(web, '&link=1'));
    await browser.get(web + location);
    world.asked.length = 0;
    for (let n = 0; n < 5; n += 1) await browser.get(web + location);
    expect(world.asked).toEqual([]);
  });

  it('thanks an administrator who consents elsewhere, and does not make them the founder', async () => {
    const web = await startWeb();
    const [mine, theirs] = [browse(), browse()];
    const { location } = await mine.get(start(web, '&link=1'));
    const { consentUrl } = JSON.parse((await mine.get(web + location, 'application/json')).text);
    world.directory.grantConsent();
    world.clock.advance(60_000);
    const thanks = await theirs.get(answerTo(web, consentUrl));
    expect([thanks.status, thanks.text.includes('Thank you')]).toEqual([200, true]);
    expect(theirs.cookies.has(founder)).toBe(false);
    await mine.get(web + location);
    expect(mine.cookies.has(founder)).toBe(true);
  });

  it('takes a state once, also when another web process is asked', async () => {
    const [one, other] = [await startWeb(), await startWeb()];
    const browser = browse();
    const { location: link } = await browser.get(start(one));
    const answers = await Promise.all([browser.get(answerTo(one, link)), browser.get(answerTo(other, link))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 400]);
    expect((await browser.get(answerTo(other, link))).text).toContain('used already');
  });

  it('recognises a refusal, though it says admin_consent=True as well, and connects nothing', async () => {
    const web = await startWeb();
    const browser = browse();
    const { location: link } = await browser.get(start(web));
    world.directory.grantConsent();
    const refused = await browser.get(
      answerTo(web, link, '&error=consent_required&error_description=AADSTS65004%3A+declined+%3Cb%3E'),
    );
    expect([refused.status, refused.text.includes('AADSTS65004')]).toEqual([409, true]);
    expect(refused.text).not.toContain('<b>');
    expect(await world.tenants.isConnected(world.tenantId)).toBe(false);
    // The way on is on the page: whoever asked may ask again, without the set-up link.
    const again = /href="(\/connect\?tenant=[^"&]+)"/.exec(refused.text)?.[1] ?? '';
    expect((await browser.get(web + again)).location).toContain('/adminconsent?');
    expect((await browse().get(web + again, 'application/json')).status).toBe(403);
  });

  it('brings an admin of Signet back to the set-up after a refusal, which says so', async () => {
    const web = await startWeb({ isAdmin: true });
    const browser = browse();
    const { location: link } = await browser.get(`${web}/connect`);
    const refused = await browser.get(answerTo(web, link, '&error=consent_required&error_description=declined'));
    expect(refused.location).toBe('/admin/#/set-up');
    const status = await browser.get(`${web}/connect/status`, 'application/json');
    expect(JSON.parse(status.text)).toMatchObject({ state: 'refused', message: 'declined' });
  });

  it('refuses a state that is too old', async () => {
    const web = await startWeb();
    const browser = browse();
    const { location: link } = await browser.get(start(web));
    world.clock.advance(25 * 3_600_000);
    expect((await browser.get(answerTo(web, link))).status).toBe(400);
  });
});

describe('promise 14: Start Sync only when authorisation has succeeded, and says why when it has not', () => {
  it('asks once more before it refuses, names the reason, and lets go on when access is back', async () => {
    world.directory.grantConsent();
    await world.tenants.connect(world.tenantId);
    await world.tenants.requireAccess(world.tenantId);
    world.directory.revokeConsent();
    await world.tenants.probe(world.tenantId).catch(() => undefined);
    world.asked.length = 0;
    await expect(world.tenants.requireAccess(world.tenantId)).rejects.toMatchObject({
      code: 'NOT_AUTHORISED',
      message: expect.stringContaining('Authorization_RequestDenied'),
      details: { code: 'CONSENT_MISSING' },
    });
    // The second time with a token made after the first.
    expect(world.asked).toHaveLength(2);
    world.directory.grantConsent();
    await world.tenants.requireAccess(world.tenantId);
    expect((await world.tenants.choose(world.tenantId)).access.code).toBeUndefined();
  });
});
