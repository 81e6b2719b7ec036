/*
 * Times of day as people in a zone read them. Computed with Intl and remembered: the same few dates and zones are asked for with
 * every mail.
 */

const minute = 60_000;
/** Offsets of zones change at whole quarters of an hour. Milliseconds. */
const quarter = 15 * minute;
const mostRemembered = 5_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const instants = new Map<string, Date>();

/** The calendar date that people there read at this moment: `2027-03-28`. */
export function localDate(time: Date, timeZone: string): string {
  return localTime(time, timeZone).slice(0, 10);
}

/** Date and time of day that people there read at this moment: `2027-03-28T09:30`. */
export function localTime(time: Date, timeZone: string): string {
  return new Date(time.getTime() + offsetAt(time.getTime(), timeZone)).toISOString().slice(0, 16);
}

/** The day of the week there, 0 for Monday. */
export function localWeekday(time: Date, timeZone: string): number {
  return (new Date(time.getTime() + offsetAt(time.getTime(), timeZone)).getUTCDay() + 6) % 7;
}

/**
 * The moment at which people there read this date (its midnight) or date and time. A time that a clock change leaves out is the same
 * time after the gap; of one that comes twice, the first.
 */
export function instantOf(local: string, timeZone: string): Date {
  return remembered(instants, `${timeZone} ${local}`, () => {
    const read = Date.parse(`${local.length === 10 ? `${local}T00:00` : local}Z`);
    const before = read - offsetAt(read - 24 * 60 * minute, timeZone);
    const after = read - offsetAt(read + 24 * 60 * minute, timeZone);
    const fits = [Math.min(before, after), Math.max(before, after)].find(
      (moment) => moment + offsetAt(moment, timeZone) === read,
    );
    return new Date(fits ?? before);
  });
}

/** The date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 24 * 60 * minute).toISOString().slice(0, 10);
}

/** How far the clocks there are ahead of UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const start = Math.floor(time / quarter) * quarter;
  return remembered(offsets, `${timeZone} ${start}`, () => {
    const parts = Object.fromEntries(
      formatFor(timeZone)
        .formatToParts(start)
        .map(({ type, value }) => [type, value]),
    );
    const { year, month, day, hour, minute: minutes } = parts;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minutes}:00Z`) - start;
  });
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  return remembered(
    formats,
    timeZone,
    () =>
      new Intl.DateTimeFormat('en-CA', {
        ...{ timeZone, year: 'numeric', month: two, day: two, hour: two, minute: two },
        hourCycle: 'h23',
      }),
  );
}

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostRemembered) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
