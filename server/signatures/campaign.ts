import type { CampaignInput, CampaignState, CampaignStep } from '../../contract/index.ts';
import { type AssignmentContext, mailObstacle } from './assignment.ts';
import { whoObstacle, whoTrail } from './audience.ts';
import { boundsOf, earliest, type Moment, nextPeriodChange, periodObstacle } from './period.ts';

/** A banner for an audience and a time. */
export interface Campaign extends CampaignInput {
  id: string;
  /** Grows with every change of it. */
  revision: number;
  changedAt: Date;
  changedBy: string;
}

/** The campaign whose banner a signature carries: of those that fit, the one with the highest priority, then the first by id. */
export function chooseCampaign(campaigns: readonly Campaign[], context: AssignmentContext): Campaign | undefined {
  return byPriority(campaigns).find((campaign) => obstacle(campaign, context) === undefined);
}

/** The same choice with the reason for every campaign. */
export function explainCampaigns(campaigns: readonly Campaign[], context: AssignmentContext): CampaignStep[] {
  const chosen = chooseCampaign(campaigns, context);
  return byPriority(campaigns).map((campaign) => {
    const condition = whoTrail(campaign.who, context.person);
    const step = { campaign: campaign.id, name: campaign.name, ...(condition ? { condition } : {}) };
    const against = obstacle(campaign, context);
    if (against !== undefined) return { ...step, matched: false, reason: against };
    if (campaign === chosen) return { ...step, matched: true, reason: 'The one with the highest priority that fits.' };
    return { ...step, matched: false, reason: `It would fit, but “${chosen?.id}” goes before it.` };
  });
}

/** The next moment at which another campaign, or none, may show. */
export function nextCampaignChange(campaigns: readonly Campaign[], context: AssignmentContext): Date | undefined {
  return earliest(
    campaigns
      .filter(({ enabled, who, when }) => enabled && !whoObstacle(who, context.person) && !mailObstacle(when, context))
      .map(({ when }) => nextPeriodChange(when, context)),
  );
}

/** Does it show, by its switch and its dates? */
export function campaignState({ enabled, when }: CampaignInput, { at, timeZone }: Moment): CampaignState {
  const { starts, ends } = boundsOf(when, timeZone);
  if (!enabled) return 'off';
  if (ends && at >= ends) return 'over';
  return starts && at < starts ? 'upcoming' : 'running';
}

function obstacle({ enabled, who, when }: Campaign, context: AssignmentContext): string | undefined {
  if (!enabled) return 'It is switched off.';
  return whoObstacle(who, context.person) ?? mailObstacle(when, context) ?? periodObstacle(when, context);
}

/** In the order in which they are asked whether they fit. */
export function byPriority(campaigns: readonly Campaign[]): Campaign[] {
  return [...campaigns].sort((one, other) => other.priority - one.priority || (one.id < other.id ? -1 : 1));
}
