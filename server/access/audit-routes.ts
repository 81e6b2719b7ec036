import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { type AuditView, auditFilterSchema, auditQuerySchema, type Page } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { auditCsv } from './audit-csv.ts';
import { type AuditRecord, listAudit } from './audit-store.ts';
import { askerOf, requireRole } from './who.ts';

/** `GET /audit`: what was done, by whom, newest first; `GET /audit.csv`: all of it, as a file. */
export function createAuditRoutes(): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  routes.get('/audit', readers, async (request, response) => {
    const { target, subject, limit, cursor } = parse(auditQuerySchema, request.query);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const found = await listAudit(askerOf(request).tenantId, { target, subject, after, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    const page: Page<AuditView> = {
      items: found.slice(0, limit).map(toAuditView),
      ...(last ? { nextCursor: `${last.at.toISOString()}_${last._id}` } : {}),
    };
    response.json(page);
  });
  routes.get('/audit.csv', readers, async (request, response) => {
    const lines = auditCsv(askerOf(request).tenantId, parse(auditFilterSchema, request.query));
    const beginning = await lines.next();
    response.type('text/csv').attachment('signet-audit-log.csv');
    response.write(beginning.value);
    await pipeline(Readable.from(lines), response);
  });
  return routes;
}

/** An entry as it is shown. */
export function toAuditView({ _id, at, by, what, targets, before, after, reason }: AuditRecord): AuditView {
  const { kind, name, address } = by;
  return { id: _id, at: at.toISOString(), by: { kind, name, address }, what, targets, before, after, reason };
}

/** @throws {SignetError} VALIDATION for one that no page gave */
function readCursor(cursor: string): { at: Date; id: string } {
  const [time = '', id = ''] = cursor.split('_');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !id)
    throw new SignetError('VALIDATION', 'cursor: this is not one that a page before gave.');
  return { at, id };
}
