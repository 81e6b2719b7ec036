import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { compose, type Signet } from './compose.ts';
import { setupCode } from './connect-routes.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, ConfigError } from './platform/config.ts';
import type { Logger } from './platform/log.ts';

/** A running server, and what to tell whoever started it. */
export interface Running {
  signet: Signet;
  ready: Ready;
  stop(): Promise<void>;
}

/** What `npm start -- --json` prints. */
export interface Ready {
  url: string;
  admin: string;
  compose?: string;
  sandbox: boolean;
  signIn?: { name: string; address: string; role: string }[];
  /** Where to connect a tenant, while none is. */
  connect?: string;
}

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

/** Starts the parts that ROLES names. In the sandbox the sample tenant is connected and synchronised before this resolves. */
export async function startServer(asked: Config, log: Logger): Promise<Running> {
  // The port comes first: if it is taken, nothing else was touched; and PORT=0 has a number before anyone is told of it.
  const server = asked.roles.includes('web') ? await listen(asked) : null;
  const config = server && asked.port === 0 ? withPort(asked, (server.address() as AddressInfo).port) : asked;
  const stopServer = async () => server && close(server);
  try {
    const signet = await compose(config, { clock: systemClock, log }, { lasting: true });
    const stop = async () => {
      await stopServer();
      await signet.close();
    };
    await begin(signet, server).catch(async (error) => {
      await stop();
      throw error;
    });
    return { signet, ready: await describe(signet), stop };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

async function begin(signet: Signet, server: Server | null): Promise<void> {
  if (signet.sandbox) await fillSandbox(signet, signet.sandbox.tenantId);
  if (signet.config.roles.includes('worker')) {
    signet.worker.start();
    signet.scheduler.start();
    signet.scheduledPublishing.start();
  }
  if (!server) return;
  await signet.signatures.prepare((await signet.tenants.list()).map(({ tenantId }) => tenantId));
  server.removeAllListeners('request');
  server.on('request', createApp(signet));
  signet.log.info({ url: signet.config.publicUrl, roles: signet.config.roles }, 'listening');
}

function withPort(config: Config, port: number): Config {
  const url = new URL(config.publicUrl);
  if (url.port === '0') url.port = String(port);
  return { ...config, port, publicUrl: url.href.replace(/\/$/, '') };
}

/** The sample tenant, connected and synchronised once; later starts find it as it was left. */
async function fillSandbox({ tenants, sync, worker }: Signet, tenantId: string): Promise<void> {
  if (await tenants.isConnected(tenantId)) return;
  await tenants.connect(tenantId);
  await sync.start(tenantId, { kind: 'full', trigger: 'manual', preview: false });
  await worker.work(tenantId);
}

/** Takes the port; until the app is there, every request is asked to come again. */
async function listen(config: Config): Promise<Server> {
  const starting: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain' }).end('Signet is starting.');
  };
  const server = config.tls
    ? createHttpsServer({ ...config.tls, ...patience }, starting)
    : createHttpServer(patience, starting);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  return server;
}

/** Names the setting to change when the address cannot be had. */
function portProblem(error: NodeJS.ErrnoException, { port, host }: Config): Error {
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

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(late);
}

async function describe({ config, sandbox, tenants, secrets }: Signet): Promise<Ready> {
  const url = config.publicUrl;
  const connected = (await tenants.list()).some((tenant) => !tenant.disconnectedAt);
  return {
    url,
    admin: `${url}/admin/`,
    ...(sandbox ? { compose: sandbox.composeUrl } : {}),
    sandbox: sandbox !== null,
    ...(sandbox ? { signIn: sandbox.signIn } : {}),
    ...(connected ? {} : { connect: `${url}/connect?code=${setupCode(secrets)}` }),
  };
}
