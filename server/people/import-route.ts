import { type Router, raw } from 'express';
import { z } from 'zod';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { decodeCsv, importPeople } from './import-people.ts';
import type { GroupsByName } from './people-service.ts';

const querySchema = z.object({ dryRun: z.enum(['true', 'false', '1', '0', '']).optional() });

/** `POST /people/import`: a CSV file as the body (`text/csv`, UTF-8); `?dryRun=true` only shows what it would do. */
export function addImportRoute(routes: Router, { groups, clock }: { groups: GroupsByName; clock: Clock }): void {
  const body = raw({ type: ['text/csv', 'text/plain', 'application/octet-stream'], limit: '10mb' });
  routes.post('/people/import', requireRole('admin', 'editor'), body, async (request, response) => {
    const { dryRun } = parse(querySchema, request.query);
    if (!Buffer.isBuffer(request.body))
      throw new SignetError('BAD_REQUEST', 'Send the CSV file as the body, with Content-Type: text/csv.');
    const asker = askerOf(request);
    const result = await importPeople(asker.tenantId, decodeCsv(request.body), {
      dryRun: dryRun === 'true' || dryRun === '1' || dryRun === '',
      ...{ by: actorOf(asker), clock, groups },
    });
    const refused = !result.dryRun && result.problems.length > 0;
    response.status(refused ? 422 : 200).json(result);
  });
}
