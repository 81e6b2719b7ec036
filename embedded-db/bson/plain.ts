import { fixedSizes } from './fixed-sizes.ts';

/** Nesting up to which nobody's limit is near. */
const PLAIN_DEPTH = 20;
const BOOLEAN = 8;
const TIMESTAMP = 17;

/**
 * Whether these are the bytes of one document with nothing that needs a closer look before it is stored: well-formed, nested no deeper
 * than usual, and without a timestamp among its own fields. Makes nothing of it, and so costs a fraction of reading it.
 */
export function isPlain(bytes: Buffer): boolean {
  return documentEnd(bytes, 0, bytes.length, 1) === bytes.length;
}

/** Where a document ends that begins here; -1 where it is not plain. */
function documentEnd(bytes: Buffer, start: number, limit: number, depth: number): number {
  if (depth > PLAIN_DEPTH || start + 5 > limit) return -1;
  const stop = start + bytes.readInt32LE(start) - 1;
  if (stop < start + 4 || stop >= limit || bytes[stop] !== 0) return -1;
  let at = start + 4;
  while (at < stop) {
    const type = bytes[at] as number;
    if (type === TIMESTAMP && depth === 1) return -1;
    at = textEnd(bytes, at + 1, stop);
    if (at >= 0) at = valueEnd(bytes, at, stop, type, depth);
    if (at < 0 || at > stop) return -1;
  }
  return stop + 1;
}

/** Where a text ends that a zero ends. */
function textEnd(bytes: Buffer, start: number, limit: number): number {
  for (let at = start; at < limit; at++) if (bytes[at] === 0) return at + 1;
  return -1;
}

function valueEnd(bytes: Buffer, at: number, limit: number, type: number, depth: number): number {
  if (type === BOOLEAN) return at < limit && (bytes[at] as number) <= 1 ? at + 1 : -1;
  const size = fixedSizes[type];
  if (size !== undefined) return at + size;
  switch (type) {
    case 2:
    case 13:
    case 14:
      return stringEnd(bytes, at, limit);
    case 3:
    case 4:
      return documentEnd(bytes, at, limit, depth + 1);
    case 5:
      return at + 5 > limit ? -1 : binaryEnd(at, bytes.readInt32LE(at));
    default:
      // Regular expressions, code with variables and pointers are too rare to be known here.
      return -1;
  }
}

function stringEnd(bytes: Buffer, at: number, limit: number): number {
  if (at + 5 > limit) return -1;
  const size = bytes.readInt32LE(at);
  const end = at + 4 + size;
  return size < 1 || end > limit || bytes[end - 1] !== 0 ? -1 : end;
}

function binaryEnd(at: number, size: number): number {
  return size < 0 ? -1 : at + 5 + size;
}
