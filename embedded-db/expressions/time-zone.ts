import { fail } from '../errors.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds to add to UTC for the zone's clock at a moment: "+02:00", "Z", "UTC", or an Olson name. Throws 40485. */
export function offsetOf(zone: string, millis: number): number {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z' || zone === 'z') return 0;
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  let format = formats.get(zone);
  if (!format) {
    format = formatOf(zone);
    formats.set(zone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(millis)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(millis / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return fail(40485, `unrecognized time zone identifier: "${zone}"`);
  }
}
