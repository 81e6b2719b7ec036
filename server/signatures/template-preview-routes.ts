import { type Request, Router } from 'express';
import { assignmentImpactSchema, templateImpactSchema, templatePreviewSchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { PreviewService } from './preview-service.ts';

/** `…/preview`, `…/impact`: what a template looks like, and what a change would change for whom. Nothing is changed. */
export function createTemplatePreviewRoutes(previews: PreviewService): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const tenantOf = (request: Request) => askerOf(request).tenantId;

  routes.post('/templates/preview', readers, async (request, response) => {
    const wanted = parse(templatePreviewSchema, request.body ?? {});
    response.json(await previews.preview(tenantOf(request), undefined, wanted));
  });
  routes.post('/templates/:id/preview', readers, async (request, response) => {
    const wanted = parse(templatePreviewSchema, request.body ?? {});
    response.json(await previews.preview(tenantOf(request), String(request.params.id), wanted));
  });
  routes.post('/templates/:id/impact', readers, async (request, response) => {
    const wanted = parse(templateImpactSchema, request.body ?? {});
    response.json(await previews.templateImpact(tenantOf(request), String(request.params.id), wanted));
  });
  routes.post('/assignments/impact', readers, async (request, response) => {
    const wanted = parse(assignmentImpactSchema, request.body);
    response.json(await previews.assignmentImpact(tenantOf(request), wanted));
  });
  return routes;
}
