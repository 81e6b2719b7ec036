import { z } from 'zod';
import { whoSchema } from '../assignment.ts';
import {
  bannerSchema,
  type CampaignsAnswer,
  type CampaignView,
  type ClicksAnswer,
  campaignSchema,
  campaignWhenSchema,
  clicksQuerySchema,
  newCampaignSchema,
} from '../campaign.ts';
import { editors, readers, room } from './route.ts';

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
    conflicts: z.array(
      z.strictObject({
        code: z.enum(['HIDDEN', 'SAME_TIME', 'GROUP']),
        message: z.string(),
        by: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Campaign' });
const list: z.ZodType<CampaignsAnswer> = z.strictObject({ items: z.array(campaign), timeZone: z.string() });
const clicks: z.ZodType<ClicksAnswer> = z
  .strictObject({
    days: z.array(z.string()),
    items: z.array(
      z.strictObject({ id: z.string(), name: z.string(), total: z.number(), clicks: z.array(z.number()) }),
    ),
  })
  .meta({ id: 'Clicks' });
const example = {
  name: 'Trade fair',
  banner: { kind: 'html', html: '<p>Meet us in hall 4</p>' },
  when: { starts: '2027-03-01', ends: '2027-03-12' },
};

/** Banners for an audience and a time. Switching one on is publishing it: editors may where the tenant lets them. */
export const campaignApi = room('Campaigns', '/api/v1', [
  { method: 'get', path: '/campaigns', does: 'All campaigns', may: readers, answers: { 200: list } },
  {
    ...{ method: 'post', path: '/campaigns', does: 'A new one, switched off unless told otherwise', may: editors },
    body: { schema: newCampaignSchema, example },
    answers: { 201: campaign },
  },
  { method: 'get', path: '/campaigns/:id', does: 'One of them', may: readers, answers: { 200: campaign } },
  {
    ...{ method: 'put', path: '/campaigns/:id', does: 'Replace it; takes If-Match', may: editors },
    body: { schema: campaignSchema, example },
    answers: { 200: campaign },
  },
  { method: 'delete', path: '/campaigns/:id', does: 'Delete it', may: editors, answers: { 204: null } },
  {
    ...{ method: 'get', path: '/campaign-clicks', does: 'How often banners were clicked, by day', may: readers },
    ...{ query: clicksQuerySchema, answers: { 200: clicks } },
  },
]);
