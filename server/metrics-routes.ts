import { type RequestHandler, Router } from 'express';
import type { Signet } from './compose.ts';
import { messageOf } from './platform/errors.ts';
import { metrics, observeRequest, type SyncState, showSyncs } from './platform/metrics.ts';

/** Times every request by its route's pattern, never by its path: paths name people. */
export const timeRequests: RequestHandler = (request, response, next) => {
  const start = performance.now();
  response.once('finish', () => {
    const pattern: unknown = request.route?.path;
    const route = typeof pattern === 'string' ? `${mountOf(request.baseUrl)}${pattern}` : 'other';
    observeRequest(request.method, route, response.statusCode, (performance.now() - start) / 1000);
  });
  next();
};

/** How many runs of a tenant are looked at. */
const latest = 50;

/** `/metrics`: what Prometheus reads. Tenants are named by id; nothing tells of a person. */
export function createMetricsRoutes({ tenants, sync, clock, log }: Signet): Router {
  async function stateOf({ tenantId }: { tenantId: string }): Promise<SyncState> {
    const runs = await sync.list(tenantId, latest);
    const outcomes: Record<string, number> = {};
    for (const { outcome } of runs) if (outcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const applied = runs.find(({ outcome }) => outcome === 'applied')?.endedAt;
    const successAge = applied && (clock.now().getTime() - applied.getTime()) / 1000;
    return { tenantId, outcomes, successAge };
  }

  const routes = Router();
  routes.get('/metrics', async (_request, response) => {
    try {
      const connected = (await tenants.list()).filter(({ disconnectedAt }) => !disconnectedAt);
      showSyncs(await Promise.all(connected.map(stateOf)));
    } catch (error) {
      // What the process itself counts is worth showing most while the database does not answer.
      log.warn({ error: messageOf(error) }, 'the state of syncs could not be read for /metrics');
      showSyncs([]);
    }
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.metrics());
  });
  return routes;
}

/** Where a router is mounted; only mounts without values in them are told apart. */
function mountOf(baseUrl: string): string {
  if (baseUrl === '/api/v1/me') return baseUrl;
  return baseUrl.startsWith('/api/v1') ? '/api/v1' : '';
}
