import { Router } from 'express';
import { type AuditView, auditQuerySchema, type Page } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { parse } from '../platform/http.ts';
import { type AuditRecord, listAudit } from './audit-store.ts';
import { askerOf, requireRole } from './who.ts';

/** `GET /audit`: what was done, by whom, newest first. */
export function createAuditRoutes(): Router {
  const routes = Router();
  routes.get('/audit', requireRole('admin', 'editor', 'auditor'), async (request, response) => {
    const { target, subject, limit, cursor } = parse(auditQuerySchema, request.query);
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const found = await listAudit(askerOf(request).tenantId, { target, subject, after, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    const page: Page<AuditView> = {
      items: found.slice(0, limit).map(toView),
      ...(last ? { nextCursor: `${last.at.toISOString()}_${last._id}` } : {}),
    };
    response.json(page);
  });
  return routes;
}

function toView({ _id, at, by, what, targets, before, after, reason }: AuditRecord): AuditView {
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
