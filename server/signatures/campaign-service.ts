import { isDeepStrictEqual } from 'node:util';
import type { CampaignInput, CampaignsAnswer, CampaignView, NewCampaign } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import { groupNames } from '../groups/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { campaignLists } from './assignment-store.ts';
import { type Campaign, campaignState } from './campaign.ts';
import { bannerOf } from './campaign-banner.ts';
import { type CampaignFacts, campaignConflicts } from './campaign-conflicts.ts';
import { refuseChanged } from './changed-since.ts';
import { nameIdFor } from './name-id.ts';
import { boundsOf } from './period.ts';
import type { Publisher } from './publishing-service.ts';
import { publishingSettings } from './publishing-settings.ts';
import { whoProblems } from './who-problems.ts';

/** A campaign and its revision for the next change. */
export interface ShownCampaign {
  view: CampaignView;
  revision: number;
}

/**
 * Campaigns. One that is on reaches people at once, so that switching one on, and changing one that is on, is for who may publish.
 * Everything is written to the audit log.
 */
export interface CampaignService {
  list(tenantId: string): Promise<CampaignsAnswer>;
  show(tenantId: string, id: string): Promise<ShownCampaign>;
  /** @throws {SignetError} DUPLICATE, VALIDATION, FORBIDDEN */
  add(tenantId: string, campaign: NewCampaign, publisher: Publisher): Promise<ShownCampaign>;
  /** @throws {SignetError} CAMPAIGN_UNKNOWN, CONFLICT, VALIDATION, FORBIDDEN */
  save(tenantId: string, id: string, campaign: CampaignInput, publisher: Publisher): Promise<ShownCampaign>;
  remove(tenantId: string, id: string, publisher: Publisher): Promise<void>;
  /** All as people write them. */
  read(tenantId: string): Promise<(CampaignInput & { id: string })[]>;
  /** Makes these all there are; what does not differ keeps who changed it last. */
  replaceAll(tenantId: string, items: (CampaignInput & { id: string })[], by: Actor): Promise<void>;
}

