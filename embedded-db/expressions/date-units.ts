import { fail } from '../errors.ts';
import { offsetOf } from './time-zone.ts';

const DAY = 86_400_000;
const FIXED = { millisecond: 1, second: 1000, minute: 60_000, hour: 3_600_000 } as const;
const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

export type DateUnit = (typeof UNITS)[number];

export function isDateUnit(text: string): text is DateUnit {
  return (UNITS as readonly string[]).includes(text);
}

function toLocal(millis: number, zone: string): number {
  return millis + offsetOf(zone, millis);
}

function fromLocal(local: number, zone: string): number {
  const first = local - offsetOf(zone, local);
  return local - offsetOf(zone, first);
}

/** The moment so many units later; months end on their last day, days keep the clock's time. */
export function addUnits(millis: number, unit: DateUnit, count: number, zone: string): number {
  if (unit in FIXED) return millis + count * FIXED[unit as keyof typeof FIXED];
  const local = toLocal(millis, zone);
  if (unit === 'day' || unit === 'week') return fromLocal(local + count * (unit === 'week' ? 7 : 1) * DAY, zone);
  const months = count * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const date = new Date(local);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const first = Date.UTC(Math.floor(month / 12), month % 12, Math.min(date.getUTCDate(), lastDay));
  return fromLocal(first + (((local % DAY) + DAY) % DAY), zone);
}

/** How many boundaries of the unit lie between two moments. */
export function differenceIn(start: number, end: number, unit: DateUnit, zone: string, weekStart: string): number {
  return unitNumber(end, unit, zone, weekStart) - unitNumber(start, unit, zone, weekStart);
}

function unitNumber(millis: number, unit: DateUnit, zone: string, weekStart: string): number {
  if (unit === 'millisecond') return millis;
  const local = toLocal(millis, zone);
  if (unit in FIXED) return Math.floor(local / FIXED[unit as keyof typeof FIXED]);
  const date = new Date(local);
  const day = Math.floor(local / DAY);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return Math.floor((day + 4 - weekdayOf(weekStart)) / 7);
    case 'quarter':
      return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
    case 'month':
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    default:
      return date.getUTCFullYear();
  }
}

function weekdayOf(name: string): number {
  const short = name.toLowerCase().slice(0, 3);
  const index = WEEKDAYS.findIndex((day) => day === name.toLowerCase() || day.slice(0, 3) === short);
  return index >= 0 ? index : fail(5439015, `startOfWeek must be a day of the week, found: ${name}`);
}

/** The beginning of the bin of `size` units that the moment lies in; bins are counted from 2000-01-01. */
export function truncated(millis: number, unit: DateUnit, size: number, zone: string, weekStart: string): number {
  const local = toLocal(millis, zone);
  const origin = Date.UTC(2000, 0, 1);
  if (unit in FIXED || unit === 'day') {
    const width = size * (unit === 'day' ? DAY : FIXED[unit as keyof typeof FIXED]);
    return fromLocal(origin + Math.floor((local - origin) / width) * width, zone);
  }
  if (unit === 'week') {
    // 2000-01-01 was a Saturday: the first week counted begins on the first such weekday after it.
    const first = origin + ((weekdayOf(weekStart) - 6 + 7) % 7) * DAY;
    return fromLocal(first + Math.floor((local - first) / (size * 7 * DAY)) * size * 7 * DAY, zone);
  }
  const width = size * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const date = new Date(local);
  const months = (date.getUTCFullYear() - 2000) * 12 + date.getUTCMonth();
  const bin = Math.floor(months / width) * width;
  return fromLocal(Date.UTC(2000 + Math.floor(bin / 12), ((bin % 12) + 12) % 12, 1), zone);
}
