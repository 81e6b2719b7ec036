import { type Request, Router } from 'express';
import { newRoleSchema, type RoleGrantView } from '../contract/index.ts';
import { actorOf, askerOf, giveRole, listRoleGrants, type RoleGrant, requireRole, takeRole } from './access/index.ts';
import { findPersonByAddress } from './people/index.ts';
import type { Clock } from './platform/clock.ts';
import { SignetError } from './platform/errors.ts';
import { parse } from './platform/http.ts';

/** `/roles`: who may do what. Admins change it; app roles of Entra count beside them and are changed in Entra. */
export function createRoleRoutes({ clock }: { clock: Clock }): Router {
  const routes = Router();
  const items = async (request: Request) => (await listRoleGrants(askerOf(request).tenantId)).map(toView);

  routes.get('/roles', requireRole('admin', 'auditor'), async (request, response) => {
    response.json({ items: await items(request) });
  });

  routes.post('/roles', requireRole('admin'), async (request, response) => {
    const { address, role } = parse(newRoleSchema, request.body);
    const asker = askerOf(request);
    const { tenantId } = asker;
    const objectId = await objectIdAt(tenantId, address, clock);
    await giveRole(tenantId, { objectId, role, address }, actorOf(asker), clock.now());
    response.status(201).json({ items: await items(request) });
  });

  routes.delete('/roles/:id', requireRole('admin'), async (request, response) => {
    const asker = askerOf(request);
    const grant = (await listRoleGrants(asker.tenantId)).find(({ _id }) => _id === request.params.id);
    if (!grant) throw new SignetError('NOT_FOUND', 'There is no grant of a role with this id.');
    await takeRole(asker.tenantId, grant, actorOf(asker), clock.now());
    response.status(204).end();
  });

  return routes;
}

/** Whose role it is: somebody of the directory. @throws {SignetError} PERSON_UNKNOWN, VALIDATION */
export async function objectIdAt(tenantId: string, address: string, clock: Clock): Promise<string> {
  const person = await findPersonByAddress(tenantId, address, clock.now());
  if (!person) throw new SignetError('PERSON_UNKNOWN', `No person has the address ${address}. A sync may be due.`);
  if (!person.objectId) throw new SignetError('VALIDATION', `${address} was entered by hand and cannot sign in.`);
  return person.objectId;
}

function toView({ _id, address, role, grantedAt }: RoleGrant): RoleGrantView {
  return { id: _id, address, role, grantedAt: grantedAt.toISOString() };
}
