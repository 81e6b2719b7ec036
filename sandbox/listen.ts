import { once } from 'node:events';
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

/** An http listener at this port, or at any free one where the port is 0 or cannot be had. */
export async function listenHttp(handle: RequestListener, host: string, port: number): Promise<Listener> {
  return open(createServer(handle), host, port);
}

/** An https listener with the sandbox's certificate; the port as for {@link listenHttp}. */
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
  await listen(server, host, port).catch((error: NodeJS.ErrnoException) => {
    // Where the sandbox listens is told to whoever starts it; that it starts matters more than where.
    if (port > 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return listen(server, host, 0);
    throw error;
  });
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, close: () => close(server) };
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
