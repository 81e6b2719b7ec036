import { firstYear, isMeantYear, lastYear, localTimeSchema } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { instantOf } from '../platform/local-time.ts';

/**
 * The moment that somebody asks about: a date or a local time in the tenant's zone (`2027-01-31T09:00`), or a moment with its own
 * offset (`2027-01-31T09:00:00Z`); absent: now.
 * @throws {SignetError} VALIDATION
 */
export function momentOf(text: string | undefined, timeZone: string, now: Date): Date {
  if (text === undefined || text === '') return now;
  if (localTimeSchema.safeParse(text).success) return instantOf(text, timeZone);
  const moment = new Date(text);
  if (/(Z|[+-]\d\d:?\d\d)$/.test(text) && isMeantYear(moment.getUTCFullYear())) return moment;
  throw new SignetError(
    'VALIDATION',
    `at: ${text} is no date like 2027-01-31, 2027-01-31T09:00 or 2027-01-31T09:00:00Z (of the years ${firstYear} to ${lastYear}).`,
  );
}
