import { describe, expect, test } from '@jest/globals';
import { daysOf, shiftMonth, spansIn, weekdayOf } from './campaign-days.ts';

describe('a month of the calendar', () => {
  test('has its days, leap years and the turn of the year included', () => {
    expect(daysOf('2028-02')).toHaveLength(29);
    expect(daysOf('2027-12').at(-1)).toBe('2027-12-31');
    expect([shiftMonth('2027-12', 1), shiftMonth('2027-01', -1), shiftMonth('2027-06', -18)]).toEqual([
      ...['2028-01', '2026-12', '2025-12'],
    ]);
    expect([weekdayOf('2027-03-01'), weekdayOf('2027-03-07')]).toEqual([0, 6]);
  });

  test('shows from the first day to the last one, that included', () => {
    expect(spansIn('2027-03', { starts: '2027-02-20', ends: '2027-03-04' })).toEqual([{ from: 1, to: 4 }]);
    expect(spansIn('2027-03', { starts: '2027-03-30T18:00' })).toEqual([{ from: 30, to: 31 }]);
    expect(spansIn('2027-03', {})).toEqual([{ from: 1, to: 31 }]);
    expect(spansIn('2027-03', { ends: '2027-02-28' })).toEqual([]);
  });

  test('a day of which nothing is left when it begins is no day of it', () => {
    expect(spansIn('2027-03', { starts: '2027-03-01', ends: '2027-03-03T00:00' })).toEqual([{ from: 1, to: 2 }]);
    expect(spansIn('2027-03', { starts: '2027-03-01', ends: '2027-03-03T00:01' })).toEqual([{ from: 1, to: 3 }]);
  });

  test('only on its days of the week', () => {
    expect(spansIn('2027-03', { ends: '2027-03-14', weekdays: ['mon', 'tue', 'fri'] })).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 5 },
      { from: 8, to: 9 },
      { from: 12, to: 12 },
    ]);
  });
});
