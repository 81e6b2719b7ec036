import { Router } from 'express';
import { explainQuerySchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { findPerson, findPersonByAddress } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import type { SignatureService } from './signature-service.ts';

/** `/explain`: which template somebody gets and why, with everything that was passed over. */
export function createExplainRoutes({ signatures, clock }: { signatures: SignatureService; clock: Clock }): Router {
  const routes = Router();
  routes.get('/explain', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const { tenantId } = askerOf(request);
    const { address, person: id, from, composeType, recipients, at } = parse(explainQuerySchema, request.query);
    if (!address && !id) throw new SignetError('VALIDATION', 'Say of whom: address= or person=.');
    const person = id
      ? await findPerson(tenantId, id)
      : await findPersonByAddress(tenantId, address ?? '', clock.now());
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    const sender = (from ?? address ?? person.address ?? '').toLowerCase();
    const moment = await signatures.moment(tenantId, at);
    response.json(await signatures.explain({ person, from: sender, composeType, recipients, at: moment }));
  });
  return routes;
}
