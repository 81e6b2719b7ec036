import type { Clock } from './clock.ts';
import { SignetError } from './errors.ts';

/** The length of a window. Short, so that who was refused may soon try again. Milliseconds. */
const windowLength = 10_000;

/**
 * How often something may happen in ten seconds. People's are far above what an add-in or a page asks for, and far below what
 * would keep others waiting; a whole company may share one address, which counts only as long as nobody has proven who they are.
 */
export const limits = { person: 10_000, apiToken: 2_000, session: 1_000, stranger: 300 } as const;
export type Limited = keyof typeof limits;

/** With fewer requests under way than this nobody is refused for the sake of others. */
const roomForAll = 100;

/** Counts in memory, for this process alone (docs/adr: rate limits by process). */
export interface RateLimits {
  /** One more. @throws {SignetError} TOO_MANY_REQUESTS */
  count(what: Limited, key: string): void;
  /**
   * Somebody comes with a proof that is not checked yet. An address that brought too many bad ones is turned away, but for proofs that
   * were good just now: so nobody can lock out who shares an address with them. @throws {SignetError} TOO_MANY_REQUESTS
   */
  admit(address: string, proof: string): void;
  /** The proof was good. */
  proven(proof: string): void;
  /** It was not. */
  failed(address: string): void;
  /**
   * A tenant's request begins; the answer says that it ended. While much is under way, a tenant that has more than its share is asked to
   * wait, so that one company's Monday morning is not everybody's. @throws {SignetError} TOO_MANY_REQUESTS
   */
  begin(tenantId: string): () => void;
}

/** Limits by this clock. */
export function createRateLimits(clock: Clock): RateLimits {
  let windowEnd = 0;
  let counts = new Map<string, number>();
  let good = new Set<string>();
  let goodBefore = new Set<string>();
  const underWay = new Map<string, number>();
  let allUnderWay = 0;

  const refuse = (seconds: number): never => {
    throw new SignetError('TOO_MANY_REQUESTS', undefined, { details: { retryAfter: seconds } });
  };
  const untilWindowEnds = () => Math.max(1, Math.ceil((windowEnd - clock.now().getTime()) / 1000));
  const turnWindow = () => {
    const now = clock.now().getTime();
    if (now < windowEnd) return;
    windowEnd = now + windowLength;
    counts = new Map();
    [goodBefore, good] = [good, new Set()];
  };
  const add = (key: string): number => {
    turnWindow();
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };

  return {
    count(what, key) {
      if (add(`${what} ${key}`) > limits[what]) refuse(untilWindowEnds());
    },
    admit(address, proof) {
      turnWindow();
      const bad = counts.get(`stranger ${address}`) ?? 0;
      if (bad >= limits.stranger && !good.has(endOf(proof)) && !goodBefore.has(endOf(proof))) refuse(untilWindowEnds());
    },
    proven(proof) {
      good.add(endOf(proof));
    },
    failed(address) {
      add(`stranger ${address}`);
    },
    begin(tenantId) {
      const own = underWay.get(tenantId) ?? 0;
      if (allUnderWay >= roomForAll && own > (2 * allUnderWay) / (underWay.size + 1)) refuse(1);
      underWay.set(tenantId, own + 1);
      allUnderWay += 1;
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        allUnderWay -= 1;
        const left = (underWay.get(tenantId) ?? 1) - 1;
        if (left > 0) underWay.set(tenantId, left);
        else underWay.delete(tenantId);
      };
    },
  };
}

/** The end of a token or a cookie is random, and enough to know it again. */
const endOf = (proof: string) => proof.slice(-32);
