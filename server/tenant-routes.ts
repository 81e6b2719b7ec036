import { type Request, Router } from 'express';
import { endTenantSchema, setupSchema, type TenantView } from '../contract/index.ts';
import { actorOf, askerOf, requireRole } from './access/index.ts';
import type { Signet } from './compose.ts';
import { countPeople } from './people/index.ts';
import { SignetError } from './platform/errors.ts';
import { parse } from './platform/http.ts';
import { toTenantView } from './tenants/index.ts';

/** `/tenants`: what is connected, and ending it. Everybody sees their own tenant only. */
export function createTenantRoutes(signet: Signet): Router {
  const { config, tenants, disconnecting } = signet;
  const routes = Router();
  const admins = requireRole('admin');

  routes.get('/tenants', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const own = (await tenants.list()).filter((tenant) => tenant._id === askerOf(request).tenantId);
    const items = await Promise.all(own.map((tenant) => viewOf(signet, tenant)));
    response.json({ items, links: { publicUrl: config.publicUrl } });
  });

  routes.put('/tenants/:id/set-up', admins, async (request, response) => {
    const tenantId = ownTenant(request);
    await tenants.noteSetup(tenantId, parse(setupSchema, request.body).step);
    response.json(await viewOf(signet, await tenants.choose(tenantId)));
  });

  routes.get('/tenants/:id/disconnect-preview', admins, async (request, response) => {
    response.json(await disconnecting.preview(ownTenant(request)));
  });

  routes.delete('/tenants/:id', admins, async (request, response) => {
    const { people } = parse(endTenantSchema, request.query);
    response.json(await disconnecting.disconnect(ownTenant(request), people, actorOf(askerOf(request))));
  });

  return routes;
}

/** One tenant as JSON, with the number of its people. */
export async function viewOf(
  { entra, clock, notifications }: Pick<Signet, 'entra' | 'clock' | 'notifications'>,
  tenant: Awaited<ReturnType<Signet['tenants']['choose']>>,
): Promise<TenantView> {
  const view = toTenantView(tenant, { people: await countPeople(tenant._id), entra, now: clock.now() });
  const silent = await notifications.problemOf(tenant);
  if (silent) view.warnings?.push({ code: 'NO_NOTIFICATIONS', message: silent });
  return view;
}

function ownTenant(request: Request): string {
  const asked = String(request.params.id).toLowerCase();
  if (asked !== askerOf(request).tenantId) throw new SignetError('TENANT_UNKNOWN');
  return asked;
}
