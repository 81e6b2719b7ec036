import { Router } from 'express';
import { coverageQuerySchema, type DeliveriesView } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { findPerson } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { coveragePage, summariseCoverage } from './coverage.ts';
import { listDeliveriesOf } from './delivery-store.ts';

/** More than anybody looks through. */
const mostShown = 200;

/** `/deliveries`: who has the signature in Outlook, with which client, since when; and one person's deliveries. */
export function createDeliveryProofRoutes(): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');

  routes.get('/deliveries', readers, async (request, response) => {
    response.json(await coveragePage(askerOf(request).tenantId, parse(coverageQuerySchema, request.query)));
  });

  routes.get('/deliveries/summary', readers, async (request, response) => {
    response.json(await summariseCoverage(askerOf(request).tenantId));
  });

  routes.get('/deliveries/:personId', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const person = await findPerson(tenantId, String(request.params.personId));
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    const found = await listDeliveriesOf(tenantId, person.id, mostShown);
    const view: DeliveriesView = {
      items: found.map(({ tenantId: _tenant, personId: _person, at, ...report }) => ({
        ...report,
        at: at.toISOString(),
      })),
    };
    response.json(view);
  });

  return routes;
}
