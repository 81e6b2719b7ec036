import { timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { cookieOf, cookieOptions, grantRole, listRoleGrants, type Sealer, type SignedIn } from './access/index.ts';
import type { Signet } from './compose.ts';
import { refusedPage, thanksPage, waitingPage } from './connect-pages.ts';
import { SignetError } from './platform/errors.ts';
import { parse } from './platform/http.ts';
import { deriveKey, type Secrets } from './platform/secrets.ts';
import { type Consents, createConsents } from './tenants/index.ts';

const setupLife = 24 * 3600;
const founderLife = 900;
const founderCookie = '__Host-signet-founder';
const setupCookie = '__Host-signet-setup';
const afterwards = '/auth/sign-in?returnTo=/admin/';
const startSchema = z.object({
  code: z.string().max(100).default(''),
  tenant: z.guid().optional(),
  /** Show the link to copy instead of going there. */
  link: z.string().max(10).optional(),
});
const callbackSchema = z.object({
  state: z.string().max(4000),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
});
const statusSchema = z.object({ setup: z.string().max(100) });

/** The code in the set-up link, known to whoever runs the server. */
export function setupCode([secret]: Secrets): string {
  return deriveKey(secret, 'set-up').slice(0, 16);
}

export interface ConnectOptions {
  sealer: Sealer;
  /** Is somebody with the role admin signed in? They need no set-up link. */
  isAdmin(request: Request): Promise<boolean>;
}

/**
 * `/connect`: an administrator of Microsoft 365 consents in the browser. Only who has the set-up link, or is admin, may begin; who
 * consents may be somebody else, elsewhere. The page of who began looks until the permissions are there.
 */
export function createConnectRoutes(signet: Signet, { sealer, isAdmin }: ConnectOptions): Router {
  const { config, entra, tenants, sync, clock } = signet;
  const consents = createConsents({
    ...{ tenants, entra, sealer, clock },
    redirectUri: `${config.publicUrl}/connect/callback`,
    onConnected: async (tenantId) => {
      await sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false });
    },
  });
  const routes = Router();

  routes.get('/connect', async (request, response) => {
    const { code, tenant, link } = parse(startSchema, request.query);
    if (!sameText(code, setupCode(signet.secrets)) && !(await isAdmin(request))) {
      throw new SignetError(
        'FORBIDDEN',
        'Open the set-up link that `signet start` prints, or run: signet tenant connect <tenantId>.',
      );
    }
    const tenantId = tenant?.toLowerCase() ?? entra.allowedTenants[0];
    if (!tenantId || !entra.allowedTenants.includes(tenantId)) throw new SignetError('TENANT_NOT_ALLOWED');
    const id = await consents.begin(tenantId);
    response.cookie(setupCookie, await sealer.seal({ id, purpose: 'setup' }, setupLife), {
      ...cookieOptions,
      maxAge: setupLife * 1000,
    });
    response.set('Cache-Control', 'no-store');
    response.redirect(link === undefined ? await consents.linkOf(id) : statusUrl(id));
  });

  routes.get('/connect/callback', async (request, response) => {
    const { state, error, error_description: description } = parse(callbackSchema, request.query);
    // A refusal says admin_consent=True as well: the error counts (learn.microsoft.com/entra/identity-platform/v2-admin-consent).
    const { id } = await consents.answer(state, error === undefined ? undefined : (description ?? error));
    response.set('Cache-Control', 'no-store');
    if (await began(request, id, sealer)) response.redirect(statusUrl(id));
    else {
      await consents.look(id);
      response.type('html').send(thanksPage());
    }
  });

  routes.get('/connect/status', async (request, response) => {
    const { setup } = parse(statusSchema, request.query);
    response.set('Cache-Control', 'no-store');
    await showStatus(consents, sealer, setup, request, response);
  });

  return routes;
}

const statusUrl = (id: string) => `/connect/status?setup=${id}`;

/** Did this browser begin the set-up? Then whoever signs in with it may become the first admin. */
async function began(request: Request, id: string, sealer: Sealer): Promise<boolean> {
  const cookie = cookieOf(request, setupCookie);
  const opened = cookie ? await sealer.open(cookie).catch(() => null) : null;
  return opened?.purpose === 'setup' && opened.id === id;
}

async function showStatus(
  consents: Consents,
  sealer: Sealer,
  id: string,
  request: Request,
  response: Response,
): Promise<void> {
  const progress = await consents.look(id);
  const { tenantId } = progress;
  const asPage = request.accepts(['json', 'html']) === 'html';
  if (progress.state === 'refused') {
    if (asPage) response.type('html').send(refusedPage(progress.message));
    else response.json(progress);
    return;
  }
  if (progress.state === 'waiting') {
    const [link, seconds] = [await consents.linkOf(id), Math.max(1, progress.retryAfter)];
    const problem = progress.problem?.message;
    if (asPage) response.type('html').send(waitingPage({ tenantId, link, seconds, url: statusUrl(id), problem }));
    else response.json({ ...progress, consentUrl: link });
    return;
  }
  if (await began(request, id, sealer)) {
    const founder = await sealer.seal({ tenantId, purpose: 'founder' }, founderLife);
    response.cookie(founderCookie, founder, { ...cookieOptions, maxAge: founderLife * 1000 });
    response.clearCookie(setupCookie, cookieOptions);
  }
  if (asPage) response.redirect(afterwards);
  else response.json({ ...progress, next: afterwards });
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Who connected a tenant by the set-up link and signs in from the same browser becomes its first admin, if it has none. */
export async function welcomeFounder(request: Request, who: SignedIn, sealer: Sealer, now: Date): Promise<void> {
  const cookie = cookieOf(request, founderCookie);
  if (!cookie) return;
  const founder = await sealer.open(cookie).catch(() => null);
  if (founder?.purpose !== 'founder' || founder.tenantId !== who.tenantId) return;
  const grants = await listRoleGrants(who.tenantId);
  if (grants.some((grant) => grant.role === 'admin')) return;
  await grantRole(who.tenantId, { objectId: who.objectId, role: 'admin', address: who.address, grantedAt: now });
}
