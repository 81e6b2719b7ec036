import { compareStrings } from '../bson/compare.ts';
import { isIntegral, toNumber } from '../bson/numbers.ts';
import { typeName } from '../bson/types.ts';
import { Code, DateValue, type Doc, isNumeric, Regex, SymbolValue, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { boundSearch } from '../query/bounded-regex.ts';
import { toRegExp } from '../query/regex.ts';
import { fixed, named, type OperatorCompiler, type OperatorTable, variadic } from './operator-table.ts';
import { textOfValue } from './text-of-value.ts';
import { nullish } from './truth.ts';

type Values = (Value | undefined)[];

/** The text of what string operators accept: strings, symbols, numbers, dates; nothing is "". */
function text(value: Value | undefined, code: number, name: string): string {
  if (nullish(value)) return '';
  if (typeof value === 'string') return value;
  if (value instanceof SymbolValue) return value.value;
  if (isNumeric(value) || value instanceof DateValue || value instanceof Code) return textOfValue(value);
  return fail(code, `${name} requires a string argument, can't convert from BSON type ${typeName(value)} to String`);
}

function strict(value: Value | undefined, code: number, name: string, which = 'argument'): string {
  return typeof value === 'string'
    ? value
    : fail(code, `${name} requires a string ${which}, found: ${typeName(value)}`);
}

function concat(values: Values): Value {
  let result = '';
  for (const value of values) {
    if (nullish(value)) return null;
    result += strict(value, 16702, '$concat');
  }
  return result;
}

/** ASCII letters only, as MongoDB does. */
function letterCase(lower: boolean): OperatorCompiler {
  return fixed(1, 1, ([value], _scope, name) =>
    text(value, 16007, name).replace(lower ? /[A-Z]+/g : /[a-z]+/g, (letters) =>
      lower ? letters.toLowerCase() : letters.toUpperCase(),
    ),
  );
}

function strcasecmp([left, right]: Values): Value {
  const [a, b] = [left, right].map((value) => text(value, 16007, '$strcasecmp').toUpperCase()) as [string, string];
  return Math.sign(compareStrings(a, b));
}

function split([value, separator]: Values): Value {
  if (nullish(value) || nullish(separator)) return null;
  const whole = strict(value, 40085, '$split', 'as the first argument');
  const by = strict(separator, 40086, '$split', 'as the second argument');
  if (by === '') fail(40087, '$split requires a non-empty separator');
  return whole.split(by);
}

function trim(start: boolean, end: boolean): OperatorCompiler {
  return named(['input'], ['chars'], (values, _scope, name) => {
    const input = values.get('input');
    if (nullish(input)) return null;
    const whole = [...strict(input, 50699, name, 'input')];
    const given = values.get('chars');
    if (values.has('chars') && nullish(given)) return null;
    const chars = new Set(given === undefined ? WHITESPACE : strict(given, 50700, name, "'chars'"));
    let from = 0;
    let to = whole.length;
    while (start && from < to && chars.has(whole[from] as string)) from++;
    while (end && to > from && chars.has(whole[to - 1] as string)) to--;
    return whole.slice(from, to).join('');
  });
}

/** What $trim takes away if it isn't told (MongoDB manual, "Whitespace Characters"). */
const WHITESPACE = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function whole(value: Value | undefined, code: number, message: string): number {
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  return isNumeric(value) && (isIntegral(value) || Number.isInteger(number)) ? number : fail(code, message);
}

function substrCodePoints([value, from, count]: Values): Value {
  const characters = [...text(value, 16034, '$substrCP')];
  const start = whole(from, 34450, `$substrCP: starting index must be a numeric type (is BSON type ${typeName(from)})`);
  const length = whole(count, 34452, `$substrCP: length must be a numeric type (is BSON type ${typeName(count)})`);
  if (start < 0) fail(34455, '$substrCP: the starting index must be nonnegative integer.');
  if (length < 0) fail(34454, '$substrCP: length must be a nonnegative integer.');
  return characters.slice(start, start + length).join('');
}

function substrBytes([value, from, count]: Values): Value {
  const bytes = Buffer.from(text(value, 16034, '$substrBytes'), 'utf8');
  if (!isNumeric(from))
    return fail(16034, `$substrBytes: starting index must be a numeric type (is BSON type ${typeName(from)})`);
  if (!isNumeric(count))
    return fail(16035, `$substrBytes: length must be a numeric type (is BSON type ${typeName(count)})`);
  const start = Math.trunc(toNumber(from));
  const length = Math.trunc(toNumber(count));
  if (start < 0) fail(50752, '$substrBytes: starting index must be non-negative');
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
  const continues = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  if (continues(start)) fail(28656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  if (continues(end)) fail(28657, '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.toString('utf8', Math.min(start, bytes.length), end);
}

function indexOf(bytes: boolean): OperatorCompiler {
  return fixed(2, 4, ([value, wanted, from, to], _scope, name) => {
    if (nullish(value)) return null;
    const characters = asUnits(strict(value, bytes ? 40091 : 40093, name, 'as the first argument'), bytes);
    const part = asUnits(strict(wanted, bytes ? 40092 : 40094, name, 'as the second argument'), bytes);
    const start = from === undefined ? 0 : whole(from, 40096, `${name} requires an integral starting index`);
    const given = to === undefined ? characters.length : whole(to, 40096, `${name} requires an integral ending index`);
    if (start < 0 || given < 0) fail(40097, `${name} requires a nonnegative index`);
    const end = Math.min(given, characters.length);
    for (let at = start; at + part.length <= end; at++) {
      if (part.every((unit, offset) => characters[at + offset] === unit)) return at;
    }
    return -1;
  });
}

function asUnits(value: string, bytes: boolean): (string | number)[] {
  return bytes ? [...Buffer.from(value, 'utf8')] : [...value];
}

function replace(all: boolean): OperatorCompiler {
  return named(['input', 'find', 'replacement'], [], (values, _scope, name) => {
    const [input, find, replacement] = ['input', 'find', 'replacement'].map((key) => values.get(key));
    for (const value of [input, find, replacement]) {
      if (!nullish(value) && typeof value !== 'string')
        fail(51746, `${name} requires that its arguments be strings, found: ${typeName(value)}`);
    }
    if (typeof input !== 'string' || typeof find !== 'string' || typeof replacement !== 'string') return null;
    return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
  });
}

function regexOperator(finish: (input: string, pattern: RegExp) => Value): OperatorCompiler {
  return named(['input', 'regex'], ['options'], (values, _scope, name) => {
    const [input, regex, options] = ['input', 'regex', 'options'].map((key) => values.get(key));
    const pattern = nullish(regex) ? null : patternOf(regex, options, name);
    if (nullish(input) || !pattern) return name === '$regexMatch' ? false : name === '$regexFindAll' ? [] : null;
    const subject = strict(input, 51104, name, 'input');
    boundSearch(pattern, subject);
    return finish(subject, pattern);
  });
}

function patternOf(regex: Value, options: Value | undefined, name: string): RegExp {
  const flags = nullish(options) ? '' : strict(options, 51106, name, "'options'");
  if (regex instanceof Regex) {
    if (flags !== '' && regex.options !== '')
      fail(51107, `${name}: found regex option(s) specified in both 'regex' and 'options' fields`);
    return toRegExp(new Regex(regex.pattern, flags || regex.options));
  }
  return toRegExp(new Regex(strict(regex, 51105, name, 'or regex'), flags));
}

function found(input: string, match: RegExpExecArray): Doc {
  return new Map<string, Value>([
    ['match', match[0]],
    ['idx', [...input.slice(0, match.index)].length],
    ['captures', match.slice(1).map((capture) => capture ?? null)],
  ]);
}

function findAll(input: string, pattern: RegExp): Value {
  const global = new RegExp(pattern.source, `${pattern.flags}g`);
  boundSearch(global, input);
  return [...input.matchAll(global)].map((match) => found(input, match));
}

export const stringOperators: OperatorTable = new Map([
  ['$concat', variadic(concat)],
  ['$toLower', letterCase(true)],
  ['$toUpper', letterCase(false)],
  ['$strcasecmp', fixed(2, 2, strcasecmp)],
  ['$split', fixed(2, 2, split)],
  ['$trim', trim(true, true)],
  ['$ltrim', trim(true, false)],
  ['$rtrim', trim(false, true)],
  ['$strLenCP', fixed(1, 1, ([value]) => [...strict(value, 34471, '$strLenCP')].length)],
  ['$strLenBytes', fixed(1, 1, ([value]) => Buffer.byteLength(strict(value, 34473, '$strLenBytes')))],
  ['$substrCP', fixed(3, 3, substrCodePoints)],
  ['$substrBytes', fixed(3, 3, substrBytes)],
  ['$substr', fixed(3, 3, substrBytes)],
  ['$indexOfCP', indexOf(false)],
  ['$indexOfBytes', indexOf(true)],
  ['$replaceOne', replace(false)],
  ['$replaceAll', replace(true)],
  ['$regexMatch', regexOperator((input, pattern) => pattern.test(input))],
  [
    '$regexFind',
    regexOperator((input, pattern) => {
      const match = pattern.exec(input);
      return match && found(input, match);
    }),
  ],
  ['$regexFindAll', regexOperator(findAll)],
]);
