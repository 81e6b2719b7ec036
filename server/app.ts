import { join } from 'node:path';
import express, { type Express, type RequestHandler, Router } from 'express';
import type { SessionView } from '../contract/index.ts';
import {
  askerOf,
  createAccessRoutes,
  createApiTokens,
  createAuditRoutes,
  createSealer,
  createSessions,
  createSignIn,
  createTokenRoutes,
  createTokenVerifier,
  findAsker,
  limitStrangers,
  refuseCrossSite,
  requireAsker,
  requireEmployee,
} from './access/index.ts';
import { createAdminPages } from './admin-pages.ts';
import { installation, type Signet } from './compose.ts';
import { createConnectRoutes, welcomeFounder } from './connect-routes.ts';
import {
  allowAddin,
  createAddinRoutes,
  createDeliveryProofRoutes,
  createMeRoutes,
  createPreviewRoutes,
} from './delivery/index.ts';
import { createGroupRoutes } from './group-routes.ts';
import { groupNames, groupsByName } from './groups/index.ts';
import { createHealthRoutes } from './health-routes.ts';
import { createMetricsRoutes, timeRequests } from './metrics-routes.ts';
import { createOpenApiRoutes } from './openapi-routes.ts';
import { createPeopleRoutes, isAccountClosed } from './people/index.ts';
import { createPersonalRecordRoutes } from './personal-records.ts';
import { isLoopback } from './platform/config.ts';
import { answerErrors, nameRequests, notFound } from './platform/http.ts';
import { createRateLimits } from './platform/rate-limits.ts';
import { deriveKeys } from './platform/secrets.ts';
import { createRoleRoutes } from './role-routes.ts';
import { apiSecurity, pageSecurity } from './security-headers.ts';
import {
  createAssignmentRoutes,
  createCampaignRoutes,
  createClickCountRoutes,
  createClickRoutes,
  createExplainRoutes,
  createImageRoutes,
  createImportRoutes,
  createPublicImageRoutes,
  createTemplatePreviewRoutes,
  createTemplateRoutes,
  createUnsignedRoutes,
} from './signatures/index.ts';
import {
  createNotificationRoutes,
  createScheduleRoutes,
  createSettingsRoutes,
  createSyncRoutes,
} from './sync/index.ts';
import { createTenantRoutes } from './tenant-routes.ts';
import { applicationOf, isKnownTenant } from './tenants/index.ts';
import { version } from './version.ts';

const apiScope = 'access_as_user';
const dist = join(installation, 'dist');

