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
