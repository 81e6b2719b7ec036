import { createHash, randomBytes } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Now } from '../clock.ts';
import { graphAppId } from '../constants.ts';
import type { UserEntry } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { type EntraError, refusals } from './entra-errors.ts';
import type { SigningKey } from './signing-key.ts';

/** A key whose signature the app registration accepts: its certificate, or a federated credential. */
export interface TrustedAssertion {
  /** The client id for a certificate; the foreign issuer for a federated credential. */
  issuer: string;
  subject: string;
  /** PEM: public key or certificate. */
  publicKey: string;
}

/** Everything the pretend Entra knows; set once, when the ports are known. */
export interface Entra {
  url: string;
  pagesUrl: string;
  graphUrl: string;
  appUrl: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** A switch for tests: the secret's life is over. */
  secretExpired: boolean;
  trusted: TrustedAssertion[];
  world: World;
  key: SigningKey;
  now: Now;
}

/** Seconds; Entra gives app tokens an hour less one second. */
export const tokenLife = 3599;

/** The issuer of version 2 tokens. */
export function issuerOf(entra: Entra): string {
  return `${entra.url}/${entra.tenantId}/v2.0`;
}

/** The tenant a path names; throws AADSTS90002 for one there isn't. */
export function requireTenant(entra: Entra, named: string, allowShared = true): void {
  const shared = allowShared && ['common', 'organizations'].includes(named);
  const { domain, initialDomain } = entra.world.tenant;
  if (!shared && ![entra.tenantId, domain, initialDomain].includes(named.toLowerCase())) {
    throw refusals.unknownTenant(named);
  }
}

/** Throws AADSTS700016 for a client id that isn't the app's. */
export function requireClient(entra: Entra, clientId: string | undefined): void {
  if (!clientId) throw refusals.missing('client_id');
  if (clientId.toLowerCase() !== entra.clientId) {
    throw refusals.unknownClient(clientId, entra.world.tenant.displayName);
  }
}

/** Signs claims as a token of the tenant; times in seconds from the sandbox's clock. */
export async function signToken(entra: Entra, claims: JWTPayload, life = tokenLife): Promise<string> {
  const issued = Math.floor(entra.now().getTime() / 1000);
  return new SignJWT({
    iss: issuerOf(entra),
    iat: issued,
    nbf: issued,
    exp: issued + life,
    tid: entra.tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
    ...claims,
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: entra.key.kid, x5t: entra.key.kid })
    .sign(entra.key.privateKey);
}

/** The claims of one of our own tokens; throws jose's errors. */
export async function verifyToken(entra: Entra, token: string, audience?: string[]): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, entra.key.publicKey, {
    algorithms: ['RS256'],
    issuer: issuerOf(entra),
    audience,
    currentDate: entra.now(),
  });
  return payload;
}

/** An app's own token for Graph: the granted roles are in it as they are now. */
export function appToken(entra: Entra, audience: string): Promise<string> {
  const roles = [...entra.world.grantedRoles];
  return signToken(entra, {
    aud: audience,
    azp: entra.clientId,
    azpacr: '1',
    idtyp: 'app',
    oid: servicePrincipalId(entra),
    sub: servicePrincipalId(entra),
    ...(roles.length ? { roles } : {}),
  });
}

function servicePrincipalId(entra: Entra): string {
  const hex = createHash('sha256').update(`sp:${entra.clientId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What every token about a person says. The subject differs by app, as Entra's does. */
export function personClaims({ user }: UserEntry, clientId: string): JWTPayload {
  return {
    name: user.displayName ?? user.userPrincipalName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: createHash('sha256').update(`${user.id}:${clientId}`).digest('base64url'),
  };
}

/** May this user sign in? Throws as Entra refuses. */
export function requireSignIn(
  entry: UserEntry | undefined,
  fail: (number: number, message: string) => EntraError,
): UserEntry {
  if (!entry) throw fail(50034, 'The user account does not exist in the directory.');
  if (entry.user.accountEnabled === false) throw fail(50057, 'The user account is disabled.');
  return entry;
}

/** The addresses under which Graph accepts a token. */
export function graphAudiences(entra: Entra): string[] {
  const { port } = new URL(entra.graphUrl);
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map((host) => `https://${host}:${port}/graph`);
  return [...hosts, 'https://graph.microsoft.com', graphAppId];
}
