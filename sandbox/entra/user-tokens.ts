import { createHash } from 'node:crypto';
import { type Entra, personClaims, requireSignIn, signToken } from './entra.ts';
import { EntraError } from './entra-errors.ts';
import { type AskedScopes, sortScopes, spellScopes } from './scopes.ts';

/** Seconds; Entra varies it between 60 and 90 minutes. */
const userTokenLife = 4500;
const refreshLife = 90 * 24 * 60 * 60;

export interface UserTokens {
  token_type: 'Bearer';
  scope: string;
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
  id_token?: string;
  refresh_token?: string;
  client_info?: string;
}

export interface TokenWishes {
  oid: string;
  scopes: string[];
  nonce?: string;
  /** MSAL asks for it: who signed in, outside the tokens. */
  clientInfo?: boolean;
}

/** Tokens for a person: an access token for one API, an id token with openid, a refresh token with offline_access. */
export async function issueTokens(entra: Entra, { oid, scopes, nonce, clientInfo }: TokenWishes): Promise<UserTokens> {
  const entry = requireSignIn(
    entra.world.findUser(oid),
    (number, message) => new EntraError(number, 'invalid_grant', message),
  );
  const asked = sortScopes(entra, scopes);
  const person = personClaims(entry, entra.clientId);
  const { identity } = asked;
  const appRoles = entry.roles ? { roles: entry.roles } : {};
  const access = signToken(entra, accessClaims(entra, asked, { ...person, ...appRoles }), userTokenLife);
  const idClaims = {
    aud: entra.clientId,
    ...person,
    ...appRoles,
    ...(nonce ? { nonce } : {}),
    ...(identity.includes('email') && entry.user.mail ? { email: entry.user.mail } : {}),
    rh: createHash('sha256').update(oid).digest('base64url').slice(0, 20),
  };
  return {
    token_type: 'Bearer',
    scope: spellScopes(entra, asked),
    expires_in: userTokenLife,
    ext_expires_in: userTokenLife,
    access_token: await access,
    ...(identity.includes('openid') ? { id_token: await signToken(entra, idClaims) } : {}),
    ...(identity.includes('offline_access') ? { refresh_token: await refreshToken(entra, oid, scopes) } : {}),
    ...(clientInfo ? { client_info: clientInfoOf(entra, oid) } : {}),
  };
}

function accessClaims(entra: Entra, asked: AskedScopes, person: object): Record<string, unknown> {
  return { aud: asked.audience, azp: entra.clientId, azpacr: '0', scp: asked.permissions.join(' '), ...person };
}

/** Opaque to clients; to us a token that only the token endpoint takes. */
function refreshToken(entra: Entra, oid: string, scopes: string[]): Promise<string> {
  return signToken(entra, { aud: refreshAudience(entra), oid, scopes }, refreshLife);
}

/** The audience that keeps refresh tokens from being used as anything else. */
export function refreshAudience(entra: Entra): string {
  return `${entra.url}/refresh`;
}

/** `{uid, utid}` as MSAL reads it. */
export function clientInfoOf(entra: Entra, oid: string): string {
  return Buffer.from(JSON.stringify({ uid: oid, utid: entra.tenantId })).toString('base64url');
}
