import { type Request, type Response, Router } from 'express';
import {
  bulkSchema,
  editPersonSchema,
  followSchema,
  newPersonSchema,
  type Page,
  type PeopleSelection,
  type PersonView,
  peopleQuerySchema,
  reasonedSchema,
} from '../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse, seenRevision } from '../platform/http.ts';
import { addGrantRoutes } from './grant-routes.ts';
import { addImportRoute } from './import-route.ts';
import { listPeople } from './people-list-store.ts';
import type { PeopleRoutesOptions } from './people-routes-options.ts';
import type { Person } from './person.ts';
import { personOf } from './person-of-request.ts';
import { toPersonView } from './person-view.ts';
import { addPhotoRoutes } from './photo-routes.ts';

/** `/people`: who is managed, and what is done to them by hand. */
export function createPeopleRoutes(options: PeopleRoutesOptions): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const editors = requireRole('admin', 'editor');
  addImportRoute(routes, options);
  addBulkRoute(routes, options);
  addGrantRoutes(routes, options);
  addPhotoRoutes(routes, options);
  addChangeRoutes(routes, options);

  routes.get('/people', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const found = await listPeople(tenantId, parse(peopleQuerySchema, request.query));
    const names = await options.groupNames(tenantId);
    const page: Page<PersonView> = {
      items: found.people.map((person) => toPersonView(person, names)),
      nextCursor: found.nextCursor,
    };
    response.json(page);
  });

  routes.post('/people', editors, async (request, response) => {
    const { tenantId } = askerOf(request);
    const person = await options.people.create(tenantId, parse(newPersonSchema, request.body), byOf(request));
    response.status(201).location(`/api/v1/people/${encodeURIComponent(person.id)}`);
    await answer(response, person, options);
  });

  routes.get('/people/:id', readers, async (request, response) => {
    await answer(response, await personOf(request), options);
  });

  return routes;
}

/** Changes of one person. */
function addChangeRoutes(routes: Router, options: PeopleRoutesOptions): void {
  const { people } = options;
  const editors = requireRole('admin', 'editor');

  routes.patch('/people/:id', editors, async (request, response) => {
    const edit = parse(editPersonSchema, request.body);
    const id = String(request.params.id);
    const person = await people.edit(askerOf(request).tenantId, id, edit, byOf(request), sinceOf(request));
    await answer(response, person, options);
  });

  routes.post('/people/:id/follow', editors, async (request, response) => {
    const { fields } = parse(followSchema, request.body ?? {});
    const { tenantId } = askerOf(request);
    await answer(response, await people.follow(tenantId, String(request.params.id), fields, byOf(request)), options);
  });

  routes.delete('/people/:id', requireRole('admin'), async (request, response) => {
    const { reason } = parse(reasonedSchema, { ...request.query, ...request.body });
    const { id, tenantId } = await personOf(request);
    await people.bulk(tenantId, { action: 'remove', on: { ids: [id] }, reason }, byOf(request));
    await answer(response, await personOf(request), options);
  });

  routes.post('/people/:id/restore', editors, async (request, response) => {
    const { id, tenantId } = await personOf(request);
    await people.bulk(tenantId, { action: 'restore', on: { ids: [id] } }, byOf(request));
    await answer(response, await personOf(request), options);
  });
}

/** Editors pause, resume and restore; only admins take people out: for good, or away. */
function addBulkRoute(routes: Router, { people }: PeopleRoutesOptions): void {
  routes.post('/people/bulk', requireRole('admin', 'editor'), async (request, response) => {
    const { action, ids, query, reason } = parse(bulkSchema, request.body);
    const { tenantId, roles } = askerOf(request);
    if ((action === 'end' || action === 'remove') && !roles.includes('admin'))
      throw new SignetError('FORBIDDEN', `To ${action} people needs the role admin.`);
    const on: PeopleSelection = ids ? { ids } : query ? { query } : { all: true };
    response.json(await people.bulk(tenantId, { action, on, reason }, byOf(request)));
  });
}

const byOf = (request: Request) => actorOf(askerOf(request));
const tagOf = ({ updatedAt }: Person) => `"${updatedAt.getTime()}"`;

/** The moment of the last change that an editor has seen. */
function sinceOf(request: Request): Date | undefined {
  const seen = seenRevision(request);
  return seen === undefined ? undefined : new Date(seen);
}

async function answer(response: Response, person: Person, { groupNames }: PeopleRoutesOptions): Promise<void> {
  response.set('ETag', tagOf(person)).json(toPersonView(person, await groupNames(person.tenantId)));
}
