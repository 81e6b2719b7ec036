import type { Socket } from 'node:net';
import { decodeDoc } from '../bson/decode.ts';
import { type Doc, doc } from '../bson/values.ts';
import { errorFields } from '../errors.ts';
import { formatReply, HEADER_SIZE, MAX_MESSAGE_SIZE, parseMessage, type Request } from './message.ts';

/** Answers requests. Errors are replies; if it throws, the connection is closed. */
export interface Handler {
  handle(request: Request): Promise<Doc>;
  closed(): void;
}

/** A client that sends ahead is read no further than this until its requests are answered. */
const READ_AHEAD = 1 << 20;

/** One client: takes messages from the socket one after another and answers them in their order. */
export class Connection {
  readonly #socket: Socket;
  readonly #handler: Handler;
  #chunks: Buffer[] = [];
  #size = 0;
  #running = false;
  #ending = false;
  #idle: (() => void) | null = null;

  constructor(socket: Socket, handler: Handler) {
    this.#socket = socket;
    this.#handler = handler;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => handler.closed());
  }

  /** Waits for the running request and closes the connection. */
  async finish(): Promise<void> {
    this.#ending = true;
    if (this.#running) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
    await new Promise<void>((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.end(() => this.#socket.destroy());
    });
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (!this.#running && !this.#ending) void this.#run();
    else if (this.#size > READ_AHEAD) this.#socket.pause();
  }

  /** The next whole message, or null; closes the connection on a length that cannot be. */
  #next(): Buffer | null {
    if (this.#size < HEADER_SIZE) return null;
    const first = this.#joinedTo(HEADER_SIZE);
    const length = first.readInt32LE(0);
    if (length < HEADER_SIZE || length > MAX_MESSAGE_SIZE) {
      this.#socket.destroy();
      return null;
    }
    if (this.#size < length) return null;
    const bytes = this.#joinedTo(length);
    const rest = bytes.subarray(length);
    this.#chunks[0] = rest;
    if (rest.length === 0) this.#chunks.shift();
    this.#size -= length;
    return bytes.subarray(0, length);
  }

  /** The first chunk, made at least this long. */
  #joinedTo(length: number): Buffer {
    const first = this.#chunks[0];
    if (first && first.length >= length) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let message = this.#next(); message && !this.#ending; message = this.#next()) {
      try {
        await this.#answer(message);
      } catch {
        this.#socket.destroy();
        break;
      }
    }
    this.#running = false;
    this.#socket.resume();
    this.#idle?.();
  }

  async #answer(bytes: Buffer): Promise<void> {
    let request: Request;
    try {
      request = parseMessage(bytes);
    } catch (error) {
      const broken = { id: bytes.readInt32LE(4), legacy: false, wantsReply: true, body: doc({}), sequences: new Map() };
      if (!(error instanceof Error) || error.name !== 'CommandError') throw error;
      await this.#write(formatReply(broken, errorFields(error)));
      return;
    }
    const reply = await this.#handler.handle(request);
    if (request.wantsReply) await this.#write(formatReply(request, reply));
  }

  #write(bytes: Buffer): Promise<void> {
    if (this.#socket.destroyed) return Promise.resolve();
    if (this.#socket.write(bytes)) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
    });
  }
}

/** Puts one command to a server and gives the answer; null if there is none within the time (ms) or it isn't MongoDB's. */
export function ask(socket: Socket, command: Doc, milliseconds: number): Promise<Doc | null> {
  const question: Request = { id: 0, legacy: false, wantsReply: true, body: doc({}), sequences: new Map() };
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    const end = (answer: Doc | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), milliseconds);
    socket.once('error', () => end(null));
    socket.once('close', () => end(null));
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length < HEADER_SIZE || bytes.length < bytes.readInt32LE(0)) return;
      try {
        end(decodeDoc(bytes, HEADER_SIZE + 5));
      } catch {
        end(null);
      }
    });
    socket.write(formatReply(question, new Map([...command, ['$db', 'admin']])));
  });
}
