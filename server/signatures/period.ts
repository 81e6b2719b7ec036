import { type Period, weekdays } from '../../contract/index.ts';
import { daysAfter, instantOf, localDate, localWeekday } from '../platform/local-time.ts';

/** A moment, and the zone whose clocks and calendar decide. */
export interface Moment {
  at: Date;
  timeZone: string;
}

const dayNames = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** The moments at which a period's dates begin and end: `starts` is the first moment, `ends` the first no more. */
export function boundsOf({ starts, ends }: Period, timeZone: string): { starts?: Date; ends?: Date } {
  return {
    ...(starts === undefined ? {} : { starts: instantOf(starts, timeZone) }),
    ...(ends === undefined ? {} : { ends: instantOf(isDay(ends) ? daysAfter(ends, 1) : ends, timeZone) }),
  };
}

/** Why a period does not hold at this moment; undefined where it does. */
export function periodObstacle(period: Period, { at, timeZone }: Moment): string | undefined {
  const { starts, ends } = boundsOf(period, timeZone);
  if (starts && at < starts) return `It starts on ${shown(period.starts)}.`;
  if (ends && at >= ends) return `It ended ${isDay(period.ends ?? '') ? 'with' : 'at'} ${shown(period.ends)}.`;
  if (!period.weekdays) return undefined;
  const today = localWeekday(at, timeZone);
  if (period.weekdays.some((day) => weekdays.indexOf(day) === today)) return undefined;
  return `It is for other days of the week than ${dayNames[today]}.`;
}

/** The next moment at which a period may begin or end to hold; undefined where it stays as it is for good. */
export function nextPeriodChange(period: Period, { at, timeZone }: Moment): Date | undefined {
  const { starts, ends } = boundsOf(period, timeZone);
  return earliest(
    [starts, ends, nextWeekdayChange(period, { at, timeZone })].filter((moment) => moment && moment > at),
  );
}

/** The first of some moments. */
export function earliest(moments: (Date | undefined)[]): Date | undefined {
  return moments.reduce((first, moment) => (first && moment && first < moment ? first : (moment ?? first)), undefined);
}

/** The next midnight at which the day's being among the weekdays changes. */
function nextWeekdayChange({ weekdays: days }: Period, { at, timeZone }: Moment): Date | undefined {
  if (!days || days.length === 0) return undefined;
  const today = localWeekday(at, timeZone);
  const fits = (ahead: number) => days.some((day) => weekdays.indexOf(day) === (today + ahead) % 7);
  const ahead = [1, 2, 3, 4, 5, 6].find((days) => fits(days) !== fits(0));
  return ahead === undefined ? undefined : instantOf(daysAfter(localDate(at, timeZone), ahead), timeZone);
}

const isDay = (local: string) => local.length === 10;
const shown = (local: string | undefined) => (local ?? '').replace('T', ', ');
