import { Router } from 'express';
import {
  changesQuerySchema,
  type Page,
  type RunDaysView,
  type RunView,
  runDaysQuerySchema,
  runsQuerySchema,
  startRunSchema,
} from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { findPerson } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { daysAfter, instantOf, localDate } from '../platform/local-time.ts';
import type { TenantService } from '../tenants/index.ts';
import { readHistory } from './person-history.ts';
import { proposed } from './proposed-settings.ts';
import { listChanges } from './run-changes.ts';
import { sumRunsByDay } from './run-days-store.ts';
import { toRunView } from './run-view.ts';
import type { SyncService } from './sync-service.ts';

export interface SyncRoutesOptions {
  sync: SyncService;
  tenants: Pick<TenantService, 'requireAccess' | 'choose'>;
  clock: Clock;
}

/** `/sync/runs`: editors may start and preview, only admins settle a hold. */
export function createSyncRoutes({ sync, tenants, clock }: SyncRoutesOptions): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const starters = requireRole('admin', 'editor');
  const admins = requireRole('admin');

  routes.get('/sync/runs', readers, async (request, response) => {
    const { limit, cursor } = parse(runsQuerySchema, request.query);
    const runs = await sync.list(askerOf(request).tenantId, limit, cursor ? new Date(cursor) : undefined);
    const last = runs.length === limit ? runs.at(-1) : undefined;
    const page: Page<RunView> = {
      items: runs.map((run) => toRunView(run, clock.now())),
      nextCursor: last?.startedAt.toISOString(),
    };
    response.json(page);
  });

  routes.get('/sync/days', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const { timeZone } = (await tenants.choose(tenantId)).settings.sync.auto;
    const { days } = parse(runDaysQuerySchema, request.query);
    const first = daysAfter(localDate(clock.now(), timeZone), 1 - days);
    const found = new Map(
      (await sumRunsByDay(tenantId, instantOf(first, timeZone), timeZone)).map((one) => [one.day, one]),
    );
    const none = { runs: 0, failed: 0, held: 0, created: 0, updated: 0, removed: 0 };
    const view: RunDaysView = {
      items: Array.from({ length: days }, (_, index) => {
        const day = daysAfter(first, index);
        return { day, ...none, ...found.get(day) };
      }),
    };
    response.json(view);
  });

  routes.post('/sync/runs', starters, async (request, response) => {
    const asked = parse(startRunSchema, request.body ?? {});
    const { tenantId, address, name } = askerOf(request);
    await tenants.requireAccess(tenantId);
    const settings = asked.settings
      ? proposed(await tenants.choose(tenantId), asked.settings, asked.preview)
      : undefined;
    const { run } = await sync.start(tenantId, { ...asked, settings, trigger: 'manual', startedBy: address || name });
    response.status(202).location(`/api/v1/sync/runs/${run._id}`).json(toRunView(run, clock.now()));
  });

  routes.get('/sync/runs/:id/changes', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const run = await sync.find(tenantId, String(request.params.id));
    response.json(await listChanges(run, parse(changesQuerySchema, request.query)));
  });

  routes.get('/people/:id/history', readers, async (request, response) => {
    const { tenantId } = askerOf(request);
    const person = await findPerson(tenantId, String(request.params.id));
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    response.json({ items: await readHistory(tenantId, person.id) });
  });

  routes.get('/sync/runs/:id', readers, async (request, response) => {
    const run = await sync.find(askerOf(request).tenantId, String(request.params.id));
    response.json(toRunView(run, clock.now()));
  });

  for (const verb of ['approve', 'discard', 'cancel'] as const) {
    routes.post(`/sync/runs/:id/${verb}`, verb === 'cancel' ? starters : admins, async (request, response) => {
      const run = await sync[verb](askerOf(request).tenantId, String(request.params.id));
      response.json(toRunView(run, clock.now()));
    });
  }

  return routes;
}
