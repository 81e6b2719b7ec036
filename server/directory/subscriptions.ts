import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import type { Graph } from './graph-client.ts';

/** The longest life of a subscription to users: 41,760 minutes (learn.microsoft.com/graph/change-notifications-overview). Milliseconds. */
export const subscriptionLife = 41_760 * 60_000;
/** Kept clear of the limit, so that a clock a little ahead is not refused. Milliseconds. */
const margin = 10 * 60_000;

/** A subscription as Graph keeps it. */
export interface Subscription {
  id: string;
  expiresAt: Date;
}

const schema = z.looseObject({ id: z.string(), expirationDateTime: z.iso.datetime({ offset: true }) });

function endFrom(now: Date): string {
  return new Date(now.getTime() + subscriptionLife - margin).toISOString();
}

/**
 * Asks to be told of changes to users. Creation and removal to the recycle bin come as `updated`, a purge as `deleted`; only ids
 * are told. Before it answers, Graph asks the URL to prove that it wants this.
 */
export async function subscribeToUsers(
  graph: Graph,
  { url, clientState, now }: { url: string; clientState: string; now: Date },
): Promise<Subscription> {
  const body = {
    changeType: 'updated,deleted',
    notificationUrl: url,
    // It cannot be added later (learn.microsoft.com/graph/change-notifications-lifecycle-events).
    lifecycleNotificationUrl: url,
    resource: 'users',
    expirationDateTime: endFrom(now),
    clientState,
  };
  return toSubscription(await graph.subscriptions({ method: 'POST', body }));
}

/** Prolongs a subscription; null where Graph knows it no more. */
export async function renewSubscription(graph: Graph, id: string, now: Date): Promise<Subscription | null> {
  try {
    const body = { expirationDateTime: endFrom(now) };
    return toSubscription(await graph.subscriptions({ method: 'PATCH', id, body }));
  } catch (error) {
    if (error instanceof SignetError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** Ends a subscription; one that is gone already is no fault. */
export async function endSubscription(graph: Graph, id: string): Promise<void> {
  try {
    await graph.subscriptions({ method: 'DELETE', id });
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'NOT_FOUND') throw error;
  }
}

function toSubscription(answer: unknown): Subscription {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new SignetError('DIRECTORY_ANSWER', undefined, { cause: parsed.error });
  return { id: parsed.data.id, expiresAt: new Date(parsed.data.expirationDateTime) };
}
