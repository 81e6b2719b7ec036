import { randomBytes } from 'node:crypto';
import { encodeDoc } from '../bson/encode.ts';
import { typeName } from '../bson/types.ts';
import { type DateValue, type Doc, ObjectIdValue, Regex, Singleton, Timestamp, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { MAX_DOCUMENT_SIZE } from '../storage/collection.ts';
import { timestampAt } from '../update/field-operators.ts';

/** MongoDB's limit for stored documents (20 less than for messages). */
const MAX_STORED_DEPTH = 180;

const process = randomBytes(5);
let counter = randomBytes(3).readUIntBE(0, 3);

/** A new ObjectId of this second. */
export function newObjectId(now: DateValue): ObjectIdValue {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(now.millis / 1000) >>> 0, 0);
  process.copy(bytes, 4);
  counter = (counter + 1) & 0xffffff;
  bytes.writeUIntBE(counter, 9, 3);
  return new ObjectIdValue(bytes);
}

/** Throws InvalidIdField (53) or BadValue for an _id that MongoDB doesn't take. */
export function checkId(id: Value): void {
  if (Array.isArray(id)) fail(53, "The '_id' value cannot be of type array");
  if (id instanceof Regex) fail(53, "The '_id' value cannot be of type regex");
  if (id instanceof Singleton && id.name === 'undefined') fail(53, "The '_id' value cannot be of type undefined");
  if (id instanceof Map) {
    for (const name of id.keys()) {
      if (name.startsWith('$'))
        fail(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
    }
  }
}

/** The document with _id in front (a new one if it has none) and empty timestamps filled. */
export function preparedDocument(document: Doc, now: DateValue): Doc {
  const id = document.get('_id');
  if (id !== undefined) checkId(id);
  const [first] = document.keys();
  let result = document;
  if (first !== '_id') {
    result = new Map<string, Value>([['_id', id ?? newObjectId(now)]]);
    for (const [name, value] of document) if (name !== '_id') result.set(name, value);
  }
  for (const [name, value] of result) {
    if (value instanceof Timestamp && value.value === 0n && name !== '_id') result.set(name, timestampAt(now));
  }
  return result;
}

/** The BSON of a document to be stored. Throws BSONObjectTooLarge (10334) and Overflow (15). */
export function storedBytes(document: Doc): Buffer {
  checkDepth(document, 1);
  const bytes = encodeDoc(document);
  checkSize(bytes.length);
  return bytes;
}

/** Throws BSONObjectTooLarge (10334). */
export function checkSize(size: number): void {
  if (size > MAX_DOCUMENT_SIZE)
    fail(10334, `BSONObj size: ${size} is invalid. Size must be between 0 and 16793600(16MB)`);
}

/** Throws Overflow (15) for what is nested too deeply to be stored. */
export function checkDepth(value: Value, depth: number): void {
  if (depth > MAX_STORED_DEPTH)
    fail(15, `cannot insert document because it exceeds ${MAX_STORED_DEPTH} levels of nesting`);
  if (value instanceof Map) {
    for (const item of value.values()) if (typeof item === 'object' && item !== null) checkDepth(item, depth + 1);
  } else if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && item !== null) checkDepth(item, depth + 1);
  }
}

/** The type of a value for messages. */
export function typeForMessage(value: Value | undefined): string {
  return typeName(value);
}
