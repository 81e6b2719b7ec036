import { describe, expect, test } from '@jest/globals';
import { formatDuration, formatWhen } from './dates.ts';
import { pickLocale } from './format.ts';
import { messages } from './messages/messages.ts';

describe('numbers and plurals', () => {
  test('one person, many people, thousands separated', () => {
    expect(messages.people(1)).toBe('1 person');
    expect(messages.people(0)).toBe('0 people');
    expect(messages.people(12_345)).toMatch(/^12[,.]345 people$/);
  });

  test("follows the browser's region only in the language of the texts", () => {
    expect(pickLocale('en', ['en-US'])).toBe('en-US');
    expect(pickLocale('en', ['en-US@posix', 'de'])).toBe('en-GB');
    expect(pickLocale('en', ['de-AT', 'en-AU'])).toBe('en-AU');
    expect(pickLocale('en', ['de-DE'])).toBe('en-GB');
    expect(pickLocale('de', [])).toBe('de-DE');
  });
});

describe('durations', () => {
  test.each([
    [0.4, 'under 1 s'],
    [45, '45 s'],
    [59.7, '1 min'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [3780, '1 h 3 min'],
  ])('%d seconds are "%s"', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});

describe('dates', () => {
  const noon = Date.parse('2026-11-22T12:00:00');

  test('today and yesterday are said in words, with the time of day', () => {
    expect(formatWhen('2026-11-22T03:00:00', noon)).toMatch(/^today at 0?3:00/);
    expect(formatWhen('2026-11-21T23:59:00', noon)).toMatch(/^yesterday at .*59/);
  });

  test('an older date has its year', () => {
    expect(formatWhen('2026-11-20T03:00:00', noon)).toMatch(/2026 at 0?3:00/);
  });
});
