import { rmSync } from 'node:fs';
import { passwordBeside } from './authentication/password-file.ts';
import { credentialsOf } from './authentication/scram.ts';
import { Client } from './commands/client.ts';
import type { Engine } from './commands/command.ts';
import { Cursors } from './commands/cursors.ts';
import { handlerFor } from './commands/dispatch.ts';
import { removeExpired } from './commands/expire.ts';
import { FailPoint } from './commands/fail-point.ts';
import { clearSocket, socketUri } from './served-database.ts';
import { Catalog } from './storage/catalog.ts';
import { checkDataFile, dataFileAt } from './storage/data-file.ts';
import { type Environment, openEnvironment } from './storage/environment.ts';
import { lockFile } from './storage/file-lock.ts';
import { Writer } from './storage/writer.ts';
import { type Listen, startServer } from './wire/server.ts';

/** A database that is served. */
export interface EmbeddedDatabase {
  /** Without a database's name, with the password of a port: mongodb://%2Ftmp%2Fdb.sock/?directConnection=true */
  uri: string;
  /** Removes what TTL indexes say is over and cursors nobody uses; happens every minute by itself. */
  tidy(): Promise<void>;
  /** Lets running commands finish, then ends all connections and closes the file. */
  close(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** The data file, or the folder it lies in; made if there is none. */
  file: string;
  /** A Unix socket (mode 0600), or a port; port 0 is any free one. */
  listen: Listen;
  /** Milliseconds since 1970: $$NOW, TTL, new ObjectIds. */
  clock?: () => number;
}

/** MongoDB's ttlMonitorSleepSecs. */
const TTL_INTERVAL_MS = 60_000;

/** Opens the file and serves it by MongoDB's protocol. Throws EmbeddedDatabaseError, and then the file is as it was. */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const file = dataFileAt(options.file);
  const unlock = await lockFile(file);
  let environment: Environment | null = null;
  try {
    if ('socket' in options.listen) await clearSocket(options.listen.socket);
    checkDataFile(file);
    environment = openEnvironment(file);
    const { writer, engine } = engineOf(environment, options.clock ?? (() => Date.now()));
    // A socket is its owner's alone; a port asks for a password.
    const password = 'socket' in options.listen ? null : passwordBeside(file);
    const credentials = password === null ? null : credentialsOf(USER, password);
    const server = await startServer(options.listen, () => handlerFor(engine, new Client(credentials)));
    const timer = setInterval(() => tidy(engine()).catch(() => {}), TTL_INTERVAL_MS).unref();
    const { root } = environment;
    let closing: Promise<void> | null = null;
    const end = async () => {
      clearInterval(timer);
      await server.close();
      await writer.idle();
      await root.close();
      if ('socket' in options.listen) rmSync(options.listen.socket, { force: true });
      unlock();
    };
    return {
      uri: uriOf(server.address, password),
      tidy: () => tidy(engine()),
      close: () => {
        closing ??= end();
        return closing;
      },
    };
  } catch (error) {
    await environment?.root.close();
    unlock();
    throw error;
  }
}

/** The writer, and what makes an engine for each command: all alike but for the write session. */
function engineOf(environment: Environment, clock: () => number): { writer: Writer; engine: () => Engine } {
  const catalog = new Catalog(environment);
  const writer = new Writer(environment, () => catalog.load());
  const lasting = { catalog, cursors: new Cursors(clock), failPoint: new FailPoint(), clock };
  // The spread comes last here and wherever much is made: V8 11.3 keeps a literal that begins with one and goes on with fields of its
  // own until its next full collection.
  return { writer, engine: () => ({ writer: writer.session(), ...lasting }) };
}

async function tidy(engine: Engine): Promise<void> {
  engine.cursors.expire();
  await removeExpired(engine);
}

/** The one user of a database on a port. */
const USER = 'admin';

function uriOf(address: { socket: string } | { host: string; port: number }, password: string | null): string {
  if ('socket' in address) return socketUri(address.socket);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return `mongodb://${USER}:${encodeURIComponent(password ?? '')}@${host}:${address.port}/?authSource=admin&directConnection=true`;
}
