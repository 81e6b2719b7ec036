import { decodeDoc, sizeAt } from '../bson/decode.ts';
import { encodeDoc } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/values.ts';

/** MongoDB's limit for one message (maxMessageSizeBytes). */
export const MAX_MESSAGE_SIZE = 48_000_000;
export const HEADER_SIZE = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xfffc & ~(1 << 16);

/** One request. `sequences` are the raw documents of OP_MSG's document sequences, by field name. */
export interface Request {
  id: number;
  legacy: boolean;
  /** Whether the client waits for an answer. */
  wantsReply: boolean;
  body: Doc;
  sequences: Map<string, Buffer[]>;
}

/** Bytes that are no message; the connection is closed, as MongoDB does. */
export class ProtocolError extends Error {}

/** Reads a whole message, header included. Throws ProtocolError for what is no OP_MSG or OP_QUERY, CommandError for bad BSON. */
export function parseMessage(bytes: Buffer): Request {
  const id = bytes.readInt32LE(4);
  const opCode = bytes.readInt32LE(12);
  if (opCode === OP_MSG) return parseOpMsg(bytes, id);
  if (opCode === OP_QUERY) return parseOpQuery(bytes, id);
  throw new ProtocolError(`operation ${opCode} is not supported`);
}

function parseOpMsg(bytes: Buffer, id: number): Request {
  if (bytes.length < HEADER_SIZE + 5) throw new ProtocolError('message too short');
  const flags = bytes.readUInt32LE(HEADER_SIZE);
  if (flags & REQUIRED_FLAGS) throw new ProtocolError(`message flags ${flags} are not known`);
  const end = bytes.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body: Doc | null = null;
  const sequences = new Map<string, Buffer[]>();
  let at = HEADER_SIZE + 4;
  while (at < end) {
    const kind = bytes[at];
    at += 1;
    if (kind === 0) {
      if (body) throw new ProtocolError('two bodies in a message');
      const size = sizeAt(bytes, at, end);
      body = decodeDoc(bytes, at);
      at += size;
    } else if (kind === 1) at = parseSequence(bytes, at, end, sequences);
    else throw new ProtocolError(`section kind ${kind} is not known`);
  }
  if (!body) throw new ProtocolError('message without a body');
  return { id, legacy: false, wantsReply: (flags & MORE_TO_COME) === 0, body, sequences };
}

function parseSequence(bytes: Buffer, start: number, limit: number, sequences: Map<string, Buffer[]>): number {
  if (start + 4 > limit) throw new ProtocolError('truncated document sequence');
  const end = start + bytes.readInt32LE(start);
  const nameEnd = bytes.indexOf(0, start + 4);
  if (end > limit || nameEnd < 0 || nameEnd >= end) throw new ProtocolError('truncated document sequence');
  const name = bytes.toString('utf8', start + 4, nameEnd);
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    const size = sizeAt(bytes, at, end);
    documents.push(bytes.subarray(at, at + size));
    at += size;
  }
  sequences.set(name, documents);
  return end;
}

function parseOpQuery(bytes: Buffer, id: number): Request {
  const nameEnd = bytes.indexOf(0, HEADER_SIZE + 4);
  if (nameEnd < 0 || nameEnd + 9 > bytes.length) throw new ProtocolError('truncated query');
  const namespace = bytes.toString('utf8', HEADER_SIZE + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is supported for commands only');
  let body = decodeDoc(bytes, nameEnd + 9);
  const inner = body.get('$query');
  if (inner instanceof Map) body = inner;
  body.set('$db', namespace.slice(0, -'.$cmd'.length));
  return { id, legacy: true, wantsReply: true, body, sequences: new Map() };
}

let lastId = 0;

/** The bytes of the answer to a request. */
export function formatReply(request: Request, reply: Doc): Buffer {
  lastId = (lastId + 1) & 0x7fffffff;
  const headSize = HEADER_SIZE + (request.legacy ? 20 : 5);
  const message = encodeDoc(reply, headSize);
  message.fill(0, 0, headSize);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(lastId, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    message.writeInt32LE(8, HEADER_SIZE); // AwaitCapable
    message.writeInt32LE(1, HEADER_SIZE + 16); // one document
  }
  return message;
}

/** The documents of a command's field, from its document sequence or its array; undefined if it has neither. */
export function documentsOf(request: Request, name: string): (Buffer | Value)[] | undefined {
  const sequence = request.sequences.get(name);
  if (sequence) return sequence;
  const value = request.body.get(name);
  return Array.isArray(value) ? value : undefined;
}
