import { describe, expect, it } from '@jest/globals';
import { readCsv } from './csv.ts';

const cells = (text: string) => readCsv(text).records.map((record) => record.cells);

describe('CSV', () => {
  it.each([
    [',', 'a,b\n1,2'],
    [';', 'a;b\n1;2'],
    ['\t', 'a\tb\n1\t2'],
  ])('finds the separator %j by itself', (separator, text) => {
    expect(readCsv(text)).toEqual({
      separator,
      records: [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['1', '2'] },
      ],
      problems: [],
    });
  });

  it('takes the separator that Excel names, and counts its line', () => {
    expect(readCsv('sep=;\r\na;b,c\r\n')).toMatchObject({
      separator: ';',
      records: [{ line: 2, cells: ['a', 'b,c'] }],
    });
  });

  it('does not count separators inside quotes when it looks for the separator', () => {
    expect(cells('"a,b,c,d";e\n1;2')).toEqual([
      ['a,b,c,d', 'e'],
      ['1', '2'],
    ]);
  });

  it('reads quoted separators, quotes and line ends, and keeps counting lines', () => {
    expect(readCsv('a,b\r\n"x, ""y""","one\r\ntwo"\r\nz,\r\n')).toEqual({
      separator: ',',
      records: [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['x, "y"', 'one\r\ntwo'] },
        { line: 4, cells: ['z', ''] },
      ],
      problems: [],
    });
  });

  it('overlooks a byte order mark, empty lines and a missing last line end', () => {
    expect(cells('\uFEFFa,b\n\n , \n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('keeps an empty last value', () =>
    expect(cells('a,b\n1,')).toEqual([
      ['a', 'b'],
      ['1', ''],
    ]));

  it.each([
    ['a quote inside a value', 'a,b\n1,2"3', 2, /stands inside/],
    ['text after a closing quote', 'a,b\n"1"x,2', 2, /follows the closing/],
    ['a quote never closed, by the line that opens it', 'a,b\n1,"2\n3,4\n', 2, /never closed/],
  ])('says what is wrong: %s', (_, text, line, message) => {
    expect(readCsv(text).problems).toEqual([{ line, message: expect.stringMatching(message) }]);
  });
});
