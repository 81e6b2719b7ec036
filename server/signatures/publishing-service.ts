import type { PublishRequest } from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { instantOf } from '../platform/local-time.ts';
import { type Change, conflictWith, refuseChanged } from './changed-since.ts';
import { knownTemplate, refuseArchived } from './known-template.ts';
import { publishingSettings } from './publishing-settings.ts';
import type { Template, TemplateContent, TemplateVersion, WaitingVersion } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';
import { refuseUnusable } from './template-problems.ts';
import { insertVersion, readVersion, type TemplateChange, updateTemplate } from './template-store.ts';

/** Who publishes, and whether they may do so alone. */
export interface Publisher extends Change {
  mayPublish: boolean;
  /** Needs no second person: whoever runs commands on the server. */
  alone?: boolean;
}

/** What publishing came to. */
export type PublishOutcome = { published: number } | { waiting: 'approval' | 'scheduled' } | { withdrawn: true };

/** Bringing templates to people. All of it is written to the audit log. */
export interface PublishingService {
  /**
   * Publishes the draft: at once, at a time in the tenant's zone, or, where the tenant asks for a second person, when that one agrees.
   * @throws {SignetError} TEMPLATE_INVALID, NOTHING_TO_PUBLISH, ALREADY_WAITING, FORBIDDEN, CONFLICT
   */
  publish(tenantId: string, id: string, request: PublishRequest, publisher: Publisher): Promise<PublishOutcome>;
  /** Agrees to what waits. @throws {SignetError} NOTHING_WAITS; FORBIDDEN for who asked for it */
  approve(tenantId: string, id: string, publisher: Publisher): Promise<PublishOutcome>;
  /** Takes what waits away, and says why. The draft stays. */
  reject(tenantId: string, id: string, publisher: Publisher, reason?: string): Promise<PublishOutcome>;
  /** The same by who asked for it, or by who may publish. */
  withdraw(tenantId: string, id: string, publisher: Publisher): Promise<PublishOutcome>;
  /** Makes the content of an earlier version what people get, as a new version. The draft stays. */
  rollback(
    tenantId: string,
    id: string,
    to: { version: number; note?: string },
    publisher: Publisher,
  ): Promise<PublishOutcome>;
  /** Publishes what was scheduled, whose time has come. Gives false where somebody else did. */
  publishScheduled(template: Template): Promise<boolean>;
}

export interface PublishingOptions {
  clock: Clock;
  compiler: TemplateCompiler;
  /** Told of every tenant that gets something new. */
  onChange(tenantId: string): Promise<void>;
}

