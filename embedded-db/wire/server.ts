import { chmodSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { EmbeddedDatabaseError, systemCode } from '../errors.ts';
import { Connection, type Handler } from './connection.ts';

export type Listen = { socket: string } | { host?: string; port: number };

/** A running server: where it listens, and how to end it. */
export interface WireServer {
  address: { socket: string } | { host: string; port: number };
  /** Takes no more requests, lets running ones finish and be answered, and closes every connection. */
  close(): Promise<void>;
}

/** Paths over this many bytes are cut silently by the system on some platforms. */
const MAX_SOCKET_PATH = 103;

/** Listens, and gives every request to the handler. Throws EmbeddedDatabaseError. */
export async function startServer(listen: Listen, handlerFor: () => Handler): Promise<WireServer> {
  const connections = new Set<Connection>();
  const server = createServer({ noDelay: true }, (socket: Socket) => {
    const connection = new Connection(socket, handlerFor());
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
  const address = 'socket' in listen ? await listenOnSocket(server, listen.socket) : await listenOnPort(server, listen);
  return {
    address,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...connections].map((connection) => connection.finish()));
      await closed;
    },
  };
}

function bound(server: Server, options: { path: string } | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function listenOnSocket(server: Server, path: string): Promise<{ socket: string }> {
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
    throw new EmbeddedDatabaseError(
      'SOCKET_PATH_TOO_LONG',
      `The socket path ${path} is longer than ${MAX_SOCKET_PATH} bytes; choose a shorter one.`,
    );
  }
  // Nobody but the owner may connect, not even in the moment before chmod.
  const mask = process.umask(0o177);
  try {
    await bound(server, { path });
  } catch (error) {
    throw listenError(error, `the socket ${path}`, 'SOCKET_BUSY');
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return { socket: path };
}

async function listenOnPort(
  server: Server,
  listen: { host?: string; port: number },
): Promise<{ host: string; port: number }> {
  const host = listen.host ?? '127.0.0.1';
  try {
    await bound(server, { host, port: listen.port });
  } catch (error) {
    throw listenError(error, `${host}:${listen.port}`, 'PORT_BUSY');
  }
  const address = server.address();
  return { host, port: typeof address === 'object' && address ? address.port : listen.port };
}

function listenError(error: unknown, where: string, busy: 'SOCKET_BUSY' | 'PORT_BUSY'): EmbeddedDatabaseError {
  const inUse = systemCode(error) === 'EADDRINUSE';
  return inUse
    ? new EmbeddedDatabaseError(busy, `Another program listens on ${where}: stop it, or choose another one.`, error)
    : new EmbeddedDatabaseError('CANNOT_LISTEN', `Cannot listen on ${where}: ${String(error)}`, error);
}

/** Whether something accepts connections on the socket. */
export function socketAnswers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
