import { parseCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import { type Role, roles as roleNames } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { RateLimits } from '../platform/rate-limits.ts';
import { type ApiTokens, tokenPrefix } from './api-tokens.ts';
import type { Asker } from './asker.ts';
import { rolesOf } from './role-store.ts';
import type { Sessions } from './sessions.ts';
import type { TokenIdentity } from './token-verifier.ts';

/** What tells who is asking. */
export interface Identification {
  sessions: Sessions;
  apiTokens: ApiTokens;
  /** Has the directory closed this person's account? Then neither session nor role lets them in. */
  isShutOut(tenantId: string, objectId: string): Promise<boolean>;
}

/** `__Host-` binds the cookie to this very host over TLS; browsers accept it on http://localhost too. */
export const sessionCookie = '__Host-signet';
export const pendingCookie = '__Host-signet-sign-in';

/** What is answered to somebody is nobody else's: routes may say something stricter. */
const forOneAlone = 'private, no-cache';

const askers = new WeakMap<Request, Asker>();
const employees = new WeakMap<Request, TokenIdentity>();

/** The asker of a request behind `requireSession`. */
export function askerOf(request: Request): Asker {
  const asker = askers.get(request);
  if (!asker) throw new SignetError('UNAUTHENTICATED');
  return asker;
}

/** The employee of a request behind `requireEmployee`. */
export function employeeOf(request: Request): TokenIdentity {
  const employee = employees.get(request);
  if (!employee) throw new SignetError('UNAUTHENTICATED');
  return employee;
}

/** The value of one of our cookies. */
export function cookieOf(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[name];
}

/**
 * Who is asking, or null. An Authorization header counts before a cookie. Roles are read anew each time, so that taking one away works
 * at once. @throws {SignetError} TOKEN_INVALID
 */
export async function findAsker(identification: Identification, request: Request): Promise<Asker | null> {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return askerOfToken(identification.apiTokens, bearer);
  const cookie = cookieOf(request, sessionCookie);
  const session = cookie ? await identification.sessions.find(cookie) : null;
  if (!session) return null;
  const { tenantId, objectId, name, address, tokenRoles } = session;
  if (await identification.isShutOut(tenantId, objectId)) return null;
  const granted = await rolesOf(tenantId, objectId);
  const fromToken = roleNames.filter((role) =>
    tokenRoles.some((given) => given.toLowerCase().split('.').at(-1) === role),
  );
  const roles = roleNames.filter((role) => granted.includes(role) || fromToken.includes(role));
  return { tenantId, objectId, name, address, roles };
}

async function askerOfToken(apiTokens: ApiTokens, bearer: string): Promise<Asker> {
  if (!bearer.startsWith(tokenPrefix))
    throw new SignetError('TOKEN_INVALID', `Here, sign in or send an API token (${tokenPrefix}…).`);
  const { _id, tenantId, name, role, expiresAt } = await apiTokens.open(bearer);
  return { tenantId, objectId: '', name, address: '', roles: [role], token: { id: _id, expiresAt } };
}

/** The token of an Authorization header, if it has one. */
function bearerOf(request: Request): string | undefined {
  return /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Who this is, by their proof; whoever keeps coming from one address with bad ones is turned away before anything is looked up. */
async function proven<Who>(rates: RateLimits, request: Request, proof: string, find: () => Promise<Who>): Promise<Who> {
  const address = request.ip ?? '';
  rates.admit(address, proof);
  try {
    const who = await find();
    if (who) rates.proven(proof);
    else rates.failed(address);
    return who;
  } catch (error) {
    if (error instanceof SignetError && error.code === 'TOKEN_INVALID') rates.failed(address);
    throw error;
  }
}

/** Lets only signed-in people and API tokens through, and of each no more than their share. */
export function requireAsker(identification: Identification, rates: RateLimits): RequestHandler {
  return async (request, response, next) => {
    const proof = bearerOf(request) ?? cookieOf(request, sessionCookie) ?? '';
    const asker = await proven(rates, request, proof, () => findAsker(identification, request));
    if (!asker)
      throw new SignetError('UNAUTHENTICATED', 'Sign in, or send an API token: Authorization: Bearer signet_….');
    if (asker.token) rates.count('apiToken', asker.token.id);
    else rates.count('session', `${asker.tenantId} ${asker.objectId}`);
    response.once('close', rates.begin(asker.tenantId));
    response.set('Cache-Control', forOneAlone);
    askers.set(request, asker);
    next();
  };
}

/** Lets only people with one of these roles through. */
export function requireRole(...allowed: Role[]): RequestHandler {
  return (request, _response, next) => {
    if (!askerOf(request).roles.some((role) => allowed.includes(role))) {
      throw new SignetError('FORBIDDEN', `This needs the role ${allowed.join(' or ')}.`);
    }
    next();
  };
}

/**
 * Lets only employees through, and of each no more than their share: with a valid access token for Signet's API, as the add-in has one, or
 * signed in to the web app. An API token belongs to nobody.
 */
export function requireEmployee(
  verify: (token: string) => Promise<TokenIdentity>,
  identification: Identification,
  rates: RateLimits,
): RequestHandler {
  const signedIn = async (request: Request): Promise<TokenIdentity> => {
    const cookie = cookieOf(request, sessionCookie);
    const asker = cookie && (await proven(rates, request, cookie, () => findAsker(identification, request)));
    if (!asker) throw new SignetError('UNAUTHENTICATED', 'Sign in, or send an access token: Authorization: Bearer ….');
    rates.count('session', `${asker.tenantId} ${asker.objectId}`);
    return asker;
  };
  const bearing = async (request: Request, token: string): Promise<TokenIdentity> => {
    const employee = await proven(rates, request, token, () => verify(token));
    rates.count('person', `${employee.tenantId} ${employee.objectId}`);
    return employee;
  };
  return async (request, response, next) => {
    const token = bearerOf(request);
    const employee = await (token ? bearing(request, token) : signedIn(request));
    response.once('close', rates.begin(employee.tenantId));
    response.set('Cache-Control', forOneAlone);
    employees.set(request, employee);
    next();
  };
}

/**
 * Refuses writes that come from a page of another site: browsers name the origin of each. A session's cookie without any is refused as
 * well; an API token is no cookie, no other site's page can have it sent.
 */
export function refuseCrossSite(ownOrigin: string): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    const ambient = bearerOf(request) === undefined;
    if (!reads && ambient && origin === undefined && cookieOf(request, sessionCookie) !== undefined)
      throw new SignetError(
        'CROSS_SITE',
        `Send the header Origin: ${ownOrigin} with a session's cookie, or use an API token.`,
      );
    if (!reads && ambient && origin !== undefined && origin.replace(/\/$/, '') !== ownOrigin)
      throw new SignetError('CROSS_SITE');
    next();
  };
}

/** Keeps anybody from starting so many sign-ins that nobody else gets to. */
export function limitStrangers(rates: RateLimits): RequestHandler {
  return (request, _response, next) => {
    rates.count('stranger', request.ip ?? '');
    next();
  };
}
