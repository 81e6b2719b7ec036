import { lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { EmbeddedDatabaseError } from './errors.ts';
import { askHello } from './wire/connection.ts';
import { socketAnswers } from './wire/server.ts';

/** How long a database may take to answer (ms). */
const PATIENCE = 3000;

/** The URI of a database already served on this socket, or null. */
export async function findServedDatabase(socket: string): Promise<string | null> {
  const hello = await askHello(connect({ path: socket }), PATIENCE);
  return hello?.get('signetEmbeddedDatabase') === 1 ? socketUri(socket) : null;
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
