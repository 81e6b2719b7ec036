import type { ScheduleView } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { localDate } from '../platform/local-time.ts';
import type { TenantService } from '../tenants/index.ts';
import { nextSlots } from './due-slot.ts';
import { findRun } from './run-store.ts';
import { nextNights, nightlyRunId } from './schedule.ts';

/** A time and a zone that somebody thinks of, before saving them. */
export interface SchedulePreview {
  time?: string;
  timeZone?: string;
}

/** When syncs start on their own, for showing. */
export interface ScheduleService {
  /** The tenant's schedule, or what it would be: then as if auto-sync were on. */
  show(tenantId: string, preview?: SchedulePreview): Promise<ScheduleView>;
}

/** The schedule as people see it. */
export function createScheduleService({ tenants, clock }: { tenants: TenantService; clock: Clock }): ScheduleService {
  return {
    async show(tenantId, preview = {}) {
      const { settings } = await tenants.choose(tenantId);
      const { enabled, deltaMinutes, time, timeZone } = settings.sync.auto;
      const nightly = { time: preview.time ?? time, timeZone: preview.timeZone ?? timeZone };
      const now = clock.now();
      const asked = preview.time !== undefined || preview.timeZone !== undefined;
      const dates = nextSlots(now, nightly, 4).map((at) => localDate(at, nightly.timeZone));
      const taken = new Set<string>();
      for (const date of dates) if (await findRun(tenantId, nightlyRunId(tenantId, date))) taken.add(date);
      const next = enabled || asked ? nextNights(now, nightly, (date) => taken.has(date)) : [];
      return { enabled, deltaMinutes, ...nightly, next: next.map((at) => at.toISOString()) };
    },
  };
}
