import { type Request, type Response, Router } from 'express';
import { campaignSchema, newCampaignSchema } from '../../contract/index.ts';
import { askerOf, requireRole } from '../access/index.ts';
import { parse } from '../platform/http.ts';
import type { CampaignService, ShownCampaign } from './campaign-service.ts';
import { publisherOf } from './publisher-of-request.ts';

/** `/campaigns`: banners for an audience and a time. Each one's ETag guards it. */
export function createCampaignRoutes(campaigns: CampaignService): Router {
  const routes = Router();
  const readers = requireRole('admin', 'editor', 'auditor');
  const editors = requireRole('admin', 'editor');

  routes.get('/campaigns', readers, async (request, response) => {
    response.json(await campaigns.list(askerOf(request).tenantId));
  });
  routes.post('/campaigns', editors, async (request, response) => {
    const input = parse(newCampaignSchema, request.body);
    const shown = await campaigns.add(askerOf(request).tenantId, input, await publisherOf(request));
    response.status(201).location(`/api/v1/campaigns/${shown.view.id}`);
    answer(response, shown);
  });
  routes.get('/campaigns/:id', readers, async (request, response) => {
    answer(response, await campaigns.show(askerOf(request).tenantId, idOf(request)));
  });
  routes.put('/campaigns/:id', editors, async (request, response) => {
    const input = parse(campaignSchema, request.body);
    answer(response, await campaigns.save(askerOf(request).tenantId, idOf(request), input, await publisherOf(request)));
  });
  routes.delete('/campaigns/:id', editors, async (request, response) => {
    await campaigns.remove(askerOf(request).tenantId, idOf(request), await publisherOf(request));
    response.status(204).end();
  });
  return routes;
}

const idOf = (request: Request) => String(request.params.id);

function answer(response: Response, { view, revision }: ShownCampaign): void {
  response.set('ETag', `"${revision}"`).json(view);
}
