import { type Request, type RequestHandler, type Response, Router } from 'express';
import { reportsSchema, signatureQuerySchema } from '../../contract/index.ts';
import { employeeOf } from '../access/index.ts';
import { findPersonByObjectId, type Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { keepReports } from './delivery-proof.ts';
import { type DeliveryService, etagOf } from './delivery-service.ts';

/** `/me/…`: what the add-in asks for on behalf of the person whose token it carries. */
export function createMeRoutes({
  delivery,
  clock,
  requireToken,
}: {
  delivery: DeliveryService;
  clock: Clock;
  requireToken: RequestHandler;
}): Router {
  const routes = Router();
  routes.use('/me', requireToken);

  routes.get('/me/signature', async (request, response) => {
    const { from, composeType, format } = parse(signatureQuerySchema, request.query);
    const person = await personOf(request);
    const answer = person && (await delivery.signatureOf({ person, from, composeType, format }));
    if (answer) answerWithTag(request, response, answer);
    else response.status(204).end();
  });

  routes.get('/me/signatures', async (request, response) => {
    const person = await personOf(request);
    answerWithTag(request, response, person ? await delivery.signaturesOf(person) : { signatures: [] });
  });

  routes.get('/me/profile', async (request, response) => {
    const person = await personOf(request);
    if (!person)
      throw new SignetError(
        'PERSON_UNKNOWN',
        'Signet does not manage a signature for you (yet). Your administrator can start a sync.',
      );
    response.json({
      person: { id: person.id },
      name: person.fields.displayName ?? '',
      address: person.address,
      addresses: person.addresses,
    });
  });

  routes.post('/me/deliveries', async (request, response) => {
    const reports = parse(reportsSchema, request.body);
    const person = await personOf(request);
    if (person) await keepReports(person, Array.isArray(reports) ? reports : [reports], clock.now());
    response.status(204).end();
  });

  return routes;
}

/** The person behind the token: one read by `_id`. null: not managed, or removed. */
async function personOf(request: Request): Promise<Person | null> {
  const { tenantId, objectId } = employeeOf(request);
  const person = await findPersonByObjectId(tenantId, objectId);
  return person && person.state !== 'removed' ? person : null;
}

function answerWithTag(request: Request, response: Response, answer: unknown): void {
  const body = JSON.stringify(answer);
  const tag = etagOf(body);
  response.set({ ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Origin' });
  const known = (request.headers['if-none-match'] ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''));
  if (known.includes(tag)) response.status(304).end();
  else response.type('application/json').send(body);
}
