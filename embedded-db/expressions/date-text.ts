import { fail } from '../errors.ts';
import { offsetOf } from './time-zone.ts';

/** Milliseconds of an ISO 8601 date ("2026-11-22", "2026-11-22T03:00:00.000Z", "+02:00"). Throws ConversionFailure (241). */
export function parseDateText(text: string, zone: string): number {
  const match =
    /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      text.trim(),
    );
  if (!match) return fail(241, `Error parsing date string '${text}'; 0: Unexpected character '${text[0] ?? ''}'`);
  const [, year, month, day = '01', hour = '0', minute = '0', second = '0', fraction = '0', given] = match;
  const millis = Math.floor(Number(`0.${fraction}`) * 1000);
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    millis,
  );
  const check = new Date(local);
  if (check.getUTCMonth() !== Number(month) - 1 || check.getUTCDate() !== Number(day)) {
    fail(241, `Error parsing date string '${text}'; the day does not exist`);
  }
  const from = given ?? zone;
  // A zone's offset depends on the moment that is being looked for: the second try sees a change of clocks.
  const first = local - offsetOf(from, local);
  return local - offsetOf(from, first);
}
