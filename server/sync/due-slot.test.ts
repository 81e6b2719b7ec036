import { describe, expect, it } from '@jest/globals';
import { dueSlot, nextSlots } from './due-slot.ts';

const minutes = 60_000;

/** Every slot that a worker ticking each ten minutes finds due for the first time, over four days around a date. */
function slotsAround(date: string, timeZone: string, time = '03:00'): string[] {
  const start = new Date(`${date}T00:00:00Z`).getTime() - 48 * 60 * minutes;
  const slots = new Set<string>();
  for (let now = start; now < start + 96 * 60 * minutes; now += 10 * minutes) {
    const slot = dueSlot(new Date(now), { time, timeZone });
    if (slot) slots.add(slot);
  }
  return [...slots];
}

describe('dueSlot', () => {
  it.each([
    ['2027-03-28', 'Europe/Helsinki', 'clocks go from 03:00 to 04:00: the slot is missing'],
    ['2026-10-25', 'Europe/Helsinki', 'clocks go from 04:00 to 03:00: the slot comes twice'],
    ['2027-03-28', 'Europe/Berlin', 'clocks change, but not at 03:00'],
    ['2027-03-14', 'America/New_York', 'clocks change, but not at 03:00'],
    ['2026-11-22', 'Asia/Kathmandu', 'an offset of 5:45'],
    ['2026-11-22', 'Pacific/Kiritimati', 'fourteen hours ahead'],
  ])('%s in %s (%s): exactly one slot per local date', (date, zone) => {
    const slots = slotsAround(date, zone);
    expect(new Set(slots).size).toBe(slots.length);
    const days = slots.map((slot) => Date.parse(`${slot}T00:00:00Z`));
    for (const [n, day] of days.slice(1).entries()) expect(day - Number(days[n])).toBe(24 * 60 * minutes);
    expect(slots).toContain(date);
  });

  it('is due from the minute on, and not before', () => {
    const nightly = { time: '03:00', timeZone: 'Europe/Berlin' };
    expect(dueSlot(new Date('2026-11-22T01:59:59Z'), nightly)).toBe('2026-11-21');
    expect(dueSlot(new Date('2026-11-22T02:00:00Z'), nightly)).toBe('2026-11-22');
  });
});

it('shows the next starts before they are saved, over a clock change', () => {
  const next = nextSlots(new Date('2027-03-27T12:00:00Z'), { time: '03:00', timeZone: 'Europe/Helsinki' }, 3);
  expect(next.map((time) => time.toISOString())).toEqual([
    '2027-03-28T01:00:00.000Z',
    '2027-03-29T00:00:00.000Z',
    '2027-03-30T00:00:00.000Z',
  ]);
});
