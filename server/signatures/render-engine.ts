import { setTimeout as after } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { messageOf } from '../platform/errors.ts';
import { countRender } from '../platform/metrics.ts';
import type { Campaign } from './campaign.ts';
import { bannerOf, withBanner } from './campaign-banner.ts';
import type { CampaignClicks } from './campaign-clicks.ts';
import type { CompiledTemplate } from './compile-template.ts';
import { type Compiling, holdCompiled, keyOf } from './compiled-versions.ts';
import type { CampaignBanner } from './image-functions.ts';
import type { ImageDelivery } from './images/image-delivery.ts';
import { markerOf } from './marker.ts';
import { plainSignature, plainVersion } from './plain-signature.ts';
import { type RenderedSignature, renderSignature, type SignatureFrame } from './render-signature.ts';
import type { TemplateVersion } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';
import { templateFields } from './template-fields.ts';

/** One signature to be rendered: who, from where, by which version, and what is known of it beforehand. */
export interface RenderOrder extends Pick<SignatureFrame, 'validUntil'> {
  version: TemplateVersion;
  person: Person;
  from: string;
  /** Whose banner it carries. */
  campaign?: Campaign;
}

export interface RenderEngineOptions {
  compiler: TemplateCompiler;
  markerSecret: string;
  images: ImageDelivery;
  /** Absent: links of banners are what they are. */
  clicks?: Pick<CampaignClicks, 'addressOf'> | undefined;
  clock: Clock;
  log: { warn(details: object, message: string): void };
  /** The version of the same template that was published before; null: there is none. */
  readEarlier(version: TemplateVersion): Promise<TemplateVersion | null>;
}

/** Renders published versions, whatever is wrong with them. */
export interface RenderEngine {
  /**
   * The signature by this version. Where it fails for this person, or is not compiled within 200 ms: the last good one, by a version
   * published before it. Where none of them is good, a plain one. Never fails because of a template.
   */
  render(order: RenderOrder): Promise<RenderedSignature>;
  /** The signature by what is not published. @throws {SignetError} TEMPLATE_INVALID, RENDER_FAILED */
  renderDraft(order: RenderOrder): Promise<RenderedSignature>;
  /** Compiles versions before anybody asks for them, and the last good ones of those that cannot be. Takes five seconds at most. */
  prepare(versions: TemplateVersion[]): Promise<void>;
}

/** How long somebody waits for a version until earlier ones are looked at, and until the best of them is taken. Milliseconds. */
const patience = 80;
const longestWait = 170;
const longestPreparation = 5_000;
/** How many earlier versions are looked at. */
const earlierTried = 3;
/** One failing template may fail for thousands of people: it is reported this often. Milliseconds. */
const reportEvery = 60_000;

