import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { endSubscription, renewSubscription, type Subscription, subscribeToUsers } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { isLoopback } from '../platform/config.ts';
import { SignetError, toSignetError } from '../platform/errors.ts';
import { releaseLease, takeLease } from '../platform/lease-store.ts';
import type { Logger } from '../platform/log.ts';
import type { Tenant, TenantService } from '../tenants/index.ts';
import {
  deleteSubscription,
  findSubscriptions,
  type KeptSubscription,
  readSubscription,
  saveSubscription,
} from './notification-store.ts';
import { noteNotice } from './schedule-store.ts';

const day = 24 * 3_600_000;
/** Prolonged every day, so that days of silence do no harm. Milliseconds. */
const renewEvery = day;
/** After a failure. Milliseconds. */
const retryEvery = 3_600_000;

/** What Graph posts: ids only (learn.microsoft.com/graph/change-notifications-delivery-webhooks). */
export const noticesSchema = z.object({
  value: z
    .array(
      z.looseObject({
        subscriptionId: z.string().max(100),
        clientState: z.string().max(255).nullish(),
        lifecycleEvent: z.string().max(100).nullish(),
      }),
    )
    .max(5000),
});
export type Notices = z.infer<typeof noticesSchema>;

/** Being told of changes by Microsoft Graph, where it can reach us. Polling goes on beside it: notifications get lost. */
export interface Notifications {
  /** Makes, prolongs or ends the tenant's subscription, as its settings say; does nothing most of the time. */
  keep(tenant: Tenant): Promise<void>;
  /** Takes what Graph posted; what does not bring the right clientState is not from Graph. Gives how many counted. */
  receive(notices: Notices): Promise<number>;
  /** Ends the tenant's subscription, where there is one. */
  end(tenantId: string): Promise<void>;
  /** What keeps notifications from coming though they are switched on, or null. */
  problemOf(tenant: Tenant): Promise<string | null>;
}

/** Can Microsoft reach this address? Only https, and not this machine alone. */
export function canBeReached(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' && !isLoopback(hostname.replace(/^\[|\]$/g, '')) && !hostname.endsWith('.localhost');
}

export interface NotificationsOptions {
  tenants: TenantService;
  publicUrl: string;
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
}

const hashOf = (clientState: string) => createHash('sha256').update(clientState).digest('base64url');

/** Change notifications of every tenant that wants them. */
export function createNotifications({ tenants, publicUrl, clock, log }: NotificationsOptions): Notifications {
  const url = `${publicUrl}/hooks/graph`;
  const reachable = canBeReached(publicUrl);
  const graphOf = (tenantId: string) => tenants.graphOf(tenantId, { priority: 'low', tries: 2 });

  async function subscribe(tenantId: string, before: KeptSubscription | null): Promise<void> {
    const now = clock.now();
    const clientState = randomBytes(32).toString('base64url');
    const kept = { _id: tenantId, tenantId, triedAt: now };
    try {
      const longer = await prolonged(tenantId, before);
      const made = longer ?? (await subscribeToUsers(graphOf(tenantId), { url, clientState, now }));
      const clientStateHash = longer && before ? before.clientStateHash : hashOf(clientState);
      await saveSubscription({ ...kept, clientStateHash, subscriptionId: made.id, expiresAt: made.expiresAt });
      if (made.id !== before?.subscriptionId) log.info({ tenantId }, 'Microsoft Graph tells of changes from now on');
    } catch (thrown) {
      const { message } = toSignetError(thrown);
      const { subscriptionId, expiresAt = now, clientStateHash = '' } = before ?? {};
      await saveSubscription({ ...kept, clientStateHash, subscriptionId, expiresAt, problem: message });
      log.warn({ tenantId }, `No notifications: ${message}`);
    }
  }

  async function prolonged(tenantId: string, before: KeptSubscription | null): Promise<Subscription | null> {
    const now = clock.now();
    if (!before?.subscriptionId || before.expiresAt <= now) return null;
    return renewSubscription(graphOf(tenantId), before.subscriptionId, now);
  }

  const notifications: Notifications = {
    async keep(tenant) {
      const { _id: tenantId, settings, disconnectedAt } = tenant;
      const wanted = settings.sync.notifications && reachable && !disconnectedAt && !tenant.access.code;
      const before = await readSubscription(tenantId);
      if (!settings.sync.notifications && before && !disconnectedAt) return notifications.end(tenantId);
      if (!wanted || (before && !isDue(before, clock.now()))) return;
      const key = `notifications:${tenantId}`;
      const fence = await takeLease(key, 'notifications');
      if (fence === null) return;
      try {
        await subscribe(tenantId, await readSubscription(tenantId));
      } finally {
        await releaseLease(key, fence);
      }
    },

    async receive({ value }) {
      const ids = [...new Set(value.map(({ subscriptionId }) => subscriptionId))].slice(0, 20);
      const known = new Map((await findSubscriptions(ids)).map((kept) => [kept.subscriptionId, kept]));
      const counted = value.filter((notice) => {
        const kept = known.get(notice.subscriptionId);
        return kept !== undefined && sameText(hashOf(notice.clientState ?? ''), kept.clientStateHash);
      });
      for (const id of new Set(counted.map(({ subscriptionId }) => subscriptionId))) {
        const kept = known.get(id);
        if (!kept) continue;
        const own = counted.filter(({ subscriptionId }) => subscriptionId === id);
        if (own.some(({ lifecycleEvent }) => lifecycleEvent === 'reauthorizationRequired'))
          await saveSubscription({ ...kept, triedAt: new Date(0) });
        if (own.some(({ lifecycleEvent }) => !lifecycleEvent)) await noteNotice(kept.tenantId, clock.now());
      }
      if (counted.length < value.length) log.warn({ count: value.length - counted.length }, 'notifications refused');
      return counted.length;
    },

    async end(tenantId) {
      const kept = await readSubscription(tenantId);
      if (!kept) return;
      // One that cannot be ended runs out by itself, and what it brings is not known here any more.
      if (kept.subscriptionId) await endSubscription(graphOf(tenantId), kept.subscriptionId).catch(() => undefined);
      await deleteSubscription(tenantId);
    },

    async problemOf({ _id: tenantId, settings }) {
      if (!settings.sync.notifications) return null;
      if (!reachable)
        return `Microsoft cannot reach ${publicUrl}: notifications need a PUBLIC_URL with https that is not this machine. Changes are asked for every ${settings.sync.auto.deltaMinutes} minutes instead.`;
      return (await readSubscription(tenantId))?.problem ?? null;
    },
  };
  return notifications;
}

function isDue({ triedAt, problem, expiresAt }: KeptSubscription, now: Date): boolean {
  const passed = now.getTime() - triedAt.getTime();
  return passed >= (problem ? retryEvery : renewEvery) || (!problem && expiresAt <= now);
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Graph's handshake token, if this is a handshake. @throws {SignetError} BAD_REQUEST for one that is none of Graph's */
export function handshakeOf(query: Record<string, unknown>): string | null {
  const token = query.validationToken;
  if (token === undefined) return null;
  if (typeof token !== 'string' || token.length > 2000) throw new SignetError('BAD_REQUEST');
  return token;
}
