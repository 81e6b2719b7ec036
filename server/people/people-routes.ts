import { Router } from 'express';
import { type Page, type PersonView, peopleQuerySchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { findPerson, listPeople } from './person-store.ts';
import { toPersonView } from './person-view.ts';

/** `/people`: who is managed. `groupNames` comes from the groups room, which stands beside this one. */
export function createPeopleRoutes(groupNames: (tenantId: string) => Promise<Map<string, string>>): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');

  routes.get('/people', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const found = await listPeople(tenantId, parse(peopleQuerySchema, request.query));
    const names = await groupNames(tenantId);
    const page: Page<PersonView> = {
      items: found.people.map((person) => toPersonView(person, names)),
      nextCursor: found.nextCursor,
    };
    response.json(page);
  });

  routes.get('/people/:id', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const person = await findPerson(tenantId, String(request.params.id));
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    response.json(toPersonView(person, await groupNames(tenantId)));
  });

  return routes;
}