/** Publishing for every tenant. */
export function createPublishing({ clock, compiler, onChange }: PublishingOptions): PublishingService {
  /** Stores the content as the next version and makes it the published one; other changes of the template come with it. */
  async function release(
    template: Template,
    content: TemplateContent & Pick<TemplateVersion, 'approvedBy' | 'note' | 'restored'>,
    by: Actor,
    changes: Partial<TemplateChange>,
  ): Promise<number> {
    const { tenantId, id } = template;
    const { meta, source, approvedBy, note, restored } = content;
    const now = clock.now();
    const version = await storeVersion(template, {
      ...{ tenantId, id, version: nextVersion(template), meta, source },
      ...{ publishedAt: now, publishedBy: by.name, approvedBy, note, restored },
    });
    if (!(await updateTemplate(template, { ...changes, changedAt: now, changedBy: by.name }, version)))
      throw conflictWith(await knownTemplate(tenantId, id));
    const what = restored === undefined ? 'template.publish' : 'template.rollback';
    const before = { version: template.published };
    const after = { version: version.version, restored, approvedBy, note };
    await audit(tenantId, { by, what, targets: [id], before, after }, now);
    await onChange(tenantId);
    return version.version;
  }

  /** Changes what waits. */
  async function wait(
    template: Template,
    { by }: Change,
    what: string,
    waiting: WaitingVersion | null,
    reason?: string,
  ) {
    const { tenantId, id } = template;
    const now = clock.now();
    if (!(await updateTemplate(template, { waiting, changedAt: now, changedBy: by.name })))
      throw conflictWith(await knownTemplate(tenantId, id));
    const after = waiting ? { at: waiting.at, note: waiting.note, approvedBy: waiting.approvedBy } : undefined;
    await audit(tenantId, { by, what: `template.${what}`, targets: [id], after, reason }, now);
  }

  return {
    async publish(tenantId, id, { at, note }, { by, seen, mayPublish, alone = false }) {
      const template = await knownTemplate(tenantId, id);
      refuseArchived(template);
      refuseChanged(template, seen);
      const { timeZone, ...settings } = await publishingSettings(tenantId);
      const approval = settings.approval && !alone;
      if (!mayPublish && !approval) throw notPublisher();
      if (!template.draft) throw new SignetError('NOTHING_TO_PUBLISH');
      if (template.waiting) throw alreadyWaiting(template.waiting);
      await refuseUnusable(template.draft, compiler);
      const publishAt = at === undefined ? undefined : instantOf(at, timeZone);
      if (publishAt && publishAt <= clock.now())
        throw new SignetError('VALIDATION', `at: ${at} (${timeZone}) is in the past.`);
      if (!approval && !publishAt)
        return { published: await release(template, { ...template.draft, note }, by, { draft: null }) };
      const waiting = { ...template.draft, by, requestedAt: clock.now(), note, needsApproval: approval, at, publishAt };
      await wait(template, { by }, approval ? 'requestApproval' : 'schedule', waiting);
      return { waiting: approval ? 'approval' : 'scheduled' };
    },

    async approve(tenantId, id, { by, seen, mayPublish }) {
      const template = await knownTemplate(tenantId, id);
      if (!mayPublish) throw notPublisher();
      refuseChanged(template, seen);
      const waiting = waitingOf(template);
      if (!waiting.needsApproval || waiting.approvedBy !== undefined) throw new SignetError('NOTHING_WAITS');
      if (isSame(waiting.by, by))
        throw new SignetError('FORBIDDEN', 'You asked for this yourself: somebody else has to approve it.');
      if (waiting.publishAt && waiting.publishAt > clock.now()) {
        await wait(template, { by }, 'approve', { ...waiting, approvedBy: by.name });
        return { waiting: 'scheduled' };
      }
      const content = { ...waiting, approvedBy: by.name };
      return { published: await release(template, content, waiting.by, withoutWaiting(template)) };
    },

    async reject(tenantId, id, publisher, reason) {
      const template = await knownTemplate(tenantId, id);
      if (!publisher.mayPublish) throw notPublisher();
      refuseChanged(template, publisher.seen);
      waitingOf(template);
      await wait(template, publisher, 'reject', null, reason);
      return { withdrawn: true };
    },

    async withdraw(tenantId, id, publisher) {
      const template = await knownTemplate(tenantId, id);
      refuseChanged(template, publisher.seen);
      if (!isSame(waitingOf(template).by, publisher.by) && !publisher.mayPublish) throw notPublisher();
      await wait(template, publisher, 'withdraw', null);
      return { withdrawn: true };
    },

    async rollback(tenantId, id, { version, note }, { by, seen, mayPublish }) {
      const template = await knownTemplate(tenantId, id);
      if (!mayPublish) throw notPublisher();
      refuseArchived(template);
      refuseChanged(template, seen);
      const earlier = template.versions.includes(version) ? await readVersion(tenantId, id, version) : null;
      if (!earlier) throw new SignetError('TEMPLATE_UNKNOWN', `“${id}” has no version ${version}.`);
      if (version === template.published)
        throw new SignetError('NOTHING_TO_PUBLISH', `Version ${version} is what people get already.`);
      const { meta, source } = earlier;
      return { published: await release(template, { meta, source, note, restored: version }, by, {}) };
    },

    async publishScheduled(template) {
      const waiting = waitingOf(template);
      try {
        await refuseUnusable(waiting, compiler);
        await release(template, waiting, waiting.by, withoutWaiting(template));
        return true;
      } catch (error) {
        if (!(error instanceof SignetError)) throw error;
        if (error.code === 'CONFLICT') return false;
        if (error.code !== 'TEMPLATE_INVALID') throw error;
        const by: Actor = { kind: 'system', name: 'Signet' };
        await wait(template, { by }, 'scheduleFailed', { ...waiting, problem: error.message }, error.message);
        return false;
      }
    },
  };
}

/** What waits is done with; so is the draft it was made of, unless somebody went on working on it. */
function withoutWaiting({ draft, waiting }: Template): Partial<TemplateChange> {
  const same =
    draft && waiting && JSON.stringify([draft.meta, draft.source]) === JSON.stringify([waiting.meta, waiting.source]);
  return same ? { waiting: null, draft: null } : { waiting: null };
}

const nextVersion = ({ versions, published }: Template) => Math.max(0, published, ...versions) + 1;

/** Stores a version under its number, or, where a publishing that was interrupted left one, under the next. */
async function storeVersion(template: Template, version: TemplateVersion): Promise<TemplateVersion> {
  try {
    await insertVersion(template.tenantId, version);
    return version;
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'DUPLICATE') throw error;
    const present = await knownTemplate(template.tenantId, template.id);
    if (present.revision !== template.revision) throw conflictWith(present);
    return storeVersion(template, { ...version, version: version.version + 1 });
  }
}

function waitingOf({ waiting }: Template): WaitingVersion {
  if (!waiting) throw new SignetError('NOTHING_WAITS');
  return waiting;
}

function isSame(one: Actor, other: Actor): boolean {
  return one.objectId === undefined
    ? one.kind === other.kind && one.name === other.name
    : one.objectId === other.objectId;
}

/** What says who publishes instead. */
function notPublisher(): SignetError {
  return new SignetError(
    'FORBIDDEN',
    'In this organisation only admins publish: ask one, who can also allow editors to (signatures.publishing.editors).',
  );
}

function alreadyWaiting({ by, at, needsApproval, approvedBy }: WaitingVersion): SignetError {
  const what = needsApproval && approvedBy === undefined ? 'for approval' : `for ${at?.replace('T', ', ')}`;
  return new SignetError('ALREADY_WAITING', `What ${by.name} asked to publish waits ${what}: withdraw that first.`);
}
