import { z } from 'zod';
import type { ClicksAnswer } from '../../contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import { messageOf } from '../platform/errors.ts';
import { daysAfter, localDate } from '../platform/local-time.ts';
import type { Secrets } from '../platform/secrets.ts';
import { campaignLists } from './assignment-store.ts';
import { addClick, readClicks } from './campaign-click-store.ts';
import { publishingSettings } from './publishing-settings.ts';
import { openText, sealText } from './sealed-address.ts';

/** Banners whose clicks are counted link to this installation, which leads on. */
export interface CampaignClicks {
  /** Where the link of a banner leads instead. Everything it takes stands in it: it still leads on when the campaign is gone. */
  addressOf(tenantId: string, campaign: string, link: string): string;
  /** Where an address leads on to; null where this installation did not write it. */
  targetOf(token: string): ClickTarget | null;
  /** Counts a click. Never fails: who clicked wants to get there. */
  count(target: ClickTarget): Promise<void>;
  list(tenantId: string, days: number): Promise<ClicksAnswer>;
}

const targetSchema = z
  .tuple([z.string(), z.string(), z.string()])
  .transform(([tenantId, campaign, link]) => ({ tenantId, campaign, link }));
export type ClickTarget = z.infer<typeof targetSchema>;

export interface ClickOptions {
  /** Where clicks are taken: `https://signet.contoso.com/go`. */
  baseUrl: string;
  keys: Secrets;
  clock: Clock;
  log: { warn(details: object, message: string): void };
}

/** The clicks on every tenant's banners: how many, never whose. */
export function createCampaignClicks({ baseUrl, keys, clock, log }: ClickOptions): CampaignClicks {
  const today = async (tenantId: string) => localDate(clock.now(), (await publishingSettings(tenantId)).timeZone);
  return {
    addressOf: (tenantId, campaign, link) =>
      `${baseUrl}/${sealText(keys[0], JSON.stringify([tenantId, campaign, link]))}`,

    targetOf(token) {
      const content = keys.map((key) => openText(key, token)).find((text) => text !== null);
      return content === undefined ? null : (targetSchema.safeParse(JSON.parse(content)).data ?? null);
    },

    async count({ tenantId, campaign }) {
      try {
        await addClick(tenantId, campaign, await today(tenantId), clock.now());
      } catch (error) {
        log.warn({ tenantId, campaign, error: messageOf(error) }, 'A click on a banner could not be counted');
      }
    },

    async list(tenantId, count) {
      const last = await today(tenantId);
      const days = Array.from({ length: count }, (_, index) => daysAfter(last, index + 1 - count));
      const found = await readClicks(tenantId, days[0] ?? last);
      const clicksOf = new Map(found.map(({ campaign, day, clicks }) => [`${campaign} ${day}`, clicks]));
      const { items } = await campaignLists.read(tenantId);
      const counted = items
        .map(({ id, name, banner }) => {
          const clicks = days.map((day) => clicksOf.get(`${id} ${day}`) ?? 0);
          const total = clicks.reduce((sum, one) => sum + one, 0);
          return { id, name, total, clicks, counts: banner.kind === 'image' && banner.countClicks === true };
        })
        .filter(({ counts, total }) => counts || total > 0)
        .map(({ counts: _counts, ...item }) => item)
        .sort((one, other) => one.name.localeCompare(other.name));
      return { days, items: counted };
    },
  };
}
