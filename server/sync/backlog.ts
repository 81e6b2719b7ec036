import type { Clock } from '../platform/clock.ts';
import { releaseLease, renewLease, takeLease } from '../platform/lease-store.ts';
import type { Tenant } from '../tenants/index.ts';
import { findActiveRun } from './active-run-store.ts';
import { type Backlog, readBacklog, saveBacklog } from './backlog-store.ts';
import { readSyncState } from './sync-state-store.ts';

/** Reading that no run can wait for: one question per person, hours in a large tenant. */
export interface Sweep {
  name: string;
  /** How often everyone is asked about while auto-sync is on, in milliseconds; after a full sync in any case. */
  every: number;
  /**
   * Deals with the next few after the one named, and gives the last of them, or null where there are no more; `found`: a sync has to
   * look at everyone again.
   */
  next(tenant: Tenant, after: string, signal: AbortSignal): Promise<{ last: string | null; found?: boolean }>;
  /** At the end of a sweep that found something. */
  onFound?(tenant: Tenant): Promise<void>;
}

/** How long a sweep rests after a failure. Milliseconds. */
const afterFailure = 10 * 60_000;

/**
 * Goes on with a sweep until it is through, a sync wants to work, or this process stops; the checkpoint moves with every portion,
 * so that it is taken up again where it was, by whichever worker.
 */
export async function goOn(tenant: Tenant, sweep: Sweep, clock: Clock, signal: AbortSignal): Promise<void> {
  const { _id: tenantId } = tenant;
  if (!(await isDue(tenant, await readBacklog(tenantId, sweep.name), sweep, clock.now()))) return;
  const key = `backlog:${tenantId}:${sweep.name}`;
  const fence = await takeLease(key, 'backlog');
  if (fence === null) return;
  try {
    let backlog = await readBacklog(tenantId, sweep.name);
    if (backlog.after === undefined)
      backlog = { ...backlog, after: `${tenantId}:`, begunAt: clock.now(), found: false };
    while (backlog.after !== undefined) {
      if (signal.aborted || (await findActiveRun(tenantId)) || !(await renewLease(key, fence))) return;
      const { last, found } = await sweep.next(tenant, backlog.after, signal).catch(async (error) => {
        await saveBacklog({ ...backlog, failedAt: clock.now() });
        throw error;
      });
      backlog = { ...backlog, failedAt: undefined, after: last ?? undefined, found: backlog.found || found === true };
      if (last === null) backlog = { ...backlog, endedAt: clock.now() };
      await saveBacklog(backlog);
    }
    if (!backlog.found) return;
    await sweep.onFound?.(tenant);
    await saveBacklog({ ...backlog, found: false });
  } finally {
    await releaseLease(key, fence);
  }
}

/** One under way goes on; a new one begins after a full sync, and, where auto-sync is on, from time to time. */
async function isDue(tenant: Tenant, backlog: Backlog, { every }: Sweep, now: Date): Promise<boolean> {
  if (tenant.disconnectedAt || tenant.access.code) return false;
  if (backlog.failedAt && now.getTime() - backlog.failedAt.getTime() < afterFailure) return false;
  const { fullAt } = await readSyncState(tenant._id);
  if (!fullAt) return false;
  if (backlog.after !== undefined || !backlog.begunAt || fullAt > backlog.begunAt) return true;
  return tenant.settings.sync.auto.enabled && now.getTime() - backlog.begunAt.getTime() >= every;
}
