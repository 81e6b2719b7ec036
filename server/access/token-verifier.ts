import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';

/** Whose token it is: tenant and object id, never an address. */
export interface TokenIdentity {
  tenantId: string;
  objectId: string;
  name: string;
}

export interface TokenVerifierOptions {
  authorityHost: string;
  clientId: string;
  /** The scope our own API asks for, by its short name. */
  scope: string;
  /** May people of this tenant ask at all? Asked with every token, whether it was seen before or not. */
  isConnected(tenantId: string): Promise<boolean>;
  now(): Date;
}

interface Issuer {
  issuer: string;
  keys: JWTVerifyGetKey;
  readAt: number;
}

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https$/ }) });
const claimsSchema = z.object({
  tid: z.guid(),
  oid: z.guid(),
  ver: z.literal('2.0'),
  scp: z.string(),
  azp: z.string(),
  idtyp: z.string().optional(),
  name: z.string().optional(),
});

/** A token that was found good, and until when it is: its signature need not be checked anew with each request. */
interface Proven {
  identity: TokenIdentity;
  until: number;
}

/** Tokens remembered; only their hashes are. */
const mostProven = 50_000;
const metadataLife = 24 * 3_600_000;
const clockSkew = 60;

/**
 * Verifies access tokens for Signet's API: RS256, keys and issuer of the tenant, our audience, version 2.0, times with
 * 60 s skew, our scope, our client, no app-only token. Source: learn.microsoft.com/entra/identity-platform/claims-validation.
 */
export function createTokenVerifier(options: TokenVerifierOptions): (token: string) => Promise<TokenIdentity> {
  const issuers = new Map<string, Issuer>();

  async function issuerOf(tenantId: string): Promise<Issuer> {
    const known = issuers.get(tenantId);
    const now = options.now().getTime();
    if (known && now - known.readAt < metadataLife) return known;
    const issuer = { ...(await readIssuer(options.authorityHost, tenantId)), readAt: now };
    issuers.set(tenantId, issuer);
    return issuer;
  }

  const proven = new LRUCache<string, Proven>({ max: mostProven });

  return async (token) => {
    const hashed = hash('sha256', token, 'base64');
    const known = proven.get(hashed);
    const isGood = known !== undefined && options.now().getTime() < known.until;
    const tenantId = isGood ? known.identity.tenantId : tenantOf(token);
    if (!(await options.isConnected(tenantId))) throw refused('its tenant is not connected');
    if (isGood) return known.identity;
    const { issuer, keys } = await issuerOf(tenantId);
    const payload = await verify(token, keys, { issuer, audience: options.clientId, currentDate: options.now() });
    const identity = identityOf(payload, tenantId, options);
    proven.set(hashed, { identity, until: (Number(payload.exp) + clockSkew) * 1000 });
    return identity;
  };
}

async function readIssuer(authorityHost: string, tenantId: string): Promise<{ issuer: string; keys: JWTVerifyGetKey }> {
  const url = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' });
    const metadata = metadataSchema.parse(await response.json());
    return {
      issuer: metadata.issuer.replace('{tenantid}', tenantId),
      keys: createRemoteJWKSet(new URL(metadata.jwks_uri)),
    };
  } catch (error) {
    throw new SignetError('DIRECTORY_UNREACHABLE', 'Microsoft Entra cannot be reached to check the sign-in.', {
      cause: error,
    });
  }
}

async function verify(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { issuer: string; audience: string; currentDate: Date },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      algorithms: ['RS256'],
      clockTolerance: clockSkew,
      requiredClaims: ['exp', 'nbf', 'iss', 'aud'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWKSTimeout || (error instanceof TypeError && error.message === 'fetch failed')) {
      throw new SignetError('DIRECTORY_UNREACHABLE', 'Microsoft Entra cannot be reached to check the sign-in.', {
        cause: error,
      });
    }
    throw refused(
      error instanceof errors.JWTExpired ? 'it has expired' : 'its signature or its claims do not hold',
      error,
    );
  }
}

function identityOf(payload: JWTPayload, tenantId: string, options: TokenVerifierOptions): TokenIdentity {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw refused(`its claim ${claims.error.issues[0]?.path.join('.')} is not the expected one`);
  const { tid, oid, scp, azp, idtyp, name } = claims.data;
  if (tid.toLowerCase() !== tenantId) throw refused('it names another tenant');
  if (idtyp === 'app') throw refused('it belongs to an application, not to a person');
  if (!scp.split(' ').includes(options.scope)) throw refused(`it lacks the scope ${options.scope}`);
  if (azp !== options.clientId) throw refused('it was given to another client');
  return { tenantId, objectId: oid.toLowerCase(), name: name ?? '' };
}

/** The tenant a token claims to come from, before anything is believed: it only chooses whose keys to check with. */
function tenantOf(token: string): string {
  const part = token.split('.')[1];
  try {
    const claims: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return z.object({ tid: z.guid() }).parse(claims).tid.toLowerCase();
  } catch (error) {
    throw refused('it is not a token of Microsoft Entra', error);
  }
}

function refused(why: string, cause?: unknown): SignetError {
  return new SignetError('TOKEN_INVALID', `The access token is not valid for Signet: ${why}.`, { cause });
}
