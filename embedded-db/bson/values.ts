/**
 * How BSON values stand in memory, so that no type is lost on the way through:
 * int32 is a JavaScript number that is a 32-bit integer; any other JavaScript number is a double; a double that happens
 * to be a 32-bit integer is a `Double`; int64 is a bigint; a document is a Map, which keeps every field's place.
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Doc
  | Value[]
  | Double
  | Decimal
  | ObjectIdValue
  | DateValue
  | Binary
  | Regex
  | Timestamp
  | Code
  | Pointer
  | SymbolValue
  | Singleton
  | RawDoc;

export type Doc = Map<string, Value>;
export type Numeric = number | bigint | Double | Decimal;

/** A double whose value is a 32-bit integer. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A Decimal128: its 16 bytes as stored. `decimal.ts` calculates with them. */
export class Decimal {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export class ObjectIdValue {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** Milliseconds since 1970; a bigint only where a number would lose digits. */
export class DateValue {
  readonly millis: number;
  constructor(millis: number) {
    this.millis = millis;
  }
}

export class Binary {
  readonly subtype: number;
  readonly bytes: Buffer;
  constructor(subtype: number, bytes: Buffer) {
    this.subtype = subtype;
    this.bytes = bytes;
  }
}

export class Regex {
  readonly pattern: string;
  readonly options: string;
  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.options = options;
  }
}

export class Timestamp {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** JavaScript code, with a scope or without. It is stored and compared, never run. */
export class Code {
  readonly code: string;
  readonly scope: Doc | null;
  constructor(code: string, scope: Doc | null) {
    this.code = code;
    this.scope = scope;
  }
}

/** The deprecated DBPointer. */
export class Pointer {
  readonly namespace: string;
  readonly id: Buffer;
  constructor(namespace: string, id: Buffer) {
    this.namespace = namespace;
    this.id = id;
  }
}

/** The deprecated symbol type. */
export class SymbolValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** A type that has one value only. */
export class Singleton {
  readonly name: 'undefined' | 'minKey' | 'maxKey';
  constructor(name: 'undefined' | 'minKey' | 'maxKey') {
    this.name = name;
  }
}

/** A document that is passed through as bytes. It occurs in replies only. */
export class RawDoc {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export const UNDEFINED = new Singleton('undefined');
export const MIN_KEY = new Singleton('minKey');
export const MAX_KEY = new Singleton('maxKey');

/** Whether a JavaScript number stands for an int32 (and not for a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

/** The double with this value. */
export function makeDouble(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

export function isDoc(value: Value | undefined): value is Doc {
  return value instanceof Map;
}

export function isNumeric(value: Value | undefined): value is Numeric {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Double || value instanceof Decimal;
}

/** A document from a plain list of fields; undefined fields are left out. */
export function doc(fields: Record<string, Value | undefined>): Doc {
  const result: Doc = new Map();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) result.set(name, value);
  }
  return result;
}
