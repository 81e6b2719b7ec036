import { type CookieOptions, type Request, Router } from 'express';
import { deleteSessionsOf } from './session-store.ts';
import type { Sessions } from './sessions.ts';
import { pendingLife, type SignedIn, type SignIn } from './sign-in.ts';
import { cookieOf, pendingCookie, sessionCookie } from './who.ts';

/** How our cookies are kept: out of reach of scripts, over TLS (or on localhost), not sent by other sites' forms. */
export const cookieOptions: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

export interface AccessRoutesOptions {
  signIn: SignIn;
  sessions: Sessions;
  /** Told of each sign-in before its session starts: the one who connected the tenant becomes its first admin. */
  onSignedIn(request: Request, who: SignedIn): Promise<void>;
}

/** `/auth/sign-in`, `/auth/callback`, `/auth/sign-out`, `/auth/sign-out-everywhere`: signing in to the admin app. */
export function createAccessRoutes({ signIn, sessions, onSignedIn }: AccessRoutesOptions): Router {
  const routes = Router();

  routes.get('/auth/sign-in', async (request, response) => {
    const { url, pending } = await signIn.start(ownPath(request.query.returnTo));
    response.cookie(pendingCookie, pending, { ...cookieOptions, maxAge: pendingLife * 1000 });
    response.set('Cache-Control', 'no-store').redirect(url);
  });

  routes.get('/auth/callback', async (request, response) => {
    const who = await signIn.finish(request.query, cookieOf(request, pendingCookie));
    await onSignedIn(request, who);
    const before = cookieOf(request, sessionCookie);
    if (before) await sessions.end(before);
    response.clearCookie(pendingCookie, cookieOptions);
    response.cookie(sessionCookie, await sessions.start(who), cookieOptions);
    response.set('Cache-Control', 'no-store').redirect(who.returnTo);
  });

  routes.post('/auth/sign-out', async (request, response) => {
    const cookie = cookieOf(request, sessionCookie);
    if (cookie) await sessions.end(cookie);
    response.clearCookie(sessionCookie, cookieOptions).status(204).end();
  });

  routes.post('/auth/sign-out-everywhere', async (request, response) => {
    const cookie = cookieOf(request, sessionCookie);
    const session = cookie ? await sessions.find(cookie) : null;
    if (session) await deleteSessionsOf(session.tenantId, session.objectId);
    response.clearCookie(sessionCookie, cookieOptions).status(204).end();
  });

  return routes;
}

/** A path of our own site, so that nobody is sent elsewhere after signing in. */
function ownPath(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])[\w\-./?=&%#]*$/.test(asked) ? asked : '/admin/';
}
