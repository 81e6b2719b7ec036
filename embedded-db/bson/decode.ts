import { fail } from '../errors.ts';
import { fixedSizes } from './fixed-sizes.ts';
import {
  Binary,
  Code,
  DateValue,
  Decimal,
  type Doc,
  isInt32,
  MAX_KEY,
  MIN_KEY,
  makeDouble,
  ObjectIdValue,
  Pointer,
  Regex,
  SymbolValue,
  Timestamp,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Nesting that a message may have (MongoDB's BSONDepth). */
const MAX_DEPTH = 200;

/** Whether a field of a document is to be read: not at all, with all that is in it, or some of what is in it. */
export type Wanted = (name: string) => boolean | Wanted;

let at = 0;
let end = 0;

/**
 * Reads one BSON document, or only those of its fields that are wanted. Buffers inside the values are copies, so the bytes may be
 * reused. Throws a CommandError InvalidBSON (22) for bytes that are none, Overflow (15) for more than 200 levels.
 */
export function decodeDoc(bytes: Buffer, offset = 0, wanted: Wanted | null = null): Doc {
  const [wasAt, wasEnd] = [at, end];
  try {
    const size = sizeAt(bytes, offset, bytes.length);
    at = offset;
    end = offset + size;
    return readFields(bytes, false, 1, wanted) as Doc;
  } finally {
    at = wasAt;
    end = wasEnd;
  }
}

/** The size in bytes of the document at the offset; throws InvalidBSON if it doesn't fit before `limit`. */
export function sizeAt(bytes: Buffer, offset: number, limit: number): number {
  if (offset + 5 > limit) return invalid('truncated document');
  const size = bytes.readInt32LE(offset);
  if (size < 5 || offset + size > limit) return invalid(`document size ${size} does not fit`);
  if (bytes[offset + size - 1] !== 0) return invalid('document does not end with 0');
  return size;
}

function invalid(reason: string): never {
  return fail(22, `Invalid BSON: ${reason}`);
}

function need(count: number): number {
  const start = at;
  if (count < 0 || start + count > end) invalid('value runs over the end');
  at = start + count;
  return start;
}

function readFields(bytes: Buffer, isArray: boolean, depth: number, wanted: Wanted | null = null): Doc | Value[] {
  if (depth > MAX_DEPTH) fail(15, `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  const stop = at + sizeAt(bytes, at, end);
  const outerEnd = end;
  end = stop - 1;
  at += 4;
  const fields: Doc | Value[] = isArray ? [] : new Map<string, Value>();
  while (at < stop - 1) {
    const type = bytes[at++] as number;
    if (Array.isArray(fields)) {
      skipName(bytes);
      fields.push(readValue(bytes, type, depth));
    } else {
      const name = readName(bytes);
      const want = wanted ? wanted(name) : true;
      if (want === false) skipValue(bytes, type);
      else if (type === 3 && want !== true) fields.set(name, readFields(bytes, false, depth + 1, want));
      else fields.set(name, readValue(bytes, type, depth));
    }
  }
  at = stop;
  end = outerEnd;
  return fields;
}

function skipName(bytes: Buffer): void {
  const stop = bytes.indexOf(0, at);
  if (stop < 0 || stop >= end) invalid('field name without an end');
  at = stop + 1;
}

// Field names repeat from document to document: short ones are looked up by a hash of their bytes.
const knownNames: (string | undefined)[] = new Array(4096);
const MAX_KNOWN_NAME = 40;

function readName(bytes: Buffer): string {
  let hash = 0;
  let stop = at;
  let byte = 0;
  let ascii = true;
  while (stop < end) {
    byte = bytes[stop] as number;
    if (byte === 0) break;
    if (byte > 127) ascii = false;
    hash = (Math.imul(hash, 31) + byte) | 0;
    stop++;
  }
  if (stop >= end) return invalid('field name without an end');
  const start = at;
  at = stop + 1;
  if (!ascii || stop - start > MAX_KNOWN_NAME) return bytes.toString('utf8', start, stop);
  const slot = hash & 4095;
  const known = knownNames[slot];
  if (known !== undefined && known.length === stop - start && sameBytes(known, bytes, start)) return known;
  const name = bytes.toString('latin1', start, stop);
  knownNames[slot] = name;
  return name;
}

function sameBytes(name: string, bytes: Buffer, start: number): boolean {
  for (let index = 0; index < name.length; index++) {
    if (name.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}

function readCString(bytes: Buffer): string {
  const start = at;
  skipName(bytes);
  return bytes.toString('utf8', start, at - 1);
}

function readString(bytes: Buffer): string {
  const size = bytes.readInt32LE(need(4));
  if (size < 1) invalid('string length');
  const start = need(size);
  if (bytes[at - 1] !== 0) invalid('string does not end with 0');
  const stop = start + size - 1;
  if (size < 24) {
    let text = '';
    for (let index = start; index < stop; index++) {
      const byte = bytes[index] as number;
      if (byte > 127) return bytes.toString('utf8', start, stop);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return bytes.toString('utf8', start, stop);
}

function copy(bytes: Buffer, start: number, size: number): Buffer {
  return Buffer.from(bytes.subarray(start, start + size));
}

function readValue(bytes: Buffer, type: number, depth: number): Value {
  switch (type) {
    case 1: {
      const value = bytes.readDoubleLE(need(8));
      return isInt32(value) ? makeDouble(value) : value;
    }
    case 2:
      return readString(bytes);
    case 3:
      return readFields(bytes, false, depth + 1);
    case 4:
      return readFields(bytes, true, depth + 1);
    case 5:
      return readBinary(bytes);
    case 6:
      return UNDEFINED;
    case 7:
      return new ObjectIdValue(copy(bytes, need(12), 12));
    case 8: {
      const value = bytes[need(1)] as number;
      return value > 1 ? invalid('boolean') : value === 1;
    }
    case 9:
      return new DateValue(Number(bytes.readBigInt64LE(need(8))));
    case 10:
      return null;
    case 11: {
      const pattern = readCString(bytes);
      return new Regex(pattern, readCString(bytes));
    }
    case 12: {
      const namespace = readString(bytes);
      return new Pointer(namespace, copy(bytes, need(12), 12));
    }
    case 13:
      return new Code(readString(bytes), null);
    case 14:
      return new SymbolValue(readString(bytes));
    case 15: {
      need(4);
      const code = readString(bytes);
      return new Code(code, readFields(bytes, false, depth + 1) as Doc);
    }
    case 16:
      return bytes.readInt32LE(need(4));
    case 17:
      return new Timestamp(bytes.readBigUInt64LE(need(8)));
    case 18:
      return bytes.readBigInt64LE(need(8));
    case 19:
      return new Decimal(copy(bytes, need(16), 16));
    case 0xff:
      return MIN_KEY;
    case 0x7f:
      return MAX_KEY;
    default:
      return invalid(`type ${type}`);
  }
}

function skipValue(bytes: Buffer, type: number): void {
  const size = fixedSizes[type];
  if (size !== undefined) need(size);
  else if (type === 3 || type === 4 || type === 15) need(bytes.readInt32LE(at));
  else if (type === 2 || type === 13 || type === 14) need(bytes.readInt32LE(need(4)));
  else if (type === 5) need(bytes.readInt32LE(need(4)) + 1);
  else if (type === 12) need(bytes.readInt32LE(need(4)) + 12);
  else if (type === 11) {
    skipName(bytes);
    skipName(bytes);
  } else invalid(`type ${type}`);
}

function readBinary(bytes: Buffer): Binary {
  const size = bytes.readInt32LE(need(4));
  const subtype = bytes[need(1)] as number;
  const start = need(size);
  // The old generic subtype 2 repeats the length inside.
  return new Binary(subtype, copy(bytes, start, size));
}
