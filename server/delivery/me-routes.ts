import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type ProfileAnswer, profileChangeSchema, reportsSchema, signatureQuerySchema } from '../../contract/index.ts';
import { employeeOf } from '../access/index.ts';
import { findPersonByObjectId, type PeopleService, type Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { settingsOf } from '../tenants/index.ts';
import { keepReports } from './delivery-proof.ts';
import { type DeliveryService, etagOf } from './delivery-service.ts';
import { keepChoices } from './own-choices.ts';
import { editOwnFields, ownFieldsOf } from './own-fields.ts';

/** `/me/…`: what the add-in asks for on behalf of the person whose token it carries. */
export function createMeRoutes({
  delivery,
  people,
  clock,
  requireToken,
}: {
  delivery: DeliveryService;
  people: PeopleService;
  clock: Clock;
  requireToken: RequestHandler;
}): Router {
  const routes = Router();
  routes.use('/me', requireToken);

  routes.get('/me/signature', async (request, response) => {
    const question = parse(signatureQuerySchema, request.query);
    const person = await personOf(request);
    const answer = person && (await delivery.signatureOf({ person, ...question }));
    if (answer) answerWithTag(request, response, answer);
    else response.status(204).end();
  });

  routes.get('/me/signatures', async (request, response) => {
    const person = await personOf(request);
    if (!person) return answerWithTag(request, response, { signatures: [] });
    const { addin } = await settingsOf(person.tenantId);
    answerWithTag(request, response, { ...(await delivery.signaturesOf(person)), addin });
  });

  routes.get('/me/profile', async (request, response) => {
    response.json(await profileOf(await managed(request), delivery));
  });

  routes.patch('/me/profile', async (request, response) => {
    const { choices, fields } = parse(profileChangeSchema, request.body);
    const person = await managed(request);
    await keepChoices(person, choices, await delivery.choicesOf(person));
    if (fields) await editOwnFields(people, person, fields, employeeOf(request));
    response.json(await profileOf(await managed(request), delivery));
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

/** @throws {SignetError} PERSON_UNKNOWN for somebody whom Signet does not manage */
async function managed(request: Request): Promise<Person> {
  const person = await personOf(request);
  if (person) return person;
  throw new SignetError(
    'PERSON_UNKNOWN',
    'Signet does not manage a signature for you (yet). Your administrator can start a sync.',
  );
}

async function profileOf(person: Person, delivery: DeliveryService): Promise<ProfileAnswer> {
  return {
    person: { id: person.id },
    name: person.fields.displayName ?? '',
    address: person.address,
    addresses: person.addresses,
    choices: await delivery.choicesOf(person),
    fields: await ownFieldsOf(person),
  };
}

/** Written as Node writes it, head and body at once: Express would look up, compare, and hash again what is known here. */
function answerWithTag(request: Request, response: Response, answer: unknown): void {
  const body = JSON.stringify(answer);
  const tag = etagOf(body);
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Origin' };
  const known = (request.headers['if-none-match'] ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''));
  if (known.includes(tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const content = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  };
  response.writeHead(200, { ...headers, ...content }).end(body);
}
