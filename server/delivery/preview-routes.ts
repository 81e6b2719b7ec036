import { Router } from 'express';
import { previewQuerySchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { findPerson } from '../people/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { DeliveryService } from './delivery-service.ts';

/** `/people/:id/signature`: what a person's signature looks like, for those who look after it. */
export function createPreviewRoutes(delivery: DeliveryService): Router {
  const routes = Router();
  routes.get('/people/:id/signature', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const { from, composeType, recipients, format, at } = parse(previewQuerySchema, request.query);
    const person = await findPerson(askerOf(request).tenantId, String(request.params.id));
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    const moment = await delivery.momentOf(person.tenantId, at);
    const answer = await delivery.signatureOf({ person, from, composeType, recipients, format, at: moment });
    if (answer) response.json(answer);
    else response.status(204).end();
  });
  return routes;
}
