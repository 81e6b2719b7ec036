import type { RequestListener } from 'node:http';
import express, { type Express, type Router } from 'express';
import { prepareCertificate } from './certificate.ts';
import { systemNow } from './clock.ts';
import { sandboxClientId, sandboxClientSecret } from './constants.ts';
import { type Entra, requireClient, type TrustedAssertion } from './entra/entra.ts';
import { entraRouter } from './entra/entra-router.ts';
import { loadSigningKey } from './entra/signing-key.ts';
import { issueTokens, type UserTokens } from './entra/user-tokens.ts';
import { faultRouter, injectFaults } from './fault-routes.ts';
import { Faults } from './faults.ts';
import { frontPage } from './front-page.ts';
import { graphRouter } from './graph/graph-router.ts';
import { Subscriptions } from './graph/subscriptions.ts';
import { type Listener, listenHttp, listenHttps, requireLoopback } from './listen.ts';
import { createOutlook } from './outlook/index.ts';
import { outlookMailboxes } from './outlook-mailboxes.ts';
import { type RecordedRequest, RequestLog } from './request-log.ts';
import { type SignInSample, signInSamples } from './sign-in-samples.ts';
import { createWorld } from './world/sample-world.ts';
import type { World } from './world/world.ts';

export interface SandboxOptions {
  /** Where the certificate and the signing key are kept. */
  folder: string;
  /** A loopback host; default 127.0.0.1. */
  host?: string;
  /** 0 takes any free port, and so does one that cannot be had. */
  httpsPort: number;
  httpPort: number;
  /** Where the app is reached: its redirect URIs are below it. */
  appUrl: string;
  now?: () => Date;
  /** Default: the sample directory. */
  world?: World;
  /** Extra plain people in the sample directory, for benches. */
  people?: number;
  clientId?: string;
  /** How notifications reach the app; default: fetch. */
  deliver?: typeof fetch;
}

export interface Sandbox {
  /** ENTRA_AUTHORITY_HOST */
  url: string;
  /** GRAPH_URL: v1.0 is below it. */
  graphUrl: string;
  /** Where a browser signs in: plain http, so that no certificate warning comes up. */
  pagesUrl: string;
  composeUrl: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** A few sample people for the start-up text. */
  signIn: SignInSample[];
  world: World;
  faults: Faults;
  /** Who is told of changes. */
  subscriptions: Subscriptions;
  /** What Graph and Entra were asked, oldest first. */
  requests: RecordedRequest[];
  /** A person's tokens, as nested app authentication would get them. */
  issueUserToken(oid: string, wishes: { scopes: string[]; clientId?: string }): Promise<IssuedUserToken>;
  /** Accepts client assertions: a certificate of the app, or a federated credential. */
  trustAssertionsOf(trusted: TrustedAssertion): void;
  /** The client secret's life is over (AADSTS7000222), or not. */
  expireSecret(expired?: boolean): void;
  stop(): Promise<void>;
}

export interface IssuedUserToken extends UserTokens {
  id_token: string;
  account: {
    homeAccountId: string;
    environment: string;
    tenantId: string;
    username: string;
    localAccountId: string;
    name: string;
  };
}

/** Starts the pretend Microsoft 365. @throws where it should be reached from elsewhere than this machine */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  requireLoopback(host);
  const now = options.now ?? systemNow;
  const world = options.world ?? createWorld({ people: options.people, now });
  world.setClock(now);
  const [certificate, key] = await Promise.all([prepareCertificate(options.folder), loadSigningKey(options.folder)]);
  const app = express();
  const https = await listenHttps(app as RequestListener, host, options.httpsPort, certificate);
  const http = await listenHttp(app as RequestListener, host, options.httpPort);
  const entra: Entra = {
    url: `https://localhost:${https.port}`,
    pagesUrl: `http://localhost:${http.port}`,
    graphUrl: `https://localhost:${https.port}/graph`,
    appUrl: options.appUrl,
    tenantId: world.tenant.id,
    clientId: options.clientId ?? sandboxClientId,
    clientSecret: sandboxClientSecret,
    secretExpired: false,
    trusted: [],
    world,
    key,
    now,
  };
  return assemble(app, entra, [https, http], options.deliver ?? fetch);
}

function assemble(app: Express, entra: Entra, listeners: Listener[], deliver: typeof fetch): Sandbox {
  const faults = new Faults();
  const log = new RequestLog();
  app.disable('x-powered-by').disable('etag');
  app.use(log.middleware());
  app.use('/sandbox/faults', faultRouter(faults));
  app.use(injectFaults(faults, entra));
  const subscriptions = new Subscriptions(entra.world, entra.now, deliver);
  const graph = { world: entra.world, base: `${entra.graphUrl}/v1.0`, now: entra.now, faults, log, subscriptions };
  app.use('/graph/v1.0', graphRouter(graph, entra));
  const outlook = outlookFor(entra);
  app.use((request, response, next) => (request.secure ? outlook(request, response, next) : next()));
  app.use(entraRouter(entra));
  app.use(frontPage(entra));
  const { url, graphUrl, pagesUrl, tenantId, clientId, clientSecret, world } = entra;
  return {
    ...{ url, graphUrl, pagesUrl, tenantId, clientId, clientSecret, world, faults },
    composeUrl: `${url}/outlook/`,
    requests: log.entries,
    subscriptions,
    signIn: signInSamples(world),
    issueUserToken: (oid, wishes) => issueForPerson(entra, oid, wishes.scopes, wishes.clientId),
    trustAssertionsOf: (trusted) => {
      entra.trusted.push(trusted);
    },
    expireSecret: (expired = true) => {
      entra.secretExpired = expired;
    },
    stop: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

/** The pretend Outlook; on https only, since office.js refuses to work elsewhere. */
function outlookFor(entra: Entra): Router {
  const { appUrl, url, tenantId, clientId, world } = entra;
  return createOutlook({
    ...{ appUrl, url, tenantId, clientId },
    mailboxes: () => outlookMailboxes(world),
    issueUserToken: (oid, scopes, asking) => issueForPerson(entra, oid, scopes, asking),
  });
}

async function issueForPerson(
  entra: Entra,
  oid: string,
  scopes: string[],
  clientId = entra.clientId,
): Promise<IssuedUserToken> {
  requireClient(entra, clientId);
  const tokens = await issueTokens(entra, { oid, scopes: [...new Set(['openid', 'profile', ...scopes])] });
  const user = entra.world.findUser(oid)?.user;
  return {
    ...tokens,
    id_token: tokens.id_token ?? '',
    account: {
      homeAccountId: `${oid}.${entra.tenantId}`,
      environment: new URL(entra.url).host,
      tenantId: entra.tenantId,
      username: user?.userPrincipalName ?? '',
      localAccountId: oid,
      name: user?.displayName ?? '',
    },
  };
}
