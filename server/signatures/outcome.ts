import { type Explanation, type Recipients, recipientsSchema } from '../../contract/index.ts';
import { type AssignmentContext, choose, explainChoice, nextChange, templateOf } from './assignment.ts';
import { type Campaign, chooseCampaign, explainCampaigns, nextCampaignChange } from './campaign.ts';
import { earliest } from './period.ts';
import type { Published } from './published.ts';

/** Rules that decide, without the sources they decide over. */
export type Rules = Pick<Published, 'assignments' | 'campaigns'>;

/** What somebody gets: a template, or null for no signature, and the campaign whose banner goes with it. */
export interface Outcome {
  templateId: string | null;
  campaign?: Campaign;
  /** When it may come out differently. */
  validUntil?: Date;
}

/** What a person gets for a mail at a moment. */
export function outcomeOf({ assignments, campaigns }: Rules, context: AssignmentContext): Outcome {
  const assignment = choose(assignments, context);
  const templateId = assignment === undefined ? null : templateOf(assignment, context);
  const validUntil = nextChange(assignments, context);
  if (templateId === null || campaigns.length === 0) return { templateId, validUntil };
  return {
    templateId,
    campaign: chooseCampaign(campaigns, context),
    validUntil: earliest([validUntil, nextCampaignChange(campaigns, context)]),
  };
}

/** Does it make a difference who reads the mail? */
export function dependsOnRecipients(rules: Rules, context: AssignmentContext): boolean {
  if (![...rules.assignments, ...rules.campaigns].some(({ when }) => when.recipients)) return false;
  const [one, other] = recipientsSchema.options.map((recipients: Recipients) =>
    outcomeOf(rules, { ...context, recipients }),
  );
  return (
    one?.templateId !== other?.templateId ||
    one?.campaign?.id !== other?.campaign?.id ||
    one?.validUntil?.getTime() !== other?.validUntil?.getTime()
  );
}

/** What a person gets and why, with everything that was passed over. */
export function explainOutcome({ assignments, campaigns }: Rules, context: AssignmentContext): Explanation {
  const trail = explainChoice(assignments, context);
  const winner = trail.find(({ matched }) => matched);
  const steps = explainCampaigns(campaigns, context);
  if (!winner)
    return { template: null, reason: 'No assignment matches.', trail, campaign: null, campaigns: withoutBanner(steps) };
  if (winner.template === null) {
    const reason = `Assignment “${winner.assignment}” is the first that matches and gives no signature.`;
    return { template: null, reason, trail, campaign: null, campaigns: withoutBanner(steps) };
  }
  return {
    template: winner.template,
    reason: `Assignment “${winner.assignment}” is the first that matches and gives “${winner.template}”.`,
    trail,
    campaign: steps.find(({ matched }) => matched)?.campaign ?? null,
    campaigns: steps,
  };
}

function withoutBanner(steps: Explanation['campaigns']): Explanation['campaigns'] {
  return steps.map((step) =>
    step.matched ? { ...step, matched: false, reason: 'There is no signature to put it in.' } : step,
  );
}
