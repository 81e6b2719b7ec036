import { type Form, proveClient } from './client-credential.ts';
import type { Codes } from './codes.ts';
import { appToken, type Entra, requireClient, requireTenant, tokenLife, verifyToken } from './entra.ts';
import { EntraError, refusals } from './entra-errors.ts';
import { graphAudience } from './scopes.ts';
import { issueTokens, refreshAudience } from './user-tokens.ts';

export interface TokenRequest {
  tenant: string;
  form: Form;
  /** Set when a browser asks from another page: a single-page app. */
  origin?: string;
}

/** What POST …/oauth2/v2.0/token answers. Throws EntraError. */
export async function answerTokenRequest(entra: Entra, codes: Codes, request: TokenRequest): Promise<object> {
  const { form, tenant } = request;
  requireTenant(entra, tenant);
  if (!form.grant_type) throw refusals.missing('grant_type');
  requireClient(entra, form.client_id);
  switch (form.grant_type) {
    case 'client_credentials':
      return answerAsApp(entra, request);
    case 'authorization_code':
      return redeemCode(entra, codes, request);
    case 'refresh_token':
      return refresh(entra, request);
    default:
      throw new EntraError(
        70003,
        'unsupported_grant_type',
        `The app requested an unsupported grant type '${form.grant_type}'.`,
      );
  }
}

async function answerAsApp(entra: Entra, { form, tenant }: TokenRequest): Promise<object> {
  if (['common', 'organizations'].includes(tenant)) {
    throw new EntraError(
      50059,
      'invalid_request',
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  if (!form.scope) throw refusals.missing('scope');
  if (!(await proveClient(entra, form))) throw refusals.noCredential();
  if (!form.scope.endsWith('/.default') || form.scope.includes(' ')) {
    throw new EntraError(
      1002012,
      'invalid_scope',
      `The provided value for scope ${form.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const audience = graphAudience(entra, form.scope.slice(0, -'/.default'.length).replace(/\/$/, ''));
  return {
    token_type: 'Bearer',
    expires_in: tokenLife,
    ext_expires_in: tokenLife,
    access_token: await appToken(entra, audience),
  };
}

async function redeemCode(entra: Entra, codes: Codes, request: TokenRequest): Promise<object> {
  const { form } = request;
  if (!form.code) throw refusals.missing('code');
  await requireProof(entra, request);
  const grant = codes.redeem(form.code, form.redirect_uri, form.code_verifier);
  if (!form.client_secret && !form.client_assertion && !grant.codeChallenge) {
    throw new EntraError(
      9002325,
      'invalid_request',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    );
  }
  const scopes = form.scope ? withIdentity(form.scope.split(' '), grant.scopes) : grant.scopes;
  return issueTokens(entra, { oid: grant.oid, scopes, nonce: grant.nonce, clientInfo: form.client_info === '1' });
}

async function refresh(entra: Entra, request: TokenRequest): Promise<object> {
  const { form } = request;
  if (!form.refresh_token) throw refusals.missing('refresh_token');
  await requireProof(entra, request);
  const claims = await verifyToken(entra, form.refresh_token, [refreshAudience(entra)]).catch(() => {
    throw new EntraError(
      70000,
      'invalid_grant',
      'The provided value for the input parameter refresh_token is not valid.',
    );
  });
  const before = Array.isArray(claims.scopes) ? claims.scopes.map(String) : [];
  const scopes = form.scope ? withIdentity(form.scope.split(' '), before) : before;
  return issueTokens(entra, { oid: String(claims.oid), scopes, clientInfo: form.client_info === '1' });
}

/** A web app proves itself; a page in a browser, or an app under its own scheme, can't and needn't. */
async function requireProof(entra: Entra, { form, origin }: TokenRequest): Promise<void> {
  if (await proveClient(entra, form)) return;
  const native = form.redirect_uri !== undefined && !/^https?:/.test(form.redirect_uri);
  if (!origin && !native) throw refusals.noCredential();
}

/** openid and its like stay granted even when the second request doesn't name them. */
function withIdentity(asked: string[], granted: string[]): string[] {
  const kept = granted.filter((scope) => ['openid', 'profile', 'email', 'offline_access'].includes(scope));
  return [...new Set([...asked.filter(Boolean), ...kept])];
}
