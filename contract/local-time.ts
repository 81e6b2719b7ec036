import { z } from 'zod';

/** The years that somebody may mean: calendars reckon in them without surprises, in every zone. */
export const firstYear = 1970;
export const lastYear = 2199;

/** A day, or a day and a time of day, as the clock of the tenant's zone shows it. */
export const localTimeSchema = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/,
    'must be like 2027-01-31 or 2027-01-31T09:00',
  )
  .refine((text) => isMeantYear(Number(text.slice(0, 4))), `must be a day of the years ${firstYear} to ${lastYear}`)
  .refine(
    (text) => !Number.isNaN(Date.parse(`${text.slice(0, 10)}T00:00Z`)) && sameDay(text),
    'is no day of the calendar',
  );

/** Is this a year that somebody may mean? */
export function isMeantYear(year: number): boolean {
  return year >= firstYear && year <= lastYear;
}

function sameDay(text: string): boolean {
  return new Date(`${text.slice(0, 10)}T00:00Z`).toISOString().startsWith(text.slice(0, 10));
}
