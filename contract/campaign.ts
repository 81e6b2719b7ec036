import { z } from 'zod';
import { endsAfterStart, periodSchema, whenSchema, whoSchema } from './assignment.ts';
import { nameSchema } from './name.ts';
import { nameIdSchema } from './template.ts';

const link = z.url({ protocol: /^https$/, error: 'must be a link that begins with https://' }).max(2000);

/** What a campaign shows: an image with a link, or a block of HTML (with its own text, else the text of the HTML). */
export const bannerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('image'),
    /** Where the image is served from: an uploaded one's address, or any https address. */
    image: z
      .url('must be the address of an image')
      .max(2000)
      .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])[^\s<>"'`\\]+$/, 'must begin with https://'),
    alt: z.string().trim().min(1, 'must say what the image shows').max(300),
    link: link.optional(),
    /** The link leads through this installation, which counts how often it is followed: how often, never by whom. */
    countClicks: z.boolean().optional(),
    width: z.number().int().min(1).max(1000),
    height: z.number().int().min(1).max(1000),
  }),
  z.strictObject({
    kind: z.literal('html'),
    html: z
      .string()
      .min(1)
      .max(10_000)
      .refine((html) => !html.includes('{{'), 'is not a template: it shows the same to everyone, so no {{…}}'),
    text: z.string().max(2000).optional(),
  }),
]);
export type Banner = z.infer<typeof bannerSchema>;

/** When a campaign shows: dates and weekdays in the tenant's zone, and kinds of mail. */
export const campaignWhenSchema = periodSchema.extend({
  composeTypes: whenSchema.shape.composeTypes,
  recipients: whenSchema.shape.recipients,
});

const campaignShape = z.strictObject({
  name: nameSchema(200),
  /** Off: nobody sees it. Switching it on is publishing it. */
  enabled: z.boolean().default(false),
  /** Of several that fit, the one with the highest shows; of equal ones the first by id. */
  priority: z.number().int().min(0).max(1000).default(100),
  banner: bannerSchema,
  who: whoSchema.default({ everyone: true }),
  when: campaignWhenSchema.default({}),
});

/** `PUT /api/v1/campaigns/:id`, with `If-Match`. */
export const campaignSchema = campaignShape.refine(endsAfterStart, 'when: ends before it starts');
export type CampaignInput = z.infer<typeof campaignSchema>;

/** `POST /api/v1/campaigns`. */
export const newCampaignSchema = campaignShape
  .extend({ id: nameIdSchema.optional() })
  .refine(endsAfterStart, 'when: ends before it starts');
export type NewCampaign = z.infer<typeof newCampaignSchema>;

/** `off`; `upcoming`, `running` or `over` by its dates, if it is on. */
export type CampaignState = 'off' | 'upcoming' | 'running' | 'over';

/** One campaign in the list. */
export interface CampaignView extends CampaignInput {
  id: string;
  state: CampaignState;
  /** The moments at which its dates begin and end. */
  startsAt?: string;
  endsAt?: string;
  changedAt: string;
  changedBy: string;
  /** Why not everyone it is for sees it: one that goes before it takes all of them or shows at the same time, groups that are gone. */
  conflicts: { code: 'HIDDEN' | 'SAME_TIME' | 'GROUP'; message: string; by?: string }[];
}

/** `GET /api/v1/campaigns`: all of them, and the zone whose clocks their dates mean. */
export interface CampaignsAnswer {
  items: CampaignView[];
  timeZone: string;
}

/** `GET /api/v1/campaign-clicks`: how many days back, today included. */
export const clicksQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

/** How often the banners of campaigns that count it were clicked, by day in the tenant's zone. */
export interface ClicksAnswer {
  /** Oldest first; the last is today. */
  days: string[];
  /** Campaigns by name, each with a number for every day. */
  items: { id: string; name: string; total: number; clicks: number[] }[];
}
