import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type ProfileAnswer, profileChangeSchema, reportsSchema, signatureQuerySchema } from '../../contract/index.ts';
import { employeeOf } from '../access/index.ts';
import {
  findPersonByObjectId,
  findStoredPerson,
  type PeopleService,
  type Person,
  saveChoices,
} from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { keepReports } from './delivery-proof.ts';
import type { DeliveryService } from './delivery-service.ts';
import { checkChoices } from './own-choices.ts';
import { editOwnFields, ownFieldsOf } from './own-fields.ts';
import type { SignatureAnswers, TaggedAnswer } from './signature-answers.ts';

/** What `/api/v1/me` needs. */
export interface MeOptions {
  answers: SignatureAnswers;
  delivery: DeliveryService;
  people: PeopleService;
  clock: Clock;
  /** What every request passes first, the check of its token last. */
  entry: RequestHandler[];
  /** Reads the bodies of those that have one. */
  readBody: RequestHandler;
}

/** `/api/v1/me/…`: what the add-in asks for on behalf of the person whose token it carries. */
export function createMeRoutes({ answers, delivery, people, clock, entry, readBody }: MeOptions): Router {
  const routes = Router();
  routes.use(...entry);

  routes.get('/signature', async (request, response) => {
    const question = parse(signatureQuerySchema, request.query);
    const { tenantId, objectId } = employeeOf(request);
    const stored = await findStoredPerson(tenantId, objectId);
    const answer = stored && (await answers.of(tenantId, stored, question, knownTo(request)));
    if (answer) sendTagged(response, answer);
    else response.status(204).end();
  });

  routes.get('/signatures', async (request, response) => {
    const { tenantId, objectId } = employeeOf(request);
    const stored = await findStoredPerson(tenantId, objectId);
    sendTagged(response, await answers.all(tenantId, stored, knownTo(request)));
  });

  routes.get('/profile', async (request, response) => {
    response.json(await profileOf(await managed(request), delivery));
  });

  routes.patch('/profile', readBody, async (request, response) => {
    const { choices, fields } = parse(profileChangeSchema, request.body);
    const person = await managed(request);
    // All is checked before anything is kept: the fields are the last that may be refused.
    checkChoices(choices, await delivery.choicesOf(person));
    if (fields) await editOwnFields(people, person, fields, employeeOf(request));
    if (Object.keys(choices).length > 0) await saveChoices(person.tenantId, person.id, choices);
    response.json(await profileOf(await managed(request), delivery));
  });

  routes.post('/deliveries', readBody, async (request, response) => {
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

/** Which tags the asker has. */
function knownTo(request: Request): (tag: string) => boolean {
  const known = (request.headers['if-none-match'] ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''));
  return (tag) => known.includes(tag);
}

/** Written as Node writes it, head and body at once: Express would look up, compare, and hash again what is known here. */
function sendTagged(response: Response, { tag, body }: TaggedAnswer): void {
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization, Origin' };
  if (body === null) {
    response.writeHead(304, headers).end();
    return;
  }
  const content = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length };
  response.writeHead(200, Object.assign(content, headers)).end(body);
}
