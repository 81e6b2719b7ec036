import { Router } from 'express';
import { newTokenSchema } from '../../contract/index.ts';
import { parse } from '../platform/http.ts';
import type { ApiTokens } from './api-tokens.ts';
import { actorOf } from './audit-store.ts';
import { askerOf, requireRole } from './who.ts';

/** `/tokens`: keys for programs. Admins make and end them, auditors see that they are there. */
export function createTokenRoutes(apiTokens: ApiTokens): Router {
  const routes = Router();

  routes.get('/tokens', requireRole('admin', 'auditor'), async (request, response) => {
    response.json({ items: await apiTokens.list(askerOf(request).tenantId) });
  });

  routes.post('/tokens', requireRole('admin'), async (request, response) => {
    const asker = askerOf(request);
    const asked = parse(newTokenSchema, request.body);
    const created = await apiTokens.create(asker.tenantId, asked, actorOf(asker), asker.token?.expiresAt);
    response.status(201).set('Cache-Control', 'no-store').json(created);
  });

  routes.delete('/tokens/:id', requireRole('admin'), async (request, response) => {
    const asker = askerOf(request);
    await apiTokens.revoke(asker.tenantId, String(request.params.id), actorOf(asker));
    response.status(204).end();
  });

  return routes;
}
