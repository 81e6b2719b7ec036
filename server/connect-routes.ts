import { timingSafeEqual } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { ConsentView } from '../contract/index.ts';
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
const setUpPage = '/admin/#/set-up';
const afterwards = `/auth/sign-in?returnTo=${encodeURIComponent(setUpPage)}`;
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
/** Without an id: the set-up that this browser began. */
const statusSchema = z.object({ setup: z.string().max(100).optional() });

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
    // The first sync of all waits for the set-up, in which an admin says who is to come in.
    onConnected: async (tenantId) => {
      if ((await tenants.choose(tenantId)).setup) return;
      await sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false });
    },
  });
  const routes = Router();

  routes.get('/connect', async (request, response) => {
    const { code, tenant, link } = parse(startSchema, request.query);
    const known = sameText(code, setupCode(signet.secrets)) || (await beganHere(request, sealer)) !== null;
    if (!known && !(await isAdmin(request))) {
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
    const refusal = error === undefined ? undefined : (description ?? error);
    const { id, tenantId } = await consents.answer(state, refusal);
    if (refusal !== undefined) {
      if (request.accepts(['json', 'html']) === 'json') throw refused(refusal);
      const mine = (await beganHere(request, sealer)) === id;
      if (mine && (await isAdmin(request))) response.redirect(setUpPage);
      else
        response
          .status(409)
          .type('html')
          .send(refusedPage(refused(refusal).message, mine ? tenantId : undefined));
      return;
    }
    response.set('Cache-Control', 'no-store');
    if ((await beganHere(request, sealer)) === id) response.redirect(statusUrl(id));
    else {
      await consents.look(id);
      response.type('html').send(thanksPage());
    }
  });

  routes.get('/connect/status', async (request, response) => {
    const id = parse(statusSchema, request.query).setup ?? (await beganHere(request, sealer));
    response.set('Cache-Control', 'no-store');
    if (id !== null) await showStatus(consents, sealer, id, request, response);
    else response.json({ state: 'none' } satisfies ConsentView);
  });

  return routes;
}

const statusUrl = (id: string) => `/connect/status?setup=${id}`;

const refused = (refusal: string) => new SignetError('CONSENT_MISSING', `Consent was not given: ${refusal}`);

/** The set-up that this browser began: whoever signs in with it may become the first admin. */
async function beganHere(request: Request, sealer: Sealer): Promise<string | null> {
  const cookie = cookieOf(request, setupCookie);
  const opened = cookie ? await sealer.open(cookie).catch(() => null) : null;
  return opened?.purpose === 'setup' && typeof opened.id === 'string' ? opened.id : null;
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
    const mine = (await beganHere(request, sealer)) === id;
    if (asPage) response.type('html').send(refusedPage(refused(progress.message).message, mine ? tenantId : undefined));
    else response.json(progress satisfies ConsentView);
    return;
  }
  if (progress.state === 'waiting') {
    const [link, seconds] = [await consents.linkOf(id), Math.max(1, progress.retryAfter)];
    const problem = progress.problem?.message;
    if (asPage) response.type('html').send(waitingPage({ tenantId, link, seconds, url: statusUrl(id), problem }));
    else response.json({ ...progress, consentUrl: link } satisfies ConsentView);
    return;
  }
  if ((await beganHere(request, sealer)) === id) {
    const founder = await sealer.seal({ tenantId, purpose: 'founder' }, founderLife);
    response.cookie(founderCookie, founder, { ...cookieOptions, maxAge: founderLife * 1000 });
    response.clearCookie(setupCookie, cookieOptions);
  }
  if (asPage) response.redirect(afterwards);
  else response.json({ ...progress, next: afterwards } satisfies ConsentView);
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
