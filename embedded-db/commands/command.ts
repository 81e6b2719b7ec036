import type { Collation } from '../bson/collation.ts';
import type { DateValue, Doc, Value } from '../bson/values.ts';
import type { Pace } from '../query/pace.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { WriteSession } from '../storage/writer.ts';
import type { Request } from '../wire/message.ts';
import type { Client } from './client.ts';
import type { Cursors } from './cursors.ts';
import type { FailPoint } from './fail-point.ts';

/** What every command works with. */
export interface Engine {
  catalog: Catalog;
  /** A session of its own in every call. */
  writer: WriteSession;
  cursors: Cursors;
  failPoint: FailPoint;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** One command to be answered. */
export interface Call {
  engine: Engine;
  request: Request;
  body: Doc;
  /** The command's first field. */
  name: string;
  argument: Value;
  database: string;
  /** The server's time when the command came: $$NOW. */
  now: DateValue;
  pace: Pace;
  client: Client;
}

/** Answers a command; `ok: 1` is added. */
export type Answer = (call: Call) => Promise<Doc> | Doc;

/** A command: how it is answered, and the fields it may have beside the general ones. */
export interface Command {
  answer: Answer;
  fields: readonly string[];
}

/** The names under which commands are found. */
export type CommandTable = ReadonlyMap<string, Command>;

export interface QueryContext {
  collation: Collation | null;
}
