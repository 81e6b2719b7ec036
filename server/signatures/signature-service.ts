import type { ComposeType, Explanation, Recipients } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { messageOf, SignetError } from '../platform/errors.ts';
import { findTenant } from '../tenants/index.ts';
import { type AssignmentContext, choose } from './assignment.ts';
import { assignmentLists, campaignLists } from './assignment-store.ts';
import type { CampaignClicks } from './campaign-clicks.ts';
import { defaultAssignments, type SeedGroups } from './default-assignments.ts';
import { type ImageDelivery, withoutImages } from './images/image-delivery.ts';
import { momentOf } from './moment.ts';
import { dependsOnRecipients, explainOutcome, outcomeOf } from './outcome.ts';
import { holdPublished, type Published } from './published.ts';
import { createRenderEngine } from './render-engine.ts';
import type { RenderedSignature } from './render-signature.ts';
import { readRevision } from './revision-store.ts';
import { readStarters } from './starters.ts';
import { compilingHere, type TemplateCompiler } from './template-compiler.ts';
import { addTemplate, readPublished, readVersionBefore } from './template-store.ts';

/** Whose signature, from which address (lower case), for what kind of mail, at which moment. */
export interface SignatureRequest {
  person: Person;
  from: string;
  composeType: ComposeType;
  /** Absent: external. Whoever does not know who reads a mail must expect anyone. */
  recipients?: Recipients;
  at: Date;
}

/** What the rooms above use. */
export interface SignatureService {
  /** null: this person gets none. What is wrong with a published template shows here as the last good signature: see RenderEngine. */
  render(request: SignatureRequest): Promise<RenderedSignature | null>;
  /** The same by templates, assignments and campaigns that are not (or not yet) the tenant's. Drafts throw RENDER_FAILED or TEMPLATE_INVALID. */
  renderBy(published: Published, request: SignatureRequest): Promise<RenderedSignature | null>;
  /** Makes ready what people of these tenants will ask for. Never fails, and takes five seconds at most. */
  prepare(tenantIds: string[]): Promise<void>;
  explain(request: SignatureRequest): Promise<Explanation>;
  /** Which template the rules give, when `render` may next answer differently, and whether it matters who reads the mail; also of those who get none. */
  outlook(
    request: SignatureRequest,
  ): Promise<{ templateId: string | null; validUntil?: Date; dependsOnRecipients: boolean }>;
  /** The templates a person may choose among for such mails, the default first; what they chose, where that still counts. */
  choices(
    request: SignatureRequest,
  ): Promise<{ offered: { template: string; title: string }[]; chosen: string | null }>;
  /** A date or time that somebody names, in the tenant's zone; undefined is now. @throws {SignetError} VALIDATION */
  moment(tenantId: string, text: string | undefined): Promise<Date>;
  /** What decides over a tenant's signatures at this moment. */
  current(tenantId: string): Promise<Published>;
  /** This process has just written templates, assignments or campaigns: read them again at the next use. */
  forget(tenantId: string): void;
  /** Idempotent: the default assignments for a newly connected tenant, with the starters that they give. What exists stays as it is. */
  seed(tenantId: string, groups: SeedGroups): Promise<void>;
}

export interface SignatureDependencies {
  templatesFolder: string;
  markerSecret: string;
  clock: Clock;
  log: { warn(details: object, message: string): void };
  images?: ImageDelivery;
  /** Counts clicks on banners that want it; absent: their links are what they are. */
  clicks?: Pick<CampaignClicks, 'addressOf'>;
  /** Where templates are compiled; absent: in this thread. */
  compiler?: TemplateCompiler;
}

/** What decides over signatures, from the stores. A change of the tenant's settings counts like one of its templates. */
const source = {
  readPublished,
  readRevision: async (tenantId: string) =>
    (await readRevision(tenantId)) + ((await findTenant(tenantId))?.revision ?? 0),
  readAssignments: async (tenantId: string) => (await assignmentLists.read(tenantId)).items,
  readCampaigns: async (tenantId: string) => (await campaignLists.read(tenantId)).items,
  readTimeZone: async (tenantId: string) => (await findTenant(tenantId))?.settings.sync.auto.timeZone ?? 'UTC',
};

/** The number of what is not published. */
const draftVersion = 0;

