import { Router } from 'express';
import { type GroupView, newGroupSchema } from '../contract/index.ts';
import { actorOf, askerOf, audit, requireRole } from './access/index.ts';
import { ensureGroups, groupId, groupNames } from './groups/index.ts';
import { countByGroup } from './people/index.ts';
import type { Clock } from './platform/clock.ts';
import { parse } from './platform/http.ts';

/** `/groups`: Signet's groups with their sizes; editors make new ones, to be filled by hand. */
export function createGroupRoutes({ clock }: { clock: Clock }): Router {
  const routes = Router();

  routes.get('/groups', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json({ items: await listGroups(askerOf(request).tenantId) });
  });

  routes.post('/groups', requireRole('admin', 'editor'), async (request, response) => {
    const asker = askerOf(request);
    const { name } = parse(newGroupSchema, request.body);
    const id = groupId(asker.tenantId, name);
    const isNew = !(await groupNames(asker.tenantId)).has(id);
    await ensureGroups(asker.tenantId, [name], clock);
    if (isNew) {
      const entry = { by: actorOf(asker), what: 'group.create', targets: [id], after: { name } };
      await audit(asker.tenantId, entry, clock.now());
    }
    response.status(isNew ? 201 : 200).json((await listGroups(asker.tenantId)).find((group) => group.id === id));
  });

  return routes;
}

async function listGroups(tenantId: string): Promise<GroupView[]> {
  const [names, counts] = await Promise.all([groupNames(tenantId), countByGroup(tenantId)]);
  return [...names].map(([id, name]) => {
    const { people = 0, byHand = 0 } = counts.get(id) ?? {};
    return { id, name, people, byHand };
  });
}
