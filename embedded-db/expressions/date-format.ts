import { fail } from '../errors.ts';

const DAY = 86_400_000;

/** The week of the year (0–53), weeks beginning on Sunday. */
export function weekOfYear(local: Date): number {
  const firstDay = Date.UTC(local.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((local.getTime() - firstDay) / DAY);
  return Math.floor((dayOfYear + 7 - local.getUTCDay()) / 7);
}

/** The year that the ISO week belongs to. */
export function isoYear(local: Date): number {
  return thursdayOf(local).getUTCFullYear();
}

/** The ISO 8601 week (1–53). */
export function isoWeek(local: Date): number {
  const thursday = thursdayOf(local);
  return Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY / 7) + 1;
}

function thursdayOf(local: Date): Date {
  const day = Math.floor(local.getTime() / DAY) * DAY;
  return new Date(day + (4 - (local.getUTCDay() || 7)) * DAY);
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A date in the form of $dateToString; `offset` are the zone's milliseconds. Throws 18536 for an unknown letter. */
export function formatDate(millis: number, offset: number, format: string): string {
  const local = new Date(millis + offset);
  return format.replace(/%(.?)/gs, (_, letter: string) => written(letter, local, offset));
}

function padded(value: number, size: number): string {
  return String(value).padStart(size, '0');
}

function written(letter: string, local: Date, offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  switch (letter) {
    case 'Y':
      return padded(local.getUTCFullYear(), 4);
    case 'm':
      return padded(local.getUTCMonth() + 1, 2);
    case 'd':
      return padded(local.getUTCDate(), 2);
    case 'H':
      return padded(local.getUTCHours(), 2);
    case 'M':
      return padded(local.getUTCMinutes(), 2);
    case 'S':
      return padded(local.getUTCSeconds(), 2);
    case 'L':
      return padded(local.getUTCMilliseconds(), 3);
    case 'j':
      return padded(Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY) + 1, 3);
    case 'w':
      return String(local.getUTCDay() + 1);
    case 'u':
      return String(local.getUTCDay() || 7);
    case 'U':
      return padded(weekOfYear(local), 2);
    case 'V':
      return padded(isoWeek(local), 2);
    case 'G':
      return padded(isoYear(local), 4);
    case 'b':
      return (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3);
    case 'B':
      return MONTHS[local.getUTCMonth()] ?? '';
    case 'z':
      return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
    case 'Z':
      return String(offset / 60_000);
    case '%':
      return '%';
    case '':
      return fail(18535, "Unmatched '%' at end of format string");
    default:
      return fail(18536, `Invalid format character '%${letter}' in format string`);
  }
}
