import { Router } from 'express';
import type { Signet } from './compose.ts';
import { messageOf } from './platform/errors.ts';
import { pingMongo } from './platform/mongo.ts';
import { tenantWarnings } from './tenants/index.ts';

/** More than this and leases would be judged by a wrong clock. Milliseconds. */
const mostSkew = 30_000;

/** `/health/live`: the process answers. `/health/ready`: each part, 503 while one that is needed is missing. */
export function createHealthRoutes({ clock, tenants, entra, config, scheduler }: Signet): Router {
  const routes = Router();
  routes.get('/health/live', (_request, response) => response.json({ status: 'live' }));
  routes.get('/health/ready', async (_request, response) => {
    const database = await databaseHealth(clock.now());
    const connected = database.ready ? (await tenants.list()).filter((tenant) => !tenant.disconnectedAt) : [];
    const directory = connected.map((tenant) => ({
      tenantId: tenant._id,
      ready: !tenant.access.code,
      ...(tenant.access.code ? { code: tenant.access.code } : {}),
    }));
    const worker = config.roles.includes('worker') ? scheduler.readiness() : null;
    // A process that serves people stays ready when only its worker is not: the other workers go on.
    const ready = database.ready && (config.roles.includes('web') || worker?.ready !== false);
    // Signatures are served from the database whatever the directory does, so that it doesn't count for readiness.
    response.status(ready ? 200 : 503).json({
      status: ready ? 'ready' : 'notReady',
      parts: { database, ...(worker ? { worker } : {}), directory },
      warnings: tenantWarnings(entra, clock.now()),
    });
  });
  return routes;
}

async function databaseHealth(now: Date): Promise<{ ready: boolean; reason?: string }> {
  try {
    const { time } = await pingMongo();
    const skew = Math.abs(time.getTime() - now.getTime());
    return skew > mostSkew
      ? { ready: false, reason: `this machine's clock differs from the database's by ${Math.round(skew / 1000)} s` }
      : { ready: true };
  } catch (error) {
    return { ready: false, reason: messageOf(error) };
  }
}
