import { Router } from 'express';
import { askerOf, requireRole } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import { autoSchema } from '../tenants/index.ts';
import type { ScheduleService } from './schedule-service.ts';

const { time, timeZone } = autoSchema.shape;
const previewSchema = autoSchema
  .pick({ time: true, timeZone: true })
  .extend({ time: time.unwrap().optional(), timeZone: timeZone.unwrap().optional() });

/** `GET /sync/schedule`: the next nights; with `?time=&timeZone=` what they would be, so that it is seen before it is saved. */
export function createScheduleRoutes(schedule: ScheduleService): Router {
  const routes = Router();
  routes.get('/sync/schedule', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    response.json(await schedule.show(askerOf(request).tenantId, parse(previewSchema, request.query)));
  });
  return routes;
}
