import type { Request, Response } from 'express';
import { type Entra, signToken, verifyToken } from './entra.ts';

const cookieName = 'sandbox-entra-session';
const lifeSeconds = 24 * 60 * 60;

const audience = (entra: Entra) => `${entra.pagesUrl}/session`;

/** The object id of the person signed in in this browser, if any and still welcome. */
export async function signedIn(entra: Entra, request: Request): Promise<string | undefined> {
  const pattern = new RegExp(`(?:^|;\\s*)${cookieName}=([^;]+)`);
  const token = pattern.exec(request.headers.cookie ?? '')?.[1];
  if (!token) return undefined;
  const claims = await verifyToken(entra, token, [audience(entra)]).catch(() => undefined);
  const entry = entra.world.findUser(String(claims?.oid ?? ''));
  return entry && entry.user.accountEnabled !== false ? entry.user.id : undefined;
}

/** Remembers who signed in. Cookies don't know ports, hence the name of its own. */
export async function rememberSignIn(entra: Entra, response: Response, oid: string): Promise<void> {
  const token = await signToken(entra, { aud: audience(entra), oid }, lifeSeconds);
  response.append('Set-Cookie', `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${lifeSeconds}`);
}

/** Forgets it. */
export function forgetSignIn(response: Response): void {
  response.append('Set-Cookie', `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
}
