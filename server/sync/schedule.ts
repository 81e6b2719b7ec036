import type { RunKind, RunTrigger } from '../../contract/index.ts';
import { localDate } from '../platform/local-time.ts';
import type { Tenant } from '../tenants/index.ts';
import { latestSlot, nextSlots } from './due-slot.ts';
import { revisionOf } from './evaluate.ts';
import type { ScheduleState } from './schedule-store.ts';
import { scopeKey } from './scope-key.ts';
import type { SyncState } from './sync-state-store.ts';

/** What a tenant's schedule asks for now. */
export type Due =
  | { trigger: 'nightly'; kind: 'full'; slot: string }
  | { trigger: Exclude<RunTrigger, 'nightly' | 'manual'>; kind: RunKind };

/** What the schedule looks at: the tenant, what its syncs remember, what the schedule did, and whether a run is under way. */
export interface ScheduleFacts {
  now: Date;
  tenant: Pick<Tenant, '_id' | 'connectedAt' | 'scheduledSince' | 'disconnectedAt' | 'settings'>;
  state: SyncState;
  schedule: ScheduleState;
  /** Slots whose run exists already. */
  slotTaken: boolean;
  active: boolean;
}

/** A change that could not be applied is tried again after this. Milliseconds. */
const retryChange = 3_600_000;
/** Notifications come in bursts: the delta waits until none came for so long … Milliseconds. */
const quietAfterNotice = 10_000;
/** … but not for ever. */
const mostPatience = 60_000;

/**
 * What is to start now, or null. Off means off: with auto-sync switched off nothing starts on its own, changed rules neither.
 * A run under way is never joined by the schedule: what is due then is due after it.
 */
export function dueNow(facts: ScheduleFacts): Due | null {
  const { tenant, active } = facts;
  if (active || tenant.disconnectedAt || !tenant.settings.sync.auto.enabled) return null;
  return dueNightly(facts) ?? dueChange(facts) ?? dueNotification(facts) ?? dueInterval(facts);
}

/** The run's id *is* the slot, so that of two workers one loses by duplicate key. */
export function nightlyRunId(tenantId: string, slot: string): string {
  return `${tenantId}:nightly:${slot}`;
}

/** The newest slot, if it fell due while the tenant was connected and had this schedule; older ones are not made up for. */
export function nightlySlot({ now, tenant }: Pick<ScheduleFacts, 'now' | 'tenant'>): string | null {
  const slot = latestSlot(now, tenant.settings.sync.auto);
  const since = Math.max(tenant.connectedAt.getTime(), tenant.scheduledSince?.getTime() ?? 0);
  return slot && slot.at.getTime() > since ? slot.date : null;
}

function dueNightly(facts: ScheduleFacts): Due | null {
  const slot = nightlySlot(facts);
  return slot === null || facts.slotTaken ? null : { trigger: 'nightly', kind: 'full', slot };
}

/** Rules, mappings or scope are not those that everyone was last looked at with. */
function dueChange({ now, tenant, state, schedule }: ScheduleFacts): Due | null {
  if (!state.fullAt) return null;
  const { sync } = tenant.settings;
  const scopeChanged = state.scope !== undefined && state.scope !== scopeKey(sync.scope);
  if (!scopeChanged && state.revision === revisionOf(sync)) return null;
  const { change } = schedule;
  const tried = change?.target === changeTarget(sync) && now.getTime() - change.at.getTime() < retryChange;
  return tried ? null : { trigger: 'ruleChange', kind: scopeChanged ? 'full' : 'delta' };
}

/** What a run for changed settings is about, so that it is queued once. */
export function changeTarget(sync: Tenant['settings']['sync']): string {
  return `${revisionOf(sync)}.${scopeKey(sync.scope)}`;
}

function dueNotification({ now, tenant, state, schedule }: ScheduleFacts): Due | null {
  const { noticedAt, lastNoticeAt } = schedule;
  if (!tenant.settings.sync.notifications || !state.fullAt || !noticedAt) return null;
  const quiet = now.getTime() - (lastNoticeAt ?? noticedAt).getTime() >= quietAfterNotice;
  return quiet || now.getTime() - noticedAt.getTime() >= mostPatience
    ? { trigger: 'notification', kind: 'delta' }
    : null;
}

function dueInterval({ now, tenant, state, schedule }: ScheduleFacts): Due | null {
  if (!state.fullAt) return null;
  const last = Math.max(
    state.deltaLinkAt?.getTime() ?? 0,
    state.fullAt.getTime(),
    schedule.intervalAt?.getTime() ?? 0,
    schedule.probedAt?.getTime() ?? 0,
  );
  const due = now.getTime() - last >= tenant.settings.sync.auto.deltaMinutes * 60_000;
  return due ? { trigger: 'interval', kind: 'delta' } : null;
}

/**
 * The next nightly starts as somebody would see them come true. A date whose slot has run already is left out: moving the time
 * to later the same day doesn't make a second night of it.
 */
export function nextNights(
  now: Date,
  auto: { time: string; timeZone: string },
  taken: (date: string) => boolean,
  count = 3,
): Date[] {
  return nextSlots(now, auto, count + 1)
    .filter((time) => !taken(localDate(time, auto.timeZone)))
    .slice(0, count);
}