/** The signatures of every tenant, on the default mongoose connection. */
export function createSignatures({
  templatesFolder,
  markerSecret,
  clock,
  log,
  images = withoutImages,
  clicks,
  compiler = compilingHere,
}: SignatureDependencies): SignatureService {
  const engine = createRenderEngine({
    compiler,
    markerSecret,
    images,
    clicks,
    clock,
    log,
    readEarlier: readVersionBefore,
  });
  const published = holdPublished(source, clock, (tenantId, error) =>
    log.warn(
      { tenantId, error: messageOf(error) },
      'Templates and assignments could not be read; the ones in memory are used',
    ),
  );

  const service: SignatureService = {
    async render(request) {
      return service.renderBy(await published.of(request.person.tenantId), request);
    },

    async renderBy(current, request) {
      if (request.person.state === 'removed') return null;
      const { templateId, campaign, validUntil } = outcomeOf(current, contextOf(request, current));
      const version = templateId === null ? undefined : current.templates.get(templateId);
      if (version === undefined) return null;
      const order = { version, person: request.person, from: request.from, campaign, validUntil };
      return version.version === draftVersion ? engine.renderDraft(order) : engine.render(order);
    },

    async prepare(tenantIds) {
      const all = await Promise.allSettled(tenantIds.map((tenantId) => published.of(tenantId)));
      const held = all.flatMap((one) => (one.status === 'fulfilled' ? [...one.value.templates.values()] : []));
      await engine.prepare(held);
    },

    async explain(request) {
      const { person } = request;
      if (person.state === 'removed')
        return { template: null, reason: 'The person is removed.', trail: [], campaign: null, campaigns: [] };
      const current = await published.of(person.tenantId);
      const context = contextOf(request, current);
      const { from, composeType, recipients, at, timeZone } = context;
      const name = person.fields.displayName ?? person.address ?? person.id;
      return {
        ...explainOutcome(current, context),
        asked: { person: { id: person.id, name }, from, composeType, recipients, at: at.toISOString(), timeZone },
      };
    },

    async outlook(request) {
      const current = await published.of(request.person.tenantId);
      const context = contextOf(request, current);
      const { templateId, validUntil } = outcomeOf(current, context);
      return { templateId, validUntil, dependsOnRecipients: dependsOnRecipients(current, context) };
    },

    async choices(request) {
      const { templates, assignments, ...rest } = await published.of(request.person.tenantId);
      const assignment = choose(assignments, contextOf(request, { templates, assignments, ...rest }));
      const own = request.person.choices?.[request.composeType];
      const ids = assignment ? [assignment.templateId, ...assignment.choices] : [];
      const offered = [...new Set(ids)].flatMap((id) => {
        const title = id === null ? undefined : templates.get(id)?.meta.title;
        return id === null || title === undefined ? [] : [{ template: id, title }];
      });
      return { offered, chosen: offered.some(({ template }) => template === own) ? (own ?? null) : null };
    },

    moment: async (tenantId, text) => momentOf(text, (await published.of(tenantId)).timeZone, clock.now()),
    current: (tenantId) => published.of(tenantId),
    forget: (tenantId) => published.forget(tenantId),

    async seed(tenantId, groups) {
      const assigned = defaultAssignments(groups, clock.now()).map(({ templateId }) => templateId);
      const starters = await readStarters(templatesFolder);
      for (const { id, meta, source } of starters.filter((starter) => assigned.includes(starter.id))) {
        await compiler.compile(source);
        await addTemplate(tenantId, { tenantId, id, meta, source, publishedAt: clock.now(), publishedBy: 'Signet' });
      }
      await seedAssignments(tenantId, groups, clock.now());
      published.forget(tenantId);
    },
  };
  return service;
}

function contextOf(
  { recipients = 'external', ...rest }: SignatureRequest,
  { timeZone, templates }: Published,
): AssignmentContext {
  return { ...rest, recipients, timeZone, templates };
}

/** The default assignments for who has none yet. Of several processes one writes them. */
async function seedAssignments(tenantId: string, groups: SeedGroups, now: Date): Promise<void> {
  const { revision } = await assignmentLists.read(tenantId);
  if (revision > 0) return;
  try {
    await assignmentLists.write(tenantId, defaultAssignments(groups, now), 0);
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'CONFLICT') throw error;
  }
}
