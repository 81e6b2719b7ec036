import {
  Binary,
  Code,
  DateValue,
  Decimal,
  Double,
  isInt32,
  ObjectIdValue,
  Pointer,
  Regex,
  Singleton,
  SymbolValue,
  Timestamp,
  type Value,
} from './values.ts';

/** BSON type numbers by the names that $type and error messages use (bsonspec.org, MongoDB manual "BSON types"). */
export const typeNumbers: ReadonlyMap<string, number> = new Map([
  ['double', 1],
  ['string', 2],
  ['object', 3],
  ['array', 4],
  ['binData', 5],
  ['undefined', 6],
  ['objectId', 7],
  ['bool', 8],
  ['date', 9],
  ['null', 10],
  ['regex', 11],
  ['dbPointer', 12],
  ['javascript', 13],
  ['symbol', 14],
  ['javascriptWithScope', 15],
  ['int', 16],
  ['timestamp', 17],
  ['long', 18],
  ['decimal', 19],
  ['minKey', -1],
  ['maxKey', 127],
]);

const namesByNumber = new Map([...typeNumbers].map(([name, number]) => [number, name]));

/** The BSON type number of a value, -1 for MinKey. */
export function typeNumber(value: Value): number {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'number':
      return isInt32(value) ? 16 : 1;
    case 'boolean':
      return 8;
    case 'bigint':
      return 18;
  }
  if (value === null) return 10;
  if (value instanceof Map) return 3;
  if (Array.isArray(value)) return 4;
  if (value instanceof ObjectIdValue) return 7;
  if (value instanceof DateValue) return 9;
  if (value instanceof Double) return 1;
  if (value instanceof Decimal) return 19;
  if (value instanceof Binary) return 5;
  if (value instanceof Regex) return 11;
  if (value instanceof Timestamp) return 17;
  if (value instanceof Code) return value.scope ? 15 : 13;
  if (value instanceof SymbolValue) return 14;
  if (value instanceof Pointer) return 12;
  if (value instanceof Singleton) return value.name === 'undefined' ? 6 : value.name === 'minKey' ? -1 : 127;
  return 3;
}

/** The name of a value's type as MongoDB writes it; 'missing' for no value. */
export function typeName(value: Value | undefined): string {
  return value === undefined ? 'missing' : (namesByNumber.get(typeNumber(value)) ?? 'object');
}

/** The name of a BSON type number, or undefined if there is none. */
export function typeNameOf(number: number): string | undefined {
  return namesByNumber.get(number);
}

/** A type's place in MongoDB's order of types; types with one place compare by value. */
const places = new Map([
  [-1, 1],
  [6, 2],
  [10, 5],
  [1, 10],
  [16, 10],
  [18, 10],
  [19, 10],
  [2, 15],
  [14, 15],
  [3, 20],
  [4, 25],
  [5, 30],
  [7, 35],
  [8, 40],
  [9, 45],
  [17, 47],
  [11, 50],
  [12, 55],
  [13, 60],
  [15, 65],
  [127, 127],
]);

/** Where the value's type stands in MongoDB's comparison order (1 MinKey … 127 MaxKey). */
export function typePlace(value: Value): number {
  if (typeof value === 'number' || typeof value === 'bigint') return 10;
  if (typeof value === 'string') return 15;
  return places.get(typeNumber(value)) ?? 20;
}
