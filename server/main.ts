import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { compose, type Signet } from './compose.ts';
import { setupCode } from './connect-routes.ts';
import { close, listen, patience } from './listen.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { growHeapFreely } from './platform/heap.ts';
import type { Logger } from './platform/log.ts';
import { createMessageClasses, type MessageClasses } from './platform/message-classes.ts';

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

/** Starts the parts that ROLES names. In the sandbox the sample tenant is connected and synchronised before this resolves. */
export async function startServer(asked: Config, log: Logger): Promise<Running> {
  // The port comes first: if it is taken, nothing else was touched; and PORT=0 has a number before anyone is told of it.
  const messages = createMessageClasses();
  const server = asked.roles.includes('web') ? await listen(asked, { ...patience, ...messages.options }) : null;
  const config = server && asked.port === 0 ? withPort(asked, (server.address() as AddressInfo).port) : asked;
  const stopServer = async () => server && close(server);
  try {
    const signet = await compose(config, { clock: systemClock, log }, { lasting: true });
    if (!config.roles.includes('worker')) growHeapFreely();
    const stop = async () => {
      await stopServer();
      await signet.close();
    };
    await begin(signet, server, messages).catch(async (error) => {
      await stop();
      throw error;
    });
    return { signet, ready: await describe(signet), stop };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

async function begin(signet: Signet, server: Server | null, messages: MessageClasses): Promise<void> {
  if (signet.sandbox) await fillSandbox(signet, signet.sandbox.tenantId);
  if (signet.config.roles.includes('worker')) {
    signet.worker.start();
    signet.scheduler.start();
    signet.scheduledPublishing.start();
  }
  if (!server) return;
  await signet.signatures.prepare((await signet.tenants.list()).map(({ tenantId }) => tenantId));
  server.removeAllListeners('request');
  server.on('request', messages.adopt(createApp(signet)));
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
