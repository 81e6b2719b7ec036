import { parseCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import { type Role, roles as roleNames } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { rolesOf } from './role-store.ts';
import type { Sessions } from './sessions.ts';
import type { TokenIdentity } from './token-verifier.ts';

/** Who is asking in the admin app, with the roles they have at this moment. */
export interface Asker {
  tenantId: string;
  objectId: string;
  name: string;
  address: string;
  roles: Role[];
}

/** `__Host-` binds the cookie to this very host over TLS; browsers accept it on http://localhost too. */
export const sessionCookie = '__Host-signet';
export const pendingCookie = '__Host-signet-sign-in';

const askers = new WeakMap<Request, Asker>();
const employees = new WeakMap<Request, TokenIdentity>();

/** The asker of a request behind `requireSession`. */
export function askerOf(request: Request): Asker {
  const asker = askers.get(request);
  if (!asker) throw new SignetError('UNAUTHENTICATED');
  return asker;
}

/** The employee of a request behind `requireToken`. */
export function employeeOf(request: Request): TokenIdentity {
  const employee = employees.get(request);
  if (!employee) throw new SignetError('UNAUTHENTICATED');
  return employee;
}

/** The value of one of our cookies. */
export function cookieOf(request: Request, name: string): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[name];
}

/** Who is signed in, or null. Roles are read anew each time, so that taking one away works at once. */
export async function findAsker(sessions: Sessions, request: Request): Promise<Asker | null> {
  const cookie = cookieOf(request, sessionCookie);
  const session = cookie ? await sessions.find(cookie) : null;
  if (!session) return null;
  const { tenantId, objectId, name, address, tokenRoles } = session;
  const granted = await rolesOf(tenantId, objectId);
  const fromToken = roleNames.filter((role) =>
    tokenRoles.some((given) => given.toLowerCase().split('.').at(-1) === role),
  );
  const roles = roleNames.filter((role) => granted.includes(role) || fromToken.includes(role));
  return { tenantId, objectId, name, address, roles };
}

/** Lets only signed-in people through. */
export function requireSession(sessions: Sessions): RequestHandler {
  return async (request, _response, next) => {
    const asker = await findAsker(sessions, request);
    if (!asker) throw new SignetError('UNAUTHENTICATED');
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

/** Lets only bearers of a valid access token for Signet's API through. */
export function requireToken(verify: (token: string) => Promise<TokenIdentity>): RequestHandler {
  return async (request, _response, next) => {
    const token = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new SignetError('UNAUTHENTICATED', 'Send an access token: Authorization: Bearer ….');
    employees.set(request, await verify(token));
    next();
  };
}

/** Refuses writes that come from a page of another site. Browsers always name the origin of such requests. */
export function refuseCrossSite(ownOrigin: string): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (!reads && origin !== undefined && origin.replace(/\/$/, '') !== ownOrigin) throw new SignetError('CROSS_SITE');
    next();
  };
}