/** The campaigns of every tenant. */
export function createCampaigns({
  clock,
  onChange,
}: {
  clock: Clock;
  onChange(tenantId: string): void;
}): CampaignService {
  async function note(tenantId: string, by: Actor, what: string, id: string, before?: Campaign, after?: Campaign) {
    onChange(tenantId);
    const [was, is] = [before && inputOf(before), after && inputOf(after)];
    await audit(tenantId, { by, what: `campaign.${what}`, targets: [id], before: was, after: is }, clock.now());
  }

  async function views(tenantId: string, campaigns: Campaign[], all = campaigns): Promise<CampaignsAnswer> {
    const { timeZone } = await publishingSettings(tenantId);
    const facts = { at: clock.now(), timeZone, names: await groupNames(tenantId) };
    return { items: campaigns.map((campaign) => toView(campaign, all, facts)), timeZone };
  }

  async function shown(tenantId: string, campaign: Campaign): Promise<ShownCampaign> {
    const others = (await campaignLists.read(tenantId)).items.filter(({ id }) => id !== campaign.id);
    const [view] = (await views(tenantId, [campaign], [campaign, ...others])).items;
    return { view: view as CampaignView, revision: campaign.revision };
  }

  return {
    async list(tenantId) {
      return views(tenantId, (await campaignLists.read(tenantId)).items);
    },

    async read(tenantId) {
      return (await campaignLists.read(tenantId)).items.map((item) => ({ id: item.id, ...inputOf(item) }));
    },

    async replaceAll(tenantId, wanted, by) {
      const before = await campaignLists.rewrite(tenantId, (items) => {
        const next = wanted.map((input): Campaign => {
          const was = items.find(({ id }) => id === input.id);
          if (was && isDeepStrictEqual({ id: was.id, ...inputOf(was) }, input)) return was;
          return { ...input, revision: (was?.revision ?? 0) + 1, changedAt: clock.now(), changedBy: by.name };
        });
        return { items: next, result: items.map((item) => ({ id: item.id, ...inputOf(item) })) };
      });
      onChange(tenantId);
      const targets = wanted.map(({ id }) => id);
      await audit(tenantId, { by, what: 'campaign.import', targets, before, after: wanted }, clock.now());
    },

    async show(tenantId, id) {
      return shown(tenantId, known((await campaignLists.read(tenantId)).items, id));
    },

    async add(tenantId, { id: asked, ...input }, { by, mayPublish }) {
      refuseUnallowed([input], mayPublish);
      await refuseUnusable(tenantId, input);
      const added = await campaignLists.rewrite(tenantId, (items) => {
        const taken = new Set(items.map(({ id }) => id));
        if (asked !== undefined && taken.has(asked))
          throw new SignetError('DUPLICATE', `There is a campaign “${asked}” already.`);
        const id = asked ?? nameIdFor(input.name, taken, 'campaign');
        const result: Campaign = { id, ...input, revision: 1, changedAt: clock.now(), changedBy: by.name };
        return { items: [...items, result], result };
      });
      await note(tenantId, by, 'create', added.id, undefined, added);
      return shown(tenantId, added);
    },

    async save(tenantId, id, input, { by, seen, mayPublish }) {
      known((await campaignLists.read(tenantId)).items, id);
      await refuseUnusable(tenantId, input);
      const { was, is } = await campaignLists.rewrite(tenantId, (items) => {
        const was = known(items, id);
        refuseUnallowed([was, input], mayPublish);
        refuseChanged(was, seen);
        const is: Campaign = { id, ...input, revision: was.revision + 1, changedAt: clock.now(), changedBy: by.name };
        return { items: items.map((item) => (item === was ? is : item)), result: { was, is } };
      });
      await note(tenantId, by, 'edit', id, was, is);
      return shown(tenantId, is);
    },

    async remove(tenantId, id, { by, seen, mayPublish }) {
      const was = await campaignLists.rewrite(tenantId, (items) => {
        const result = known(items, id);
        refuseUnallowed([result], mayPublish);
        refuseChanged(result, seen);
        return { items: items.filter((item) => item !== result), result };
      });
      await note(tenantId, by, 'delete', id, was);
    },
  };
}

/** What people write of a campaign, without what Signet keeps about it. */
export function inputOf({ name, enabled, priority, banner, who, when }: Campaign): CampaignInput {
  return { name, enabled, priority, banner, who, when };
}

function toView(campaign: Campaign, all: Campaign[], facts: CampaignFacts): CampaignView {
  const { starts, ends } = boundsOf(campaign.when, facts.timeZone);
  return {
    id: campaign.id,
    ...inputOf(campaign),
    state: campaignState(campaign, facts),
    ...(starts ? { startsAt: starts.toISOString() } : {}),
    ...(ends ? { endsAt: ends.toISOString() } : {}),
    changedAt: campaign.changedAt.toISOString(),
    changedBy: campaign.changedBy,
    conflicts: campaignConflicts(campaign, all, facts),
  };
}

function refuseUnallowed(states: Pick<CampaignInput, 'enabled'>[], mayPublish: boolean): void {
  if (mayPublish || !states.some(({ enabled }) => enabled)) return;
  throw new SignetError(
    'FORBIDDEN',
    'A campaign that is on reaches people at once: in this organisation only admins switch campaigns on and change those that are on. Save it switched off.',
  );
}

/** @throws {SignetError} VALIDATION */
async function refuseUnusable(tenantId: string, { who, banner }: CampaignInput): Promise<void> {
  const problems = [
    ...(await whoProblems(tenantId, who)),
    ...(bannerOf({ name: '', banner }).html.trim() === '' ? ['banner.html: nothing of it may stand in a mail.'] : []),
  ];
  if (problems.length > 0)
    throw new SignetError('VALIDATION', problems.join('\n'), { details: problems.map((message) => ({ message })) });
}

function known(items: Campaign[], id: string): Campaign {
  const found = items.find((item) => item.id === id);
  if (!found) throw new SignetError('CAMPAIGN_UNKNOWN', `There is no campaign “${id}”.`);
  return found;
}
