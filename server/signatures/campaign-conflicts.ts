import type { CampaignView } from '../../contract/index.ts';
import { byPriority, type Campaign, campaignState } from './campaign.ts';
import { hiddenBy, mayMeet } from './overlap.ts';
import type { Moment } from './period.ts';

/** What is known around a tenant's campaigns: the moment, and groups by id. */
export interface CampaignFacts extends Moment {
  names: ReadonlyMap<string, string>;
}

/** What keeps a campaign from those it is for, as far as can be said without looking at people. One that is off or over is in nobody's way. */
export function campaignConflicts(
  campaign: Campaign,
  all: readonly Campaign[],
  { names, ...moment }: CampaignFacts,
): CampaignView['conflicts'] {
  const counts = (one: Campaign) => ['upcoming', 'running'].includes(campaignState(one, moment));
  if (!counts(campaign)) return [];
  const ordered = byPriority(all.filter(counts));
  const earlier = ordered.slice(0, ordered.indexOf(campaign));
  return [...outshone(campaign, earlier, moment.timeZone), ...goneGroups(campaign, names)];
}

function outshone(campaign: Campaign, earlier: Campaign[], timeZone: string): CampaignView['conflicts'] {
  const hides = hiddenBy(campaign, earlier, timeZone);
  if (hides)
    return [
      { code: 'HIDDEN', by: hides.id, message: `“${hides.name}” goes before it, and shows to everyone it is for.` },
    ];
  return earlier
    .filter((one) => mayMeet(one, campaign, timeZone))
    .map(({ id, name }) => ({
      code: 'SAME_TIME',
      by: id,
      message: `“${name}” shows at the same time and goes before it: whoever both are for sees that one.`,
    }));
}

function goneGroups({ who }: Campaign, names: ReadonlyMap<string, string>): CampaignView['conflicts'] {
  return (who.groupIds ?? [])
    .filter((id) => !names.has(id))
    .map((id) => ({ code: 'GROUP', message: `There is no group ${id} any more.` }));
}
