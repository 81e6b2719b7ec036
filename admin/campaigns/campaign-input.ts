import type { CampaignInput } from '../../contract/index.ts';

/** What people write of a campaign, without what Signet keeps about it. */
export function inputOf({ name, enabled, priority, banner, who, when }: CampaignInput): CampaignInput {
  return { name, enabled, priority, banner, who, when };
}
