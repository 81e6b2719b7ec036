import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';

const loopbackHosts = ['127.0.0.1', '::1', 'localhost'];

/** Throws unless the host is this machine only: the sandbox signs anyone in, so nobody else may reach it. */
export function requireLoopback(host: string): void {
  if (!loopbackHosts.includes(host)) {
    throw new Error(`The sandbox listens on this machine only (${loopbackHosts.join(', ')}), not on "${host}".`);
  }
}

export interface Listener {
  port: number;
  close(): Promise<void>;
}

/** An http listener; port 0 takes any free one. Throws an Error that names the port when it is in use. */
export async function listenHttp(handle: RequestListener, host: string, port: number): Promise<Listener> {
  return open(createServer(handle), host, port);
}

/** An https listener with the sandbox's certificate. */
export async function listenHttps(
  handle: RequestListener,
  host: string,
  port: number,
  files: Certificate,
): Promise<Listener> {
  const [cert, key] = await Promise.all([readFile(files.certFile), readFile(files.keyFile)]);
  return open(createSecureServer({ cert, key }, handle), host, port);
}

async function open(server: Server, host: string, port: number): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, close: () => close(server) };
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`Port ${port} is in use: the sandbox cannot listen there.`, { cause: error });
  }
  if (error.code === 'EACCES') return new Error(`Port ${port} may not be used by this account.`, { cause: error });
  return error;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
