import { expect, test } from '@jest/globals';
import { boundSearch } from './bounded-regex.ts';

const long = `${'a'.repeat(40)}!`;

test.each([/(a+)+$/, /^(a|aa)*b/, /(?=a)(?:a*)*$/u, /(\w|a)+;/])(
  '%s on a text it cannot match ends with 51156',
  (expression) => {
    expect(() => boundSearch(expression, long)).toThrow(expect.objectContaining({ code: 51156 }));
  },
);

test('many repetitions in a row are bounded on long texts', () => {
  expect(() => boundSearch(/a*a*a*a*a*b/, 'a'.repeat(3000))).toThrow(expect.objectContaining({ code: 51156 }));
});

test.each([
  [/(a+)+$/, 'a'.repeat(40)],
  [/(?:ab)*c/, 'ab'.repeat(500)],
  [/^.*smith.*$/i, 'x'.repeat(2000)],
  [/[a(]+\(b+\)*/, '(b)'.repeat(300)],
])('%s goes on where it is quick', (expression, text) => {
  expect(() => boundSearch(expression, text)).not.toThrow();
});
