import type { Period } from '../../contract/index.ts';
import { weekdays } from '../dates.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Days of a month one after the other on which something shows: first and last, counted from 1. */
export interface Span {
  from: number;
  to: number;
}

/** The days of a month (`2027-03`), as dates. */
export function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01T00:00Z`);
  const next = Date.parse(`${shiftMonth(month, 1)}-01T00:00Z`);
  const count = Math.round((next - first) / dayMilliseconds);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * dayMilliseconds).toISOString().slice(0, 10),
  );
}

/** The month so many months later. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** Where on the week a date is, 0 for Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
}

/** On which days of a month something with these dates and weekdays shows, if only for a part of the day. */
export function spansIn(month: string, { starts, ends, weekdays: on }: Period): Span[] {
  const shows = (day: string) => {
    if (starts !== undefined && day < starts.slice(0, 10)) return false;
    if (ends !== undefined && (day > ends.slice(0, 10) || ends === `${day}T00:00`)) return false;
    return on === undefined || on.some((one) => weekdays.indexOf(one) === weekdayOf(day));
  };
  const spans: Span[] = [];
  for (const [index, day] of daysOf(month).entries()) {
    if (!shows(day)) continue;
    const last = spans.at(-1);
    if (last?.to === index) last.to = index + 1;
    else spans.push({ from: index + 1, to: index + 1 });
  }
  return spans;
}
