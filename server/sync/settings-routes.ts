import { setMaxListeners } from 'node:events';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  changeSettingSchema,
  type DefaultSources,
  type DirectoryGroupsAnswer,
  type DirectoryGroupView,
  type DirectoryUsersAnswer,
  groupQuerySchema,
  importRulesSchema,
  mappingsSchema,
  personFields,
  type SettingsView,
  tryMappingsSchema,
  tryRulesSchema,
  userQuerySchema,
} from '../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { countMembers, type Graph, readGroup, searchGroups, searchUsers } from '../directory/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse, seenRevision } from '../platform/http.ts';
import { storedSettings, type Tenant, type TenantService, type TenantSettings } from '../tenants/index.ts';
import { explainUser } from './explain-user.ts';
import { defaultSource } from './mapping.ts';

const idsSchema = z.array(z.guid('must be ids of directory groups')).max(200);
/** Counting the members of a huge group may take Graph a while; the list does not wait for it. Milliseconds. */
const countPatience = 2000;

/** `/settings`, `/import-rules`, `/mappings`, `/directory`: what decides over people. Admins change it, the others see it. */
export function createSettingsRoutes({ tenants, clock }: { tenants: TenantService; clock: Clock }): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const admins = requireRole('admin');
  const own = (request: Request) => tenants.choose(askerOf(request).tenantId);
  const graphFor = (tenantId: string) => tenants.graphOf(tenantId, { priority: 'high', tries: 2 });

  const show = (path: 'settings' | 'import-rules' | 'mappings', pick: (settings: TenantSettings) => unknown) =>
    routes.get(`/${path}`, readers, async (request, response) => answer(response, await own(request), pick));
  show('settings', (settings): SettingsView => settings);
  show('import-rules', ({ sync }) => ({ items: sync.importRules }));
  show('mappings', ({ sync }) => sync.mappings);

  routes.get('/mappings/defaults', readers, (_request, response) => {
    const sources: DefaultSources = Object.fromEntries(personFields.map((field) => [field, defaultSource(field)]));
    response.json(sources);
  });

  async function change(
    request: Request,
    response: Response,
    path: string,
    value: unknown,
    pick: (settings: TenantSettings) => unknown,
  ) {
    const tenant = await own(request);
    refuseStale(request, tenant);
    await tenants.changeSetting(tenant._id, path, value, actorOf(askerOf(request)));
    answer(response, await own(request), pick);
  }
  routes.patch('/settings', admins, async (request, response) => {
    const { path, value } = parse(changeSettingSchema, request.body);
    await change(request, response, path, value, (settings) => settings);
  });
  routes.put('/import-rules', admins, async (request, response) => {
    const { items } = parse(importRulesSchema, request.body);
    await change(request, response, 'sync.importRules', items, ({ sync }) => ({ items: sync.importRules }));
  });
  routes.put('/mappings', admins, async (request, response) => {
    await change(request, response, 'sync.mappings', parse(mappingsSchema, request.body), ({ sync }) => sync.mappings);
  });

  const explain = async (request: Request, address: string, changed: Partial<TenantSettings['sync']>) => {
    const tenant = await own(request);
    const sync = { ...tenant.settings.sync, ...changed };
    return explainUser(tenant._id, address, sync, {
      graph: graphFor(tenant._id),
      clock,
      signal: AbortSignal.timeout(20_000),
    });
  };
  routes.post('/import-rules/test', readers, async (request, response) => {
    const { address, rules } = parse(tryRulesSchema, request.body);
    response.json(await explain(request, address, rules ? { importRules: rules } : {}));
  });
  routes.post('/mappings/test', readers, async (request, response) => {
    const { address, mappings } = parse(tryMappingsSchema, request.body);
    response.json(await explain(request, address, mappings ? { mappings } : {}));
  });

  routes.get('/directory/groups', readers, async (request, response) => {
    const { query, ids } = parse(groupQuerySchema, request.query);
    const graph = graphFor((await own(request))._id);
    const groups = ids
      ? (await Promise.all(parse(idsSchema, ids.split(',')).map((id) => readGroup(graph, id)))).filter(
          (group) => group !== null,
        )
      : await searchGroups(graph, query);
    const found: DirectoryGroupsAnswer = { items: await withCounts(graph, groups) };
    response.json(found);
  });
  routes.get('/directory/users', readers, async (request, response) => {
    const { query } = parse(userQuerySchema, request.query);
    const found: DirectoryUsersAnswer = { items: await searchUsers(graphFor((await own(request))._id), query) };
    response.json(found);
  });

  return routes;
}

/** The groups with their numbers of members, where Graph says them in time. */
export async function withCounts(graph: Graph, groups: DirectoryGroupView[]): Promise<DirectoryGroupView[]> {
  const signal = AbortSignal.timeout(countPatience);
  setMaxListeners(groups.length, signal);
  return Promise.all(
    groups.map(async (group) => {
      const members = await countMembers(graph, group.id, signal).catch(() => null);
      return members === null ? group : { ...group, members };
    }),
  );
}

function answer(response: Response, tenant: Tenant, pick: (settings: TenantSettings) => unknown): void {
  response
    .set({ ETag: `"${tenant.revision}"`, 'Cache-Control': 'no-store' })
    .json(pick(storedSettings(tenant.settings)));
}

/** Who saw another state than the present one is told, and overwrites nothing. */
function refuseStale(request: Request, tenant: Tenant): void {
  const seen = seenRevision(request);
  if (seen !== undefined && seen !== tenant.revision) throw new SignetError('CONFLICT');
}
