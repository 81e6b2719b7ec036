import { z } from 'zod';
import { whoSchema } from '../assignment.ts';
import { bannerSchema, type CampaignView, campaignSchema, campaignWhenSchema, newCampaignSchema } from '../campaign.ts';
import { editors, listOf, readers, room } from './route.ts';

const campaign: z.ZodType<CampaignView> = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    priority: z.number(),
    banner: bannerSchema,
    who: whoSchema,
    when: campaignWhenSchema,
    state: z.enum(['off', 'upcoming', 'running', 'over']),
    startsAt: z.string().optional(),
    endsAt: z.string().optional(),
    changedAt: z.string(),
    changedBy: z.string(),
  })
  .meta({ id: 'Campaign' });
const example = {
  name: 'Trade fair',
  banner: { kind: 'html', html: '<p>Meet us in hall 4</p>' },
  when: { starts: '2027-03-01', ends: '2027-03-12' },
};

/** Banners for an audience and a time. Switching one on is publishing it: editors may where the tenant lets them. */
export const campaignApi = room('Campaigns', '/api/v1/campaigns', [
  { method: 'get', path: '', does: 'All campaigns', may: readers, answers: { 200: listOf(campaign) } },
  {
    ...{ method: 'post', path: '', does: 'A new one, switched off unless told otherwise', may: editors },
    body: { schema: newCampaignSchema, example },
    answers: { 201: campaign },
  },
  { method: 'get', path: '/:id', does: 'One of them', may: readers, answers: { 200: campaign } },
  {
    ...{ method: 'put', path: '/:id', does: 'Replace it; takes If-Match', may: editors },
    body: { schema: campaignSchema, example },
    answers: { 200: campaign },
  },
  { method: 'delete', path: '/:id', does: 'Delete it', may: editors, answers: { 204: null } },
]);