/** The whole HTTP side: add-in, API, sign-in, admin app, health. */
export function createApp(signet: Signet): Express {
  const { config, entra, log, clock, tenants, delivery, sync } = signet;
  const origin = new URL(config.publicUrl).origin;
  const sealer = createSealer(deriveKeys(signet.secrets, 'sign-in'), () => clock.now());
  const sessions = createSessions(clock);
  const apiTokens = createApiTokens(clock);
  const identification = { sessions, apiTokens, isShutOut: isAccountClosed };
  const tenantPath = entra.allowedTenants.length === 1 ? String(entra.allowedTenants[0]) : 'organizations';
  const signIn = createSignIn({
    application: applicationOf(entra, tenantPath),
    redirectUri: `${config.publicUrl}/auth/callback`,
    sealer,
    allowedTenants: entra.allowedTenants,
  });
  const verify = createTokenVerifier({
    authorityHost: entra.authorityHost,
    clientId: entra.clientId,
    scope: apiScope,
    isConnected: isKnownTenant,
    now: () => clock.now(),
  });

  const rates = createRateLimits(clock);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(timeRequests, nameRequests);
  // What Outlook asks for with every mail comes first: each layer before it would cost as much as a rendering.
  const json = express.json({ limit: '200kb' });
  app.use(
    '/api/v1/me',
    createMeRoutes({
      answers: signet.answers,
      delivery,
      people: signet.people,
      clock,
      entry: [apiSecurity, allowAddin(origin), refuseCrossSite(origin), requireEmployee(verify, identification, rates)],
      readBody: json,
    }),
  );
  app.use(createHealthRoutes(signet));
  app.use(createMetricsRoutes(signet));
  app.use(createNotificationRoutes(signet.notifications));
  app.use(createPublicImageRoutes(signet.imageServer));
  app.use(createClickRoutes(signet.clicks, rates));
  app.use(addinRoutes(signet, tenantPath));
  app.use(pageSecurity(entra.authorityHost, signet.sandbox?.pagesUrl));
  app.use(createOpenApiRoutes(config.publicUrl));
  app.use(refuseCrossSite(origin));
  app.use(['/auth', '/connect'], limitStrangers(rates));
  app.use(
    createAccessRoutes({
      signIn,
      sessions,
      onSignedIn: (request, who) => welcomeFounder(request, who, sealer, clock.now()),
    }),
  );
  app.use(
    createConnectRoutes(signet, {
      sealer,
      isAdmin: async (request) => (await findAsker(identification, request))?.roles.includes('admin') ?? false,
    }),
  );
  app.use(
    '/api/v1',
    requireAsker(identification, rates),
    json,
    sessionRoutes(signet),
    createTenantRoutes(signet),
    createPreviewRoutes(delivery),
    createDeliveryProofRoutes(),
    createPeopleRoutes({ people: signet.people, groups: groupsByName(clock), groupNames, clock }),
    createGroupRoutes({ clock }),
    createPersonalRecordRoutes({ clock }),
    createTemplateRoutes(signet),
    createTemplatePreviewRoutes(signet.previews),
    createAssignmentRoutes(signet.assignments),
    createCampaignRoutes(signet.campaigns),
    createClickCountRoutes(signet.clicks),
    createExplainRoutes(signet),
    createUnsignedRoutes(signet.unsigned),
    createAuditRoutes(),
    createImageRoutes(signet.images),
    createImportRoutes(signet),
    createTokenRoutes(apiTokens),
    createRoleRoutes({ clock }),
    createSyncRoutes({ sync, tenants, clock }),
    createSettingsRoutes({ tenants, clock }),
    createScheduleRoutes(signet.schedule),
  );
  app.use(createAdminPages(join(dist, 'admin')));
  app.use(notFound);
  app.use(answerErrors(log));
  return app;
}

function addinRoutes({ config, entra, sandbox, tenants }: Signet, tenantPath: string): RequestHandler {
  const local = isLoopback(new URL(config.publicUrl).hostname);
  return createAddinRoutes({
    publicUrl: config.publicUrl,
    clientId: entra.clientId,
    authority: `${entra.authorityHost}/${tenantPath}`,
    scope: `api://${entra.clientId}/${apiScope}`,
    files: join(dist, 'addin'),
    manifestFile: join(installation, 'manifest.xml'),
    officeJs: sandbox
      ? { url: `${sandbox.url}/office-js/office.js`, hostScript: `${sandbox.url}/office-js/host.js` }
      : { url: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js' },
    sendCheck: async () => (await tenants.list()).some(({ settings }) => settings.addin.sendCheck !== 'off'),
    // An installation on this machine may be framed by an Outlook on this machine: the sandbox's, or a developer's.
    frameAncestors: local ? ['https://localhost:*', 'http://localhost:*'] : [],
  });
}

/** `/session`: who is asking. */
function sessionRoutes({ sandbox }: Signet): Router {
  const routes = Router();
  routes.get('/session', (request, response) => {
    const { name, address, tenantId, roles } = askerOf(request);
    const view: SessionView = {
      name,
      address,
      tenantId,
      roles,
      sandbox: sandbox !== null,
      version,
      links: sandbox ? { compose: sandbox.composeUrl } : {},
    };
    response.json(view);
  });
  return routes;
}
