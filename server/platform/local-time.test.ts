import { describe, expect, it } from '@jest/globals';
import { daysAfter, instantOf, localDate, localTime, localWeekday } from './local-time.ts';

describe('instantOf', () => {
  it.each([
    ['a day is its midnight', '2026-11-22', 'Europe/Berlin', '2026-11-21T23:00:00.000Z'],
    ['a time of day in winter', '2026-11-22T09:00', 'Europe/Berlin', '2026-11-22T08:00:00.000Z'],
    ['a time of day in summer', '2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['a time the clock change leaves out', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
    ['the first of two', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['a midnight that the clock change leaves out', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['an offset of 45 minutes', '2026-11-22T09:00', 'Asia/Kathmandu', '2026-11-22T03:15:00.000Z'],
    ['the far side of the date line', '2026-11-22', 'Pacific/Auckland', '2026-11-21T11:00:00.000Z'],
  ])('%s', (_name, local, zone, expected) => expect(instantOf(local, zone).toISOString()).toBe(expected));

  it('is the way back from localTime, at every hour of a year', () => {
    for (const zone of ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])
      for (let hour = 0; hour < 8760; hour += 7) {
        const time = new Date(Date.UTC(2026, 0, 1, hour));
        const back = instantOf(localTime(time, zone), zone);
        // Of an hour that comes twice only the first can be meant.
        if (back.getTime() !== time.getTime()) expect(localTime(back, zone)).toBe(localTime(time, zone));
      }
  });
});

it('reads date and weekday there', () => {
  const time = new Date('2026-11-22T23:30:00Z');
  expect([localDate(time, 'UTC'), localDate(time, 'Pacific/Auckland')]).toEqual(['2026-11-22', '2026-11-23']);
  expect([localWeekday(time, 'UTC'), localWeekday(time, 'Pacific/Auckland')]).toEqual([6, 0]);
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
});
