import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser } from 'playwright-core';
import { generate } from 'selfsigned';
import type { AddinSettings } from '../../contract/addin.ts';
import type { Delivery } from '../../contract/delivery.ts';
import type { ProfileAnswer, SignatureAnswer } from '../../contract/signature.ts';
import { createOutlook } from '../../sandbox/outlook/index.ts';
import { createAddinRoutes } from '../../server/delivery/addin-routes.ts';
import { openBrowser } from './browser.ts';
import { builtAddin } from './built-addin.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';

/** The built add-in, served as the server serves it, inside the pretend Outlook with Microsoft's office.js, in a real browser. */
export interface AddinBrowserWorld {
  /** The compose window's address. */
  composeUrl: string;
  /** Where the add-in's own pages are. */
  appUrl: string;
  browser: Browser;
  /** By `from|composeType`; null answers 204; missing answers 403. */
  answers: Map<string, SignatureAnswer | null>;
  /** By `from|composeType`, where internal mail is signed differently. */
  internal: Map<string, SignatureAnswer | null>;
  requests: string[];
  /** Every report taken. */
  reports: Delivery[];
  addin: AddinSettings | undefined;
  profile: ProfileAnswer | undefined;
  /** An HTTP status that every question for a signature is answered with. */
  broken: number | undefined;
  /** Does the manifest ask for the event of sending? */
  sendCheck: boolean;
  close(): Promise<void>;
}

const person = (oid: string, address: string, sendAs: string[] = []) => ({
  oid,
  name: oid,
  address,
  addresses: [address],
  sendAs,
});
const people = [person('Ada', 'ada@contoso.example', ['info@contoso.example']), person('Info', 'info@contoso.example')];

/** Starts everything on free ports of localhost, with the bundles in `built`; without it they are built where they are old. */
export async function addinBrowserWorld(built?: string): Promise<AddinBrowserWorld> {
  const files = built ?? (await builtAddin());
  const app = express();
  const outlook = express();
  const pems = await generate([{ name: 'commonName', value: 'localhost' }]);
  const servers = [createServer(app), createTlsServer({ key: pems.private, cert: pems.cert }, outlook)] as const;
  const appUrl = `http://localhost:${await listen(servers[0])}`;
  const url = `https://localhost:${await listen(servers[1])}`;
  const world = {
    ...{ answers: new Map(), internal: new Map(), requests: [], reports: [], sendCheck: false },
  } as unknown as AddinBrowserWorld;
  app.use(
    createAddinRoutes({
      publicUrl: appUrl,
      clientId,
      authority: `https://login.microsoftonline.com/${tenantId}`,
      scope: `api://${clientId}/access_as_user`,
      files,
      manifestFile: 'manifest.xml',
      officeJs: { url: `${url}/office-js/office.js`, hostScript: `${url}/office-js/host.js` },
      frameAncestors: ['https://localhost:*'],
      sendCheck: async () => world.sendCheck,
    }),
  );
  app.use('/api/v1/me', signatureApi(world));
  outlook.use(createOutlook({ appUrl, url, tenantId, clientId, mailboxes: () => people, issueUserToken }));
  world.browser = await openBrowser();
  world.composeUrl = `${url}/outlook/`;
  world.appUrl = appUrl;
  world.close = async () => {
    await world.browser.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  };
  return world;
}

function signatureApi(world: AddinBrowserWorld): express.Router {
  const router = express.Router();
  router.use(express.json(), (request, response, next) => {
    world.requests.push(`${request.method === 'GET' ? '' : `${request.method} `}${request.url}`);
    if (world.broken) response.status(world.broken).json({ error: {} });
    else next();
  });
  router.get('/signature', ({ query, headers }, response) => {
    const key = `${query.from}|${query.composeType}`;
    const internal = query.recipients === 'internal' ? world.internal.get(key) : undefined;
    const answer = internal === undefined ? world.answers.get(key) : internal;
    const body = JSON.stringify(answer);
    const etag = `"${body?.length}-${answer?.template.version}"`;
    if (answer === undefined) response.status(403).json({ error: { code: 'SENDER_NOT_ALLOWED' } });
    else if (answer === null) response.status(204).end();
    else if (headers['if-none-match'] === etag) response.status(304).end();
    else response.set('ETag', etag).type('application/json').send(body);
  });
  router.get('/signatures', (_request, response) => {
    const entries = (from: Map<string, SignatureAnswer | null>, recipients: string) =>
      [...from].map(([key, answer]) => {
        const [address, composeType] = key.split('|');
        return { from: address, composeType, ...(world.internal.has(key) ? { recipients } : {}), answer };
      });
    response.json({
      signatures: [...entries(world.internal, 'internal'), ...entries(world.answers, 'external')],
      ...{ needsRecipients: world.internal.size > 0, internalDomains: ['contoso.example'], addin: world.addin },
    });
  });
  router.post('/deliveries', (request, response) => {
    world.reports.push(...request.body);
    response.status(204).end();
  });
  router.get('/profile', (_request, response) => {
    response.json(world.profile ?? { person: { id: 'nobody' }, name: '', addresses: [], choices: [], fields: [] });
  });
  router.patch('/profile', (request, response) => {
    const { profile } = world;
    for (const field of profile?.fields ?? []) field.value = request.body.fields?.[field.name] ?? field.value;
    for (const choice of profile?.choices ?? []) {
      const chosen = request.body.choices?.[choice.composeType];
      if (chosen !== undefined) choice.chosen = chosen;
    }
    response.json(profile);
  });
  return router;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function issueUserToken(oid: string, scopes: string[], aud: string) {
  const iat = Math.floor(Date.now() / 1000);
  const iss = `https://login.microsoftonline.com/${tenantId}/v2.0`;
  const claims = { oid, sub: oid, tid: tenantId, name: oid, aud, iss, iat, exp: iat + 3600, ver: '2.0' };
  return {
    access_token: `token-of-${oid}`,
    id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
    expires_in: 3600,
    scope: scopes.join(' '),
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
