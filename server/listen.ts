import { createServer as createHttpServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type Config, ConfigError } from './platform/config.ts';

/** How long requests under way may take when the server stops. Milliseconds. */
const grace = 8000;

/**
 * How long a client may take for its headers, for all of a request, and between two; so that slow ones do not hold connections for
 * ever. Between two it is more than proxies wait, so that none sends a request into a connection that just closes. Milliseconds.
 */
export const patience = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
};

/**
 * Takes the port; until the app is there, every request is asked to come again.
 * @throws {ConfigError} naming the setting to change where the address cannot be had
 */
export async function listen(
  config: Pick<Config, 'host' | 'port' | 'tls'>,
  options: ServerOptions & typeof patience = patience,
): Promise<Server> {
  const starting: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain' }).end('Signet is starting.');
  };
  const server = config.tls
    ? createHttpsServer({ ...config.tls, ...options, handshakeTimeout: options.headersTimeout }, starting)
    : createHttpServer(options, starting);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  return server;
}

/** Names the setting to change when the address cannot be had. */
function portProblem(error: NodeJS.ErrnoException, { port, host }: Pick<Config, 'host' | 'port'>): Error {
  if (error.code === 'EADDRINUSE')
    return new ConfigError([
      `PORT=${port} is in use on ${host}: another program (or another Signet) listens there. Stop it, or set PORT to a free port.`,
    ]);
  if (error.code === 'EACCES')
    return new ConfigError([
      `PORT=${port} may not be used by this account: ports below 1024 need privileges. Set PORT to a higher one.`,
    ]);
  if (error.code === 'EADDRNOTAVAIL') return new ConfigError([`HOST=${host} is not an address of this machine.`]);
  return error;
}

/** Takes no more connections, lets requests under way end as long as `grace` says, and then ends those, too. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(late);
}
