import { lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { doc } from './bson/values.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import type { BackupFacts } from './storage/backup.ts';
import { ask } from './wire/connection.ts';
import { socketAnswers } from './wire/server.ts';

/** How long a database may take to answer (ms). */
const PATIENCE = 3000;

/** The URI of a database already served on this socket, or null. */
export async function findServedDatabase(socket: string): Promise<string | null> {
  const hello = await ask(connect({ path: socket }), doc({ hello: 1 }), PATIENCE);
  return hello?.get('signetEmbeddedDatabase') === 1 ? socketUri(socket) : null;
}

/** How long a backup may take (ms): a day, as a timer needs some number. */
const BACKUP_PATIENCE = 86_400_000;

/** Lets the database that is served on this socket write a backup, while others use it. Throws BACKUP_FAILED. */
export async function backUpServedDatabase(socket: string, file: string): Promise<BackupFacts> {
  const answer = await ask(connect({ path: socket }), doc({ backup: 1, path: resolve(file) }), BACKUP_PATIENCE);
  const numberOf = (name: string) => Number(answer?.get(name) ?? 0);
  if (answer?.get('ok') === 1)
    return { bytes: numberOf('bytes'), collections: numberOf('collections'), documents: numberOf('documents') };
  const reason = answer?.get('errmsg') ?? 'the database ended meanwhile';
  throw new EmbeddedDatabaseError('BACKUP_FAILED', String(reason));
}

/** MongoDB's URI of a Unix socket. */
export function socketUri(socket: string): string {
  return `mongodb://${encodeURIComponent(socket)}/?directConnection=true`;
}

/** Removes a socket file that nobody listens on. Throws SOCKET_BUSY if somebody does, or if it is no socket. */
export async function clearSocket(socket: string): Promise<void> {
  let isSocket: boolean;
  try {
    isSocket = lstatSync(socket).isSocket();
  } catch {
    return;
  }
  if (!isSocket) {
    throw new EmbeddedDatabaseError('SOCKET_BUSY', `${socket} exists and is no socket: choose another path.`);
  }
  if (await socketAnswers(socket)) {
    throw new EmbeddedDatabaseError(
      'SOCKET_BUSY',
      `Another program listens on the socket ${socket}: stop it, or choose another path.`,
    );
  }
  rmSync(socket, { force: true });
}
