import { type Request, type Response, Router } from 'express';
import {
  contentQuerySchema,
  diffQuerySchema,
  draftSchema,
  newTemplateSchema,
  publishSchema,
  rejectSchema,
  rollbackSchema,
  templateListSchema,
} from '../../contract/index.ts';
import { actorOf, askerOf, requireRole } from '../access/index.ts';
import { parse, seenRevision } from '../platform/http.ts';
import type { Change } from './changed-since.ts';
import { publisherOf } from './publisher-of-request.ts';
import type { Publisher, PublishingService, PublishOutcome } from './publishing-service.ts';
import type { Shown, TemplateService } from './template-service.ts';

export interface TemplateRoutesOptions {
  templates: TemplateService;
  publishing: PublishingService;
}

const readers = requireRole('admin', 'editor', 'auditor');
const editors = requireRole('admin', 'editor');

/** `/templates`: writing them, their history, and publishing. Editors write; who publishes is the tenant's setting. */
export function createTemplateRoutes(options: TemplateRoutesOptions): Router {
  const routes = Router();
  const { templates } = options;

  routes.get('/templates', readers, async (request, response) => {
    const { archived } = parse(templateListSchema, request.query);
    response.json({ items: await templates.list(tenantOf(request), archived === 'true') });
  });
  routes.get('/templates/starters', readers, async (_request, response) => {
    const items = (await templates.starters()).map(({ id, meta }) => ({
      ...{ id, title: meta.title, description: meta.description },
    }));
    response.json({ items });
  });
  routes.post('/templates', editors, async (request, response) => {
    const shown = await templates.create(tenantOf(request), parse(newTemplateSchema, request.body), byOf(request));
    response.status(201).location(`/api/v1/templates/${shown.detail.id}`);
    answer(response, shown);
  });

  addChangeRoutes(routes, options);
  addHistoryRoutes(routes, options);
  addPublishingRoutes(routes, options);
  return routes;
}

/** One template: show, draft, archive, delete. */
function addChangeRoutes(routes: Router, { templates }: TemplateRoutesOptions): void {
  routes.get('/templates/:id', readers, async (request, response) => {
    answer(response, await templates.show(tenantOf(request), idOf(request)));
  });
  routes.put('/templates/:id/draft', editors, async (request, response) => {
    const draft = parse(draftSchema, request.body);
    answer(response, await templates.save(tenantOf(request), idOf(request), draft, changeOf(request)));
  });
  routes.delete('/templates/:id/draft', editors, async (request, response) => {
    answer(response, await templates.discardDraft(tenantOf(request), idOf(request), changeOf(request)));
  });
  routes.post('/templates/:id/archive', editors, async (request, response) => {
    answer(response, await templates.archive(tenantOf(request), idOf(request), changeOf(request)));
  });
  routes.post('/templates/:id/restore', editors, async (request, response) => {
    answer(response, await templates.restore(tenantOf(request), idOf(request), changeOf(request)));
  });
  routes.delete('/templates/:id', editors, async (request, response) => {
    await templates.delete(tenantOf(request), idOf(request), changeOf(request));
    response.status(204).end();
  });
}

/** Its versions, and what differs between them. */
function addHistoryRoutes(routes: Router, { templates }: TemplateRoutesOptions): void {
  routes.get('/templates/:id/versions', readers, async (request, response) => {
    response.json({ items: await templates.history(tenantOf(request), idOf(request)) });
  });
  routes.get('/templates/:id/content', readers, async (request, response) => {
    const { stage } = parse(contentQuerySchema, request.query);
    const { meta, source } = await templates.content(tenantOf(request), idOf(request), stage);
    response.json({ stage: String(stage), meta, source });
  });
  routes.get('/templates/:id/diff', readers, async (request, response) => {
    const { from, to } = parse(diffQuerySchema, request.query);
    response.json(await templates.diff(tenantOf(request), idOf(request), from, to));
  });
}

/** Bringing it to people. Whatever comes of it, the answer is the template as it stands then. */
function addPublishingRoutes(routes: Router, { templates, publishing }: TemplateRoutesOptions): void {
  type Verb = (tenantId: string, id: string, publisher: Publisher, request: Request) => Promise<PublishOutcome>;
  const answering = (verb: Verb) => async (request: Request, response: Response) => {
    const [tenantId, id] = [tenantOf(request), idOf(request)];
    const publisher = await publisherOf(request);
    const outcome = await verb(tenantId, id, publisher, request);
    if ('waiting' in outcome) response.status(202);
    answer(response, await templates.show(tenantId, id));
  };
  const publish: Verb = (tenantId, id, publisher, { body }) =>
    publishing.publish(tenantId, id, parse(publishSchema, body ?? {}), publisher);
  const reject: Verb = (tenantId, id, publisher, { body }) =>
    publishing.reject(tenantId, id, publisher, parse(rejectSchema, body ?? {}).reason);
  const rollback: Verb = (tenantId, id, publisher, { body }) =>
    publishing.rollback(tenantId, id, parse(rollbackSchema, body), publisher);

  routes.post('/templates/:id/publish', editors, answering(publish));
  routes.post('/templates/:id/approve', editors, answering(publishing.approve));
  routes.post('/templates/:id/reject', editors, answering(reject));
  routes.delete('/templates/:id/waiting', editors, answering(publishing.withdraw));
  routes.post('/templates/:id/rollback', editors, answering(rollback));
}

const tenantOf = (request: Request) => askerOf(request).tenantId;
const idOf = (request: Request) => String(request.params.id);
const byOf = (request: Request) => actorOf(askerOf(request));
const changeOf = (request: Request): Change => ({ by: byOf(request), seen: seenRevision(request) });

function answer(response: Response, { detail, revision }: Shown): void {
  response.set('ETag', `"${revision}"`).json(detail);
}
