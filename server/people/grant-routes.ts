import type { Request, Router } from 'express';
import { type GrantTo, grantSchema } from '../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { type Grantee, grantSender, revokeSender, viewGrants } from './grants.ts';
import type { PeopleRoutesOptions } from './people-routes-options.ts';
import { personOf } from './person-of-request.ts';
import { findPersonByAddress } from './person-store.ts';

/** `/people/:id/grants`: who may send as this mailbox. */
export function addGrantRoutes(routes: Router, { groups, groupNames, clock }: PeopleRoutesOptions): void {
  const editors = requireRole('admin', 'editor');
  const path = '/people/:id/grants';

  const granteeOf = async (tenantId: string, grant: GrantTo): Promise<Grantee> => {
    if ('group' in grant) {
      const id = groups.idOf(tenantId, grant.group);
      if (!(await groupNames(tenantId)).has(id))
        throw new SignetError('NOT_FOUND', `There is no group called ${grant.group}.`);
      return { kind: 'group', to: id };
    }
    const person = await findPersonByAddress(tenantId, grant.address, clock.now());
    if (!person) throw new SignetError('PERSON_UNKNOWN', `No person has the address ${grant.address}.`);
    return { kind: 'person', to: person.id };
  };
  const items = async (request: Request) => {
    const mailbox = await personOf(request);
    return { items: await viewGrants(mailbox, await groupNames(mailbox.tenantId)) };
  };

  routes.get(path, requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json(await items(request));
  });

  routes.post(path, editors, async (request, response) => {
    const mailbox = await personOf(request);
    const grantee = await granteeOf(mailbox.tenantId, parse(grantSchema, request.body));
    const isNew = await grantSender(mailbox, grantee, actorOf(askerOf(request)), clock.now());
    response.status(isNew ? 201 : 200).json(await items(request));
  });

  routes.delete(path, editors, async (request, response) => {
    const mailbox = await personOf(request);
    const given = Object.keys(request.query).length > 0 ? request.query : request.body;
    const grantee = await granteeOf(mailbox.tenantId, parse(grantSchema, given));
    await revokeSender(mailbox, grantee, actorOf(askerOf(request)), clock.now());
    response.json(await items(request));
  });
}
