import { describe, expect, it } from '@jest/globals';
import { cleanValue, longestValue } from './clean-value.ts';

describe('cleanValue', () => {
  it.each([
    ['plain Latin', "Seán O'Brien-Smith & Söhne"],
    ['Japanese', '山田 太郎'],
    ['Hebrew', 'קונטוסו בע"מ'],
    ['joined emoji', 'Ada 👩‍💻'],
    ['Persian with its joiner', 'علی‌رضا'],
    ['braces', '{{x}} {{{y}}}'],
    ['markup', '<script>alert(1)</script>'],
    ['nothing', ''],
  ])('leaves %s alone', (_, value) => {
    expect(cleanValue(value)).toBe(value);
  });

  it.each([
    ['NUL', 'Ev\0il', 'Evil'],
    ['a right-to-left override', 'exe.\u202egpj', 'exe.gpj'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200fb\u061c', 'ab'],
    ['invisible fillers', 'a\u200b\u2060\ufeff\u00adb', 'ab'],
    ['tag characters', 'a\u{e0041}b', 'ab'],
    ['half a surrogate pair', 'a\ud83db\ude00', 'ab'],
    ['line breaks', 'Main St 1\r\nFloor\u20282\t', 'Main St 1 Floor 2'],
    ['doubled and outer spaces', '  Anna \u00a0 Berg ', 'Anna Berg'],
  ])('takes out %s', (_, value, expected) => {
    expect(cleanValue(value)).toBe(expected);
  });

  it('cuts what is too long, and no emoji in half', () => {
    const long = cleanValue('😀'.repeat(5_000));
    expect(long.length).toBeLessThanOrEqual(longestValue);
    expect(long.endsWith('😀…')).toBe(true);
    expect(cleanValue('a'.repeat(10_000))).toBe(`${'a'.repeat(longestValue - 1)}…`);
    expect(cleanValue('a'.repeat(longestValue))).toHaveLength(longestValue);
  });
});
