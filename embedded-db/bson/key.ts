import type { Collation } from './collation.ts';
import { compareParts, type Parts } from './decimal.ts';
import { exactParts, isNaNValue } from './numbers.ts';
import { typePlace } from './types.ts';
import {
  Binary,
  Code,
  DateValue,
  type Decimal,
  type Doc,
  Double,
  isNumeric,
  type Numeric,
  ObjectIdValue,
  Pointer,
  Regex,
  SymbolValue,
  Timestamp,
  type Value,
} from './values.ts';

let out = Buffer.allocUnsafeSlow(1 << 14);
let at = 0;

/**
 * Bytes that sort as the value does in MongoDB, equal exactly for equal values: 5, NumberLong(5) and 5.0 have one key.
 * Where one key is the beginning of another, the other goes on with 255. With a collation, strings stand as their folds (good for equality, not for order).
 */
export function keyOf(value: Value, collation: Collation | null = null): Buffer {
  at = 0;
  writeKey(value, collation);
  return written();
}

/** The keys of several values, one behind the other: those of the first fields of an index, some of which may run downwards. */
export function keyOfFields(
  values: readonly Value[],
  fields: readonly { down: boolean }[],
  collation: Collation | null,
): Buffer {
  at = 0;
  for (let position = 0; position < values.length; position++) {
    const start = at;
    writeKey(values[position] as Value, collation);
    if (fields[position]?.down) for (let index = start; index < at; index++) out[index] = 255 - (out[index] as number);
  }
  return written();
}

function written(): Buffer {
  const key = Buffer.allocUnsafe(at);
  out.copy(key, 0, 0, at);
  return key;
}

function room(count: number): void {
  if (at + count <= out.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(out.length * 2, at + count));
  out.copy(larger, 0, 0, at);
  out = larger;
}

function writeByte(byte: number): void {
  room(1);
  out[at++] = byte;
}

/** Type places are 1 … 127; the first byte of every key is place + 1, so that 0 can end a document or array. */
function writeKey(value: Value, collation: Collation | null): void {
  const place = typePlace(value);
  writeByte(place + 1);
  writePayload(place, value, collation);
}

function writePayload(place: number, value: Value, collation: Collation | null): void {
  if (isNumeric(value)) writeNumber(value);
  else if (typeof value === 'string') writeText(collation ? collation.fold(value) : value);
  else if (value instanceof SymbolValue) writeText(collation ? collation.fold(value.value) : value.value);
  else if (value instanceof ObjectIdValue) writeRaw(value.bytes);
  else if (typeof value === 'boolean') writeByte(value ? 2 : 1);
  else if (value instanceof DateValue) {
    room(8);
    at = out.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value.millis)) ^ (1n << 63n), at);
  } else if (value instanceof Map) writeDoc(value, collation);
  else if (Array.isArray(value)) {
    for (const item of value) writeKey(item, collation);
    writeByte(0);
  } else if (value instanceof Timestamp) {
    room(8);
    at = out.writeBigUInt64BE(value.value, at);
  } else if (value instanceof Binary) {
    room(5);
    at = out.writeUInt32BE(value.bytes.length, at);
    writeByte(value.subtype);
    writeRaw(value.bytes);
  } else if (value instanceof Regex) {
    writeText(value.pattern);
    writeText(value.options);
  } else if (value instanceof Code) {
    writeText(value.code);
    if (place === 65) writeDoc(value.scope ?? new Map(), collation);
  } else if (value instanceof Pointer) {
    writeText(value.namespace);
    writeRaw(value.id);
  }
}

function writeRaw(bytes: Buffer): void {
  room(bytes.length);
  bytes.copy(out, at);
  at += bytes.length;
}

/** UTF-8 with every 0 followed by 255, ended by a single 0: what follows an end is never 255. */
function writeText(text: string): void {
  room(text.length * 3 + 2);
  let ascii = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0 || code > 127) {
      ascii = false;
      break;
    }
    out[at + index] = code;
  }
  if (ascii) at += text.length;
  else writeEscaped(Buffer.from(text, 'utf8'));
  writeByte(0);
}

function writeEscaped(bytes: Buffer): void {
  for (const byte of bytes) {
    writeByte(byte);
    if (byte === 0) writeByte(255);
  }
}

function writeDoc(document: Doc, collation: Collation | null): void {
  for (const [name, value] of document) {
    const place = typePlace(value);
    writeByte(place + 1);
    writeText(name);
    writePayload(place, value, collation);
  }
  writeByte(0);
}

/** The largest double that is not above the number, then 0 if that is the number, or 1 and the decimal digits. */
function writeNumber(value: Numeric): void {
  room(16);
  if (typeof value === 'number') {
    writeDouble(value);
    writeByte(0);
    return;
  }
  if (value instanceof Double) {
    writeDouble(value.value);
    writeByte(0);
    return;
  }
  if (isNaNValue(value)) {
    writeDouble(Number.NaN);
    writeByte(0);
    return;
  }
  const parts = exactParts(value);
  if (parts.kind === 'infinite') {
    writeDouble(parts.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    writeByte(0);
    return;
  }
  const below = doubleNotAbove(value, parts);
  writeDouble(below);
  if (compareParts(exactParts(below), parts) === 0) writeByte(0);
  else {
    writeByte(1);
    writeDigits(parts);
  }
}

const bits = new DataView(new ArrayBuffer(8));

function writeDouble(value: number): void {
  room(9);
  if (Number.isNaN(value)) {
    out.fill(0, at, at + 8);
    at += 8;
    return;
  }
  bits.setFloat64(0, value === 0 ? 0 : value);
  const high = bits.getInt32(0);
  const low = bits.getInt32(4);
  if (high < 0) {
    out.writeInt32BE(~high, at);
    out.writeInt32BE(~low, at + 4);
  } else {
    out.writeInt32BE(high ^ -0x80000000, at);
    out.writeInt32BE(low, at + 4);
  }
  at += 8;
}

function doubleNotAbove(value: bigint | Decimal, parts: Parts): number {
  const size = Number(`${parts.coefficient}e${parts.exponent}`);
  const near = typeof value === 'bigint' ? Number(value) : parts.negative ? -size : size;
  if (near === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  if (near === Number.NEGATIVE_INFINITY) return near;
  return compareParts(exactParts(near), parts) > 0 ? nextDown(near) : near;
}

function nextDown(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  bits.setFloat64(0, value);
  const word = bits.getBigInt64(0);
  bits.setBigInt64(0, value > 0 ? word - 1n : word + 1n);
  return bits.getFloat64(0);
}

/** Sign, power of ten and digits, so that the bytes sort as the numbers do. */
function writeDigits(parts: Parts): void {
  const digits = parts.coefficient.toString().replace(/0+$/, '');
  const power = parts.coefficient.toString().length + parts.exponent;
  const start = at + 1;
  writeByte(parts.negative ? 1 : 2);
  room(digits.length + 3);
  at = out.writeUInt16BE(power + 0x4000, at);
  for (const digit of digits) writeByte(Number(digit) + 2);
  writeByte(1);
  if (parts.negative) for (let index = start; index < at; index++) out[index] = 255 - (out[index] as number);
}
