import { Cron } from 'croner';
import { localDate } from '../platform/local-time.ts';

/** When a tenant synchronises on its own: a local time of day, in a time zone. */
export interface Nightly {
  /** `HH:MM` */
  time: string;
  /** An IANA name like Europe/Berlin. */
  timeZone: string;
}

const day = 24 * 3_600_000;

/**
 * The latest nightly slot that is due, as the tenant's local date (`2027-03-28`): one per calendar day, whatever the clocks do.
 * A time that a clock change leaves out falls due right after the gap, one that comes twice falls due once.
 */
export function dueSlot(now: Date, nightly: Nightly): string | null {
  return latestSlot(now, nightly)?.date ?? null;
}

/** The latest nightly slot that is due, with the moment it fell due. */
export function latestSlot(now: Date, nightly: Nightly): { date: string; at: Date } | null {
  const at = timesBetween(nightly, new Date(now.getTime() - 26 * 3_600_000), now).at(-1);
  return at ? { date: localDate(at, nightly.timeZone), at } : null;
}

/** The next `count` times a tenant's sync will start on its own. */
export function nextSlots(now: Date, nightly: Nightly, count: number): Date[] {
  return schedule(nightly).nextRuns(count, now);
}

function timesBetween(nightly: Nightly, from: Date, to: Date): Date[] {
  const count = Math.ceil((to.getTime() - from.getTime()) / day) + 1;
  return schedule(nightly)
    .nextRuns(count, from)
    .filter((time) => time <= to);
}

function schedule({ time, timeZone }: Nightly): Cron {
  const [hours, minutes] = time.split(':').map(Number);
  return new Cron(`${minutes} ${hours} * * *`, { timezone: timeZone, paused: true });
}
