import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import { deleteSession, findSession, insertSession, type Session, touchSession } from './session-store.ts';
import type { SignedIn } from './sign-in.ts';

const hour = 3_600_000;
/** A session ends after 8 hours without a request, and after 24 hours whatever happens. Milliseconds. */
export const idleLife = 8 * hour;
export const absoluteLife = 24 * hour;
const touchEvery = 60_000;

/** Server-side sessions: the cookie carries 256 random bits, the database their hash. */
export interface Sessions {
  /** Starts a session and gives the cookie's value. */
  start(who: SignedIn): Promise<string>;
  find(cookie: string): Promise<Session | null>;
  end(cookie: string): Promise<void>;
}

const hash = (cookie: string) => createHash('sha256').update(cookie).digest('base64url');

/** Sessions by this clock. */
export function createSessions(clock: Clock): Sessions {
  return {
    async start(who) {
      const cookie = randomBytes(32).toString('base64url');
      const now = clock.now();
      await insertSession({
        _id: hash(cookie),
        tenantId: who.tenantId,
        objectId: who.objectId,
        name: who.name,
        address: who.address,
        tokenRoles: who.roles,
        createdAt: now,
        seenAt: now,
        expiresAt: new Date(now.getTime() + absoluteLife),
      });
      return cookie;
    },
    async find(cookie) {
      const now = clock.now();
      const session = await findSession(hash(cookie), now, new Date(now.getTime() - idleLife));
      if (session && now.getTime() - session.seenAt.getTime() > touchEvery) await touchSession(session._id, now);
      return session;
    },
    end: (cookie) => deleteSession(hash(cookie)),
  };
}
