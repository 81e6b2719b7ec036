import type { Weekday } from '../contract/index.ts';
import { currentLocale, perLocale } from './format.ts';
import { messages } from './messages/messages.ts';

const dayKey = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' });
const dateFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const timeFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const fullFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }));

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** An ISO instant in words, seen from `now` (milliseconds): "today at 03:00", "yesterday at 03:00", "20 Nov 2026 at 03:00". */
export function formatWhen(iso: string, now: number): string {
  const instant = new Date(iso);
  const time = timeFormat().format(instant);
  const day = dayKey.format(instant);
  if (day === dayKey.format(now)) return messages.dates.today(time);
  if (day === dayKey.format(now - dayMilliseconds)) return messages.dates.yesterday(time);
  return messages.dates.other(dateFormat().format(instant), time);
}

/** Only the time of an ISO instant: "03:00". */
export function formatTime(iso: string): string {
  return timeFormat().format(new Date(iso));
}

/** An ISO instant with everything, time zone included: for tooltips. */
export function formatFully(iso: string): string {
  return fullFormat().format(new Date(iso));
}

/** An ISO instant as the clock of a time zone shows it, to the minute, with the zone's name. */
export function formatInZone(iso: string, timeZone: string): string {
  const looks = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  const zoned = new Intl.DateTimeFormat(currentLocale(), { ...looks, timeZoneName: 'short', timeZone });
  return zoned.format(new Date(iso));
}

/** How long something took, in words: "under 1 s", "45 s", "2 min 5 s", "1 h 3 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return messages.dates.underOne;
  const whole = Math.round(seconds);
  if (whole < 60) return messages.dates.seconds(whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return messages.dates.minutes(minutes, whole % 60);
  return messages.dates.hours(Math.floor(minutes / 60), minutes % 60);
}

const localDay = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }));
const localMinute = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
);

/** A date, or date and time, as some zone's clocks and calendars show it: `2027-03-01` → "1 Mar 2027". */
export function formatLocal(local: string): string {
  if (local.length === 10) return localDay().format(Date.parse(`${local}T00:00Z`));
  return localMinute().format(Date.parse(`${local.slice(0, 16)}Z`));
}

/** Date and time of day in a zone, as dates are written in settings: `2027-03-01T09:30`. */
export function localNow(now: number, timeZone: string): string {
  const two = '2-digit';
  const looks = { year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23', timeZone } as const;
  const parts = new Intl.DateTimeFormat('en-CA', looks).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdayFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }));

/** What the days of the week are called, in short. */
export function weekdayNames(): Record<Weekday, string> {
  const aMonday = Date.UTC(2024, 0, 1);
  const names = weekdays.map((day, index) => [day, weekdayFormat().format(aMonday + index * dayMilliseconds)]);
  return Object.fromEntries(names) as Record<Weekday, string>;
}

const monthFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** A month: `2027-03` → "March 2027". */
export function formatMonth(month: string): string {
  return monthFormat().format(Date.parse(`${month}-01T00:00Z`));
}
