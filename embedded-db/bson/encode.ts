import {
  Binary,
  Code,
  DateValue,
  Decimal,
  type Doc,
  Double,
  isInt32,
  ObjectIdValue,
  Pointer,
  RawDoc,
  Regex,
  type Singleton,
  SymbolValue,
  Timestamp,
  type Value,
} from './values.ts';

let out = Buffer.allocUnsafeSlow(1 << 16);
let at = 0;

/** The BSON bytes of a document in a buffer of their own, with room for a head (not cleared) before them. */
export function encodeDoc(document: Doc, headSize = 0): Buffer {
  at = headSize;
  room(0);
  writeDoc(document);
  const bytes = Buffer.from(out.subarray(0, at));
  if (out.length > 1 << 22) out = Buffer.allocUnsafeSlow(1 << 16);
  return bytes;
}

function room(count: number): void {
  if (at + count <= out.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(out.length * 2, at + count));
  out.copy(larger, 0, 0, at);
  out = larger;
}

function writeDoc(document: Doc): void {
  const start = at;
  room(5);
  at += 4;
  for (const [name, value] of document) writeField(name, value);
  finish(start);
}

const arrayNames = Array.from({ length: 1000 }, (_, index) => String(index));

function writeArray(values: Value[]): void {
  const start = at;
  room(5);
  at += 4;
  for (let index = 0; index < values.length; index++) {
    writeField(arrayNames[index] ?? String(index), values[index] as Value);
  }
  finish(start);
}

function finish(start: number): void {
  room(1);
  out[at++] = 0;
  out.writeInt32LE(at - start, start);
}

function writeName(name: string): void {
  const size = name.length;
  room(size * 3 + 2);
  for (let index = 0; index < size; index++) {
    const code = name.charCodeAt(index);
    if (code > 127) {
      at += out.write(name.slice(index), at, 'utf8');
      out[at++] = 0;
      return;
    }
    out[at++] = code;
  }
  out[at++] = 0;
}

function writeText(text: string): void {
  room(text.length * 3 + 5);
  const size = out.write(text, at + 4, 'utf8');
  out.writeInt32LE(size + 1, at);
  at += size + 5;
  out[at - 1] = 0;
}

function writeBytes(bytes: Buffer): void {
  room(bytes.length);
  bytes.copy(out, at);
  at += bytes.length;
}

function begin(type: number, name: string, size: number): void {
  room(1);
  out[at++] = type;
  writeName(name);
  room(size);
}

function writeField(name: string, value: Value): void {
  switch (typeof value) {
    case 'string':
      begin(2, name, 0);
      writeText(value);
      return;
    case 'number':
      writeNumber(name, value);
      return;
    case 'boolean':
      begin(8, name, 1);
      out[at++] = value ? 1 : 0;
      return;
    case 'bigint':
      begin(18, name, 8);
      at = out.writeBigInt64LE(BigInt.asIntN(64, value), at);
      return;
  }
  if (value === null) begin(10, name, 0);
  else if (value instanceof Map) {
    begin(3, name, 0);
    writeDoc(value);
  } else if (Array.isArray(value)) {
    begin(4, name, 0);
    writeArray(value);
  } else if (value instanceof RawDoc) {
    begin(3, name, 0);
    writeBytes(value.bytes);
  } else if (value instanceof ObjectIdValue) {
    begin(7, name, 0);
    writeBytes(value.bytes);
  } else if (value instanceof DateValue) {
    begin(9, name, 8);
    at = out.writeBigInt64LE(BigInt.asIntN(64, BigInt(Math.trunc(value.millis) || 0)), at);
  } else if (value instanceof Double) {
    begin(1, name, 8);
    at = out.writeDoubleLE(value.value, at);
  } else if (value instanceof Decimal) {
    begin(19, name, 0);
    writeBytes(value.bytes);
  } else writeRare(name, value);
}

function writeNumber(name: string, value: number): void {
  if (isInt32(value)) {
    begin(16, name, 4);
    at = out.writeInt32LE(value, at);
  } else {
    begin(1, name, 8);
    at = out.writeDoubleLE(value, at);
  }
}

function writeRare(name: string, value: Binary | Regex | Timestamp | Code | SymbolValue | Pointer | Singleton): void {
  if (value instanceof Binary) {
    begin(5, name, 5);
    at = out.writeInt32LE(value.bytes.length, at);
    out[at++] = value.subtype;
    writeBytes(value.bytes);
  } else if (value instanceof Regex) {
    begin(11, name, 0);
    writeName(value.pattern);
    writeName(value.options);
  } else if (value instanceof Timestamp) {
    begin(17, name, 8);
    at = out.writeBigUInt64LE(value.value, at);
  } else if (value instanceof Code) writeCode(name, value);
  else if (value instanceof SymbolValue) {
    begin(14, name, 0);
    writeText(value.value);
  } else if (value instanceof Pointer) {
    begin(12, name, 0);
    writeText(value.namespace);
    writeBytes(value.id);
  } else begin(value.name === 'undefined' ? 6 : value.name === 'minKey' ? 0xff : 0x7f, name, 0);
}

function writeCode(name: string, value: Code): void {
  if (value.scope === null) {
    begin(13, name, 0);
    writeText(value.code);
    return;
  }
  begin(15, name, 4);
  const start = at;
  at += 4;
  writeText(value.code);
  writeDoc(value.scope);
  out.writeInt32LE(at - start, start);
}
