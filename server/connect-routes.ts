import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { cookieOf, cookieOptions, grantRole, listRoleGrants, type Sealer, type SignedIn } from './access/index.ts';
import type { Signet } from './compose.ts';
import { SignetError } from './platform/errors.ts';
import { parse } from './platform/http.ts';
import { deriveKey } from './platform/secrets.ts';
import { consentUrl } from './tenants/index.ts';

const stateLife = 24 * 3600;
const founderLife = 900;
const founderCookie = '__Host-signet-founder';
const startSchema = z.object({ code: z.string().max(100).default(''), tenant: z.guid().optional() });
const callbackSchema = z.object({
  state: z.string().max(4000),
  error: z.string().optional(),
  error_description: z.string().max(2000).optional(),
});

/** The code in the set-up link, known to whoever runs the server. */
export function setupCode(secret: string): string {
  return deriveKey(secret, 'set-up').slice(0, 16);
}

export interface ConnectOptions {
  sealer: Sealer;
  /** Is somebody with the role admin signed in? They need no set-up link. */
  isAdmin(request: Request): Promise<boolean>;
}

/** `/connect`: an administrator of Microsoft 365 consents in the browser. Only who has the set-up link, or is admin, may begin. */
export function createConnectRoutes(signet: Signet, { sealer, isAdmin }: ConnectOptions): Router {
  const { config, entra, tenants, sync } = signet;
  const redirectUri = `${config.publicUrl}/connect/callback`;
  const used = new Set<string>();
  const routes = Router();

  routes.get('/connect', async (request, response) => {
    const { code, tenant } = parse(startSchema, request.query);
    if (!sameText(code, setupCode(signet.secret)) && !(await isAdmin(request))) {
      throw new SignetError(
        'FORBIDDEN',
        'Open the set-up link that `signet start` prints, or run: signet tenant connect <tenantId>.',
      );
    }
    const tenantId = tenant?.toLowerCase() ?? entra.allowedTenants[0];
    if (!tenantId || !entra.allowedTenants.includes(tenantId)) throw new SignetError('TENANT_NOT_ALLOWED');
    const state = await sealer.seal({ tenantId, purpose: 'connect' }, stateLife);
    response.redirect(consentUrl(entra, tenantId, redirectUri, state));
  });

  // The answer names a tenant, too; only the one sealed in the state is believed (learn.microsoft.com/entra/identity-platform/v2-admin-consent).
  routes.get('/connect/callback', async (request, response) => {
    const { state, error, error_description: description } = parse(callbackSchema, request.query);
    const { tenantId, purpose } = await sealer.open(state);
    if (purpose !== 'connect' || typeof tenantId !== 'string' || used.has(state))
      throw new SignetError('SIGN_IN_FAILED', 'This consent was used already. Open the set-up link again.');
    if (error) throw new SignetError('CONSENT_MISSING', `Consent was not given: ${description ?? error}`);
    used.add(state);
    await tenants.connect(tenantId);
    await sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false });
    response.cookie(founderCookie, await sealer.seal({ tenantId, purpose: 'founder' }, founderLife), {
      ...cookieOptions,
      maxAge: founderLife * 1000,
    });
    response.redirect('/auth/sign-in?returnTo=/admin/');
  });

  return routes;
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
