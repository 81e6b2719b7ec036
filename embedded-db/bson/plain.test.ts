import { expect, test } from '@jest/globals';
import { BSON } from 'mongodb';
import { CommandError } from '../errors.ts';
import { decodeDoc } from './decode.ts';
import { isPlain } from './plain.ts';

const { Binary, BSONRegExp, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } = BSON;
const bytesOf = (document: object) => Buffer.from(BSON.serialize(document));

const everyday = {
  _id: new ObjectId(),
  text: 'Zoë',
  none: null,
  yes: true,
  list: [1, 2.5, ['a', { deep: 'b' }]],
  inner: { when: new Date(0), long: Long.fromNumber(5), decimal: Decimal128.fromString('1.5') },
  bytes: new Binary(Buffer.from('bytes')),
  ends: [new MinKey(), new MaxKey()],
  code: new Code('f'),
  nested: { stamp: new Timestamp(0n) },
};

test('a document of everyday types is plain', () => {
  expect(isPlain(bytesOf({}))).toBe(true);
  expect(isPlain(bytesOf(everyday))).toBe(true);
});

test.each([
  ['a timestamp to be filled', { at: new Timestamp(0n) }],
  ['a regular expression', { pattern: new BSONRegExp('a', 'i') }],
  ['code with variables', { code: new Code('f', { a: 1 }) }],
  ['more than twenty levels', Array.from({ length: 20 }).reduce<object>((inner) => ({ inner }), {})],
])('%s needs a closer look', (_, document) => {
  expect(isPlain(bytesOf(document))).toBe(false);
});

test('whatever is plain can be read, and reads the same with only some fields wanted', () => {
  const whole = bytesOf(everyday);
  let plain = 0;
  for (let place = 0; place < whole.length; place += 1) {
    for (const value of [0, 1, 2, 3, 5, 8, 14, 17, 60, 127, 128, 255]) {
      const bytes = Buffer.from(whole);
      bytes[place] = value;
      if (!isPlain(bytes)) continue;
      plain += 1;
      const document = decodeDoc(bytes);
      const some = decodeDoc(
        bytes,
        0,
        (name) => name === 'text' || (name === 'inner' && ((field) => field === 'when')),
      );
      expect(some.get('text')).toEqual(document.get('text'));
      const [inner, all] = [some.get('inner'), document.get('inner')];
      if (inner instanceof Map && all instanceof Map) expect(inner.get('when')).toEqual(all.get('when'));
      else expect(inner).toEqual(all);
    }
  }
  expect(plain).toBeGreaterThan(100);
});

test('what is refused when it is read is never plain', () => {
  const whole = bytesOf(everyday);
  let refused = 0;
  for (let place = 0; place < whole.length; place += 1) {
    for (const value of [0, 1, 2, 9, 51, 127, 128, 255]) {
      const bytes = Buffer.from(whole);
      bytes[place] = value;
      try {
        decodeDoc(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(CommandError);
        refused += 1;
        expect([place, value, isPlain(bytes)]).toEqual([place, value, false]);
      }
    }
    expect(isPlain(whole.subarray(0, place))).toBe(false);
  }
  expect(isPlain(Buffer.concat([whole, Buffer.alloc(1)]))).toBe(false);
  expect(refused).toBeGreaterThan(100);
});
