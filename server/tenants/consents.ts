import { randomBytes } from 'node:crypto';
import type { Sealer } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EntraConfig } from '../platform/config.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';
import { consentUrl } from './consent.ts';
import { findConsent, insertConsent, noteTry, type PendingConsent, takeAnswer, takeTry } from './consent-store.ts';
import type { TenantService } from './tenant-service.ts';

/** How long a link to the consent page works. Seconds. */
const stateLife = 24 * 3600;
/** Permissions arrive within minutes of the consent: asked for after 2 s, then less and less often. Seconds. */
const [firstWait, mostWait] = [2, 30];

/** How far a consent has come. */
export type ConsentProgress = { tenantId: string } & (
  | { state: 'waiting'; retryAfter: number; problem?: { code: string; message: string } }
  | { state: 'refused'; message: string }
  | { state: 'connected' }
);

/** Asking an administrator for consent, and looking until the permissions are there. */
export interface Consents {
  /** Begins one; its id is for whoever began it, the link for the administrator, whoever that is. */
  begin(tenantId: string): Promise<string>;
  /** Where the administrator consents. */
  linkOf(id: string): Promise<string>;
  /** Takes what Entra sent back, once. The answer names a tenant, too; only the one kept here is believed. @throws {SignetError} SIGN_IN_FAILED */
  answer(state: string, refusal?: string): Promise<{ id: string; tenantId: string }>;
  /** Looks whether the permissions are there, not more often than makes sense, and connects the tenant as soon as they are. */
  look(id: string): Promise<ConsentProgress>;
}

export interface ConsentsOptions {
  tenants: Pick<TenantService, 'connect'>;
  entra: EntraConfig;
  redirectUri: string;
  sealer: Sealer;
  clock: Clock;
  /** Once, when the tenant is connected. */
  onConnected(tenantId: string): Promise<void>;
}

/** Consents, kept in the database. */
export function createConsents({ tenants, entra, redirectUri, sealer, clock, onConnected }: ConsentsOptions): Consents {
  async function find(id: string): Promise<PendingConsent> {
    const consent = await findConsent(id, clock.now());
    if (!consent) throw new SignetError('SIGN_IN_FAILED', 'This set-up is too old. Open the set-up link again.');
    return consent;
  }

  return {
    async begin(tenantId) {
      const id = randomBytes(24).toString('base64url');
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + stateLife * 1000);
      await insertConsent({ _id: id, tenantId, startedAt: now, tries: 0, expiresAt });
      return id;
    },

    async linkOf(id) {
      const { tenantId } = await find(id);
      const state = await sealer.seal({ purpose: 'connect', id }, stateLife);
      return consentUrl(entra, tenantId, redirectUri, state);
    },

    async answer(state, refusal) {
      const { purpose, id } = await sealer.open(state);
      const taken = purpose === 'connect' && typeof id === 'string' ? await takeAnswer(id, clock.now(), refusal) : null;
      if (!taken) throw new SignetError('SIGN_IN_FAILED', 'This consent was used already. Open the set-up link again.');
      return { id: taken._id, tenantId: taken.tenantId };
    },

    async look(id) {
      const consent = await find(id);
      const { tenantId, refusal, problem, tries } = consent;
      if (consent.connectedAt) return { tenantId, state: 'connected' };
      if (refusal !== undefined) return { tenantId, state: 'refused', message: refusal };
      const left = secondsLeft(consent, clock.now());
      if (left > 0) return { tenantId, state: 'waiting', retryAfter: left, problem };
      if (!(await takeTry(id, tries, clock.now())))
        return { tenantId, state: 'waiting', retryAfter: firstWait, problem };
      try {
        await tenants.connect(tenantId);
      } catch (thrown) {
        const { code, message } = toSignetError(thrown);
        await noteTry(id, { problem: { code, message } });
        return { tenantId, state: 'waiting', retryAfter: waitAfter(tries + 1), problem: { code, message } };
      }
      await noteTry(id, { connectedAt: clock.now() });
      await onConnected(tenantId);
      return { tenantId, state: 'connected' };
    },
  };
}

/** Seconds between one try and the next. */
function waitAfter(tries: number): number {
  return Math.min(mostWait, Math.round(firstWait * 1.5 ** (tries - 1)));
}

function secondsLeft({ triedAt, tries }: PendingConsent, now: Date): number {
  if (!triedAt) return 0;
  return Math.max(0, Math.ceil(waitAfter(tries) - (now.getTime() - triedAt.getTime()) / 1000));
}