/** An engine that keeps what it compiled. */
export function createRenderEngine({
  compiler,
  markerSecret,
  images,
  clicks,
  clock,
  log,
  readEarlier,
}: RenderEngineOptions): RenderEngine {
  const reported = new LRUCache<string, true>({ max: 1_000, ttl: reportEvery });
  const compiled = holdCompiled(compiler, images, clock, report);
  const before = holdEarlier();
  const drafts = new WeakMap<TemplateVersion, Promise<CompiledTemplate>>();

  function report(version: TemplateVersion, error: unknown): void {
    if (reported.has(keyOf(version))) return;
    reported.set(keyOf(version), true);
    const { tenantId, id: template } = version;
    const details = { tenantId, template, version: version.version, error: messageOf(error) };
    log.warn(details, 'A published template cannot be rendered; the last good signature is used');
  }

  function holdEarlier(): RenderEngineOptions['readEarlier'] {
    const held = new LRUCache<string, { earlier: TemplateVersion | null }>({ max: 1_000 });
    return async (version) => {
      const known = held.get(keyOf(version)) ?? { earlier: await readEarlier(version) };
      held.set(keyOf(version), known);
      return known.earlier;
    };
  }

  function renderBy(version: TemplateVersion, ready: CompiledTemplate, order: RenderOrder): Promise<RenderedSignature> {
    const { person, from, campaign, validUntil } = order;
    const template = { id: version.id, version: version.version };
    const marker = markerOf(markerSecret, { tenantId: person.tenantId, personId: person.id, template });
    const frame = { marker, template, images: [], validUntil, campaign: campaign?.id };
    const shown = campaign ? { ...ready, ...withBanner(ready, bannerFor(person.tenantId, campaign)) } : ready;
    return images.complete(renderSignature(shown, templateFields(person, from), frame), version.meta);
  }

  function bannerFor(tenantId: string, campaign: Campaign): CampaignBanner {
    return bannerOf(campaign, clicks && ((link) => clicks.addressOf(tenantId, campaign.id, link)));
  }

  /** null: this version gives this person no signature, or not yet. */
  async function tryBy(
    version: TemplateVersion,
    { ready }: Compiling,
    order: RenderOrder,
  ): Promise<RenderedSignature | null> {
    if (!ready) return null;
    try {
      return await renderBy(version, ready, order);
    } catch (error) {
      report(version, error);
      return null;
    }
  }

  /** The versions before this one, newest first, each when it is compiled or has failed. */
  async function* earlierThan(
    newest: TemplateVersion,
  ): AsyncGenerator<{ version: TemplateVersion; compiling: Compiling }> {
    let version = await before(newest);
    for (let tried = 0; tried < earlierTried && version; tried += 1) {
      const compiling = compiled(version);
      await compiling.ended;
      yield { version, compiling };
      version = await before(version);
    }
  }

  async function lastGood(order: RenderOrder): Promise<RenderedSignature | null> {
    for await (const { version, compiling } of earlierThan(order.version)) {
      const signature = await tryBy(version, compiling, order);
      if (signature) return signature;
    }
    return null;
  }

  /** As `lastGood`; a database that does not answer is no reason to answer nothing. */
  async function lastGoodOrNull(order: RenderOrder): Promise<RenderedSignature | null> {
    try {
      return await lastGood(order);
    } catch (error) {
      report(order.version, error);
      return null;
    }
  }

  async function standIn(order: RenderOrder, current: Compiling): Promise<RenderedSignature> {
    const failed = current.ready !== undefined || current.failedAt !== undefined;
    const looking = lastGoodOrNull(order);
    const good = await within(longestWait - patience, looking);
    if (good) return counted('lastGood', good);
    // There is none, or none so soon. On a busy machine the right signature late is better than a plain one.
    await current.ended;
    const late = failed ? null : await tryBy(order.version, current, order);
    if (late) return counted('rendered', late);
    const goodLate = await looking;
    if (goodLate) return counted('lastGood', goodLate);
    return counted('plain', await renderBy({ ...order.version, version: plainVersion }, plainSignature, order));
  }

  async function prepare(version: TemplateVersion): Promise<void> {
    const compiling = compiled(version);
    await compiling.ended;
    if (compiling.ready) return;
    for await (const earlier of earlierThan(version)) if (earlier.compiling.ready) return;
  }

  async function renderDraft(order: RenderOrder): Promise<RenderedSignature> {
    const { version } = order;
    const known = drafts.get(version) ?? compiler.compile(version.source, images.sourceOf(version.meta));
    drafts.set(version, known);
    return renderBy(version, await known, order);
  }

  return {
    renderDraft,
    prepare: async (versions) => void (await within(longestPreparation, Promise.allSettled(versions.map(prepare)))),
    async render(order) {
      const current = compiled(order.version);
      if (!current.ready) await within(patience, current.ended);
      const signature = await tryBy(order.version, current, order);
      return signature ? counted('rendered', signature) : standIn(order, current);
    },
  };
}

function counted(outcome: Parameters<typeof countRender>[0], signature: RenderedSignature): RenderedSignature {
  countRender(outcome);
  return signature;
}

/** What comes in time; undefined where it does not. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, after(milliseconds, undefined, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}
