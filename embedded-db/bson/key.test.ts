import { expect, test } from '@jest/globals';
import { BSON } from 'mongodb';
import { KEY_END } from '../storage/layout.ts';
import { compareValues, equalValues } from './compare.ts';
import { decimalFrom, decimalText, parseDecimal } from './decimal.ts';
import { decodeDoc } from './decode.ts';
import { encodeDoc } from './encode.ts';
import { keyOf, keyOfFields } from './key.ts';
import { calculate, toDecimal } from './numbers.ts';
import { shown } from './shown.ts';
import {
  Binary,
  Code,
  DateValue,
  type Decimal,
  Double,
  MAX_KEY,
  MIN_KEY,
  ObjectIdValue,
  Regex,
  SymbolValue,
  Timestamp,
  UNDEFINED,
  type Value,
} from './values.ts';

const decimal = (text: string): Decimal =>
  parseDecimal(text) ?? decimalFrom({ kind: 'nan', negative: false, coefficient: 0n, exponent: 0 });

/** MongoDB's order: each group's values are equal to each other and greater than the groups before. */
const ordered: Value[][] = [
  [MIN_KEY],
  [UNDEFINED],
  [null],
  [Number.NaN, decimal('NaN')],
  [Number.NEGATIVE_INFINITY, decimal('-Infinity')],
  [decimal('-1E+6000')],
  [-Number.MAX_VALUE],
  [-9223372036854775808n, -(2 ** 63)],
  [-9007199254740993n],
  [-9007199254740992n, -(2 ** 53)],
  [-1.5, decimal('-1.50')],
  [-1, -1n, new Double(-1), decimal('-1')],
  [decimal('-0.1')],
  [-0.09999999999999999],
  [decimal('-1E-6000')],
  [0, -0, 0n, new Double(0), decimal('0'), decimal('-0E+5')],
  [decimal('1E-6000')],
  [Number.MIN_VALUE],
  [decimal('0.1')],
  [0.1],
  [1, 1n, new Double(1), decimal('1.000')],
  [decimal('1.000000000000000000000000000000001')],
  [1.0000000000000002],
  [5, 5n],
  [2 ** 53, 9007199254740992n],
  [9007199254740993n, decimal('9007199254740993')],
  [9007199254740994n, 2 ** 53 + 2],
  [9223372036854775807n],
  [2 ** 63],
  [Number.MAX_VALUE],
  [decimal('1E+6000')],
  [Number.POSITIVE_INFINITY, decimal('Infinity')],
  ['', new SymbolValue('')],
  ['\0'],
  ['\0a'],
  ['a'],
  ['a\0'],
  ['a\0b'],
  ['ab', new SymbolValue('ab')],
  ['é'],
  ['\uffff'],
  ['\u{1f600}'],
  [new Map()],
  [new Map<string, Value>([['a', 1]]), new Map<string, Value>([['a', 1n]])],
  [
    new Map<string, Value>([
      ['a', 1],
      ['b', 1],
    ]),
  ],
  [new Map<string, Value>([['b', 0]])],
  [new Map<string, Value>([['a', 'text']])],
  [[]],
  [[1]],
  [[1, 2]],
  [[2]],
  [['a']],
  [new Binary(0, Buffer.from([255]))],
  [new Binary(4, Buffer.from([1]))],
  [new Binary(0, Buffer.from([0, 0]))],
  [new ObjectIdValue(Buffer.alloc(12))],
  [new ObjectIdValue(Buffer.alloc(12, 1))],
  [false],
  [true],
  [new DateValue(-5)],
  [new DateValue(0)],
  [new DateValue(5)],
  [new Timestamp(1n)],
  [new Timestamp(1n << 40n)],
  [new Regex('a', '')],
  [new Regex('a', 'i')],
  [new Code('x', null)],
  [new Code('x', new Map())],
  [MAX_KEY],
];

