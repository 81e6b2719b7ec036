import { Router } from 'express';
import { askerOf, requireRole } from '../access/index.ts';
import type { Unsigned } from './unsigned.ts';

/** `/people-without-signature`: how many people get none for a new mail, and some of them by name. */
export function createUnsignedRoutes(unsigned: Unsigned): Router {
  const routes = Router();
  routes.get('/people-without-signature', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json(await unsigned.of(askerOf(request).tenantId));
  });
  return routes;
}