test("values and their keys stand in MongoDB's order, equal ones with equal keys", () => {
  const flat = ordered.flatMap((group, rank) =>
    group.map((value) => ({
      value,
      rank,
      key: keyOf(value),
      down: Buffer.concat([keyOfFields([value], [{ down: true }], null), Buffer.from([KEY_END])]),
    })),
  );
  for (const left of flat) {
    for (const right of flat) {
      const told = `${shown(left.value)} ? ${shown(right.value)}`;
      const wanted = Math.sign(left.rank - right.rank);
      expect([told, Math.sign(compareValues(left.value, right.value)) || 0]).toEqual([told, wanted]);
      expect([told, Math.sign(Buffer.compare(left.key, right.key))]).toEqual([told, wanted]);
      expect([told, Math.sign(Buffer.compare(left.down, right.down)) + wanted]).toEqual([told, 0]);
      expect(equalValues(left.value, right.value)).toBe(wanted === 0);
      // What begins with another value's whole key goes on with 255, which nothing else that follows a key is.
      const begins = wanted !== 0 && left.key.subarray(0, right.key.length).equals(right.key);
      if (begins) expect([told, left.key[right.key.length]]).toEqual([told, 255]);
    }
  }
});

test('every type comes back from BSON as it went, byte for byte', () => {
  const document = new Map<string, Value>(ordered.flat().map((value, index) => [`f${index}`, value]));
  const bytes = encodeDoc(document);
  expect(encodeDoc(decodeDoc(bytes)).equals(bytes)).toBe(true);
  // The driver's own library reads the same.
  const read = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true });
  expect(Object.keys(read)).toEqual([...document.keys()]);
  expect(String(read.f7)).toBe('-1E+6000');
});

test('fields keep their places, numeric names and __proto__ too', () => {
  const document = new Map<string, Value>([
    ['b', 1],
    ['1', 2],
    ['__proto__', 3],
    ['0', 4],
  ]);
  expect([...decodeDoc(encodeDoc(document)).keys()]).toEqual(['b', '1', '__proto__', '0']);
});

test.each([
  ['1.50', '1.50'],
  ['1E3', '1E+3'],
  ['-0.000001', '-0.000001'],
  ['-0.0000001', '-1E-7'],
  ['12345678901234567890123456789012345', '1.234567890123456789012345678901234E+34'],
  ['1E+7000', 'Infinity'],
  ['1E-7000', '0E-6176'],
  ['nonsense', 'none'],
])('decimal %s is %s', (text, expected) => {
  const parsed = parseDecimal(text);
  expect(parsed ? decimalText(parsed) : 'none').toBe(expected);
});

test.each<[Value, Value, string]>([
  [1, 2, '3'],
  [2147483647, 1, '2147483648'],
  [1, 0.5, '1.5'],
  [new Double(1), 1, '2.0'],
  [1n, 1, '2'],
  [decimal('0.1'), decimal('0.2'), '0.3'],
  [decimal('1'), 0.1, '1.100000000000000'],
])('%p + %p = %s', (left, right, expected) => {
  const sum = calculate('add', left as number, right as number);
  expect(sum === null ? 'none' : shown(sum)).toBe(expected);
});

test('doubles become decimals by 15 digits', () => {
  expect(decimalText(toDecimal(0.1))).toBe('0.100000000000000');
  expect(decimalText(toDecimal(new Double(3)))).toBe('3');
});

test.each([
  ['shorter than it says', Buffer.from([9, 0, 0, 0, 0])],
  ['a string over the end', Buffer.from([14, 0, 0, 0, 2, 97, 0, 99, 0, 0, 0, 98, 0, 0])],
  ['an unknown type', Buffer.from([9, 0, 0, 0, 0x33, 97, 0, 0, 0])],
  ['a name without an end', Buffer.from([8, 0, 0, 0, 10, 97, 98, 0])],
])('BSON with %s is refused', (_, bytes) => {
  expect(() => decodeDoc(bytes)).toThrow(expect.objectContaining({ code: 22 }));
});
