import type {
  DraftChange,
  NewTemplate,
  Stage,
  TemplateDetail,
  TemplateDiff,
  TemplateMeta,
  TemplateProblem,
  TemplateVersionView,
  TemplateView,
} from '../../contract/index.ts';
import { type Actor, audit } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import { assignmentLists } from './assignment-store.ts';
import { type Change, conflictWith, refuseChanged } from './changed-since.ts';
import { knownTemplate, publishedOf, refuseArchived } from './known-template.ts';
import { nameIdFor } from './name-id.ts';
import { readStarters, type Starter } from './starters.ts';
import { blankMeta, type Template, type TemplateContent } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';
import { diffOf } from './template-diff.ts';
import { problemsOf } from './template-problems.ts';
import {
  deleteTemplate,
  insertTemplate,
  readPublished,
  readTemplates,
  readVersion,
  readVersions,
  type TemplateChange,
  updateTemplate,
} from './template-store.ts';
import { shownContent, toTemplateDetail, toTemplateView, toVersionView, usersOf } from './template-view.ts';

/** A template to work on, with its revision for the next change. */
export interface Shown {
  detail: TemplateDetail;
  revision: number;
}

/** Writing templates. What others get of them is for publishing. All changes are written to the audit log. */
export interface TemplateService {
  list(tenantId: string, archived?: boolean): Promise<TemplateView[]>;
  starters(): Promise<Pick<Starter, 'id' | 'meta'>[]>;
  /** @throws {SignetError} TEMPLATE_UNKNOWN */
  starter(id: string): Promise<TemplateContent>;
  show(tenantId: string, id: string): Promise<Shown>;
  /** @throws {SignetError} DUPLICATE, TEMPLATE_UNKNOWN (of what it is made from) */
  create(tenantId: string, template: NewTemplate, by: Actor): Promise<Shown>;
  /** Keeps a draft, also one that cannot be rendered yet. @throws {SignetError} CONFLICT, saying who was faster */
  save(tenantId: string, id: string, draft: DraftChange, change: Change): Promise<Shown>;
  /** Back to what is published. */
  discardDraft(tenantId: string, id: string, change: Change): Promise<Shown>;
  /** @throws {SignetError} IN_USE, with what uses it */
  archive(tenantId: string, id: string, change: Change): Promise<Shown>;
  restore(tenantId: string, id: string, change: Change): Promise<Shown>;
  /** @throws {SignetError} IN_USE, with what uses it */
  delete(tenantId: string, id: string, change: Change): Promise<void>;
  /** What is wrong with a content that need not be anybody's yet. */
  check(content: TemplateContent): Promise<TemplateProblem[]>;
  history(tenantId: string, id: string): Promise<TemplateVersionView[]>;
  content(tenantId: string, id: string, stage: Stage): Promise<TemplateContent>;
  diff(tenantId: string, id: string, from: Stage, to: Stage): Promise<TemplateDiff>;
}

export interface TemplateServiceOptions {
  templatesFolder: string;
  clock: Clock;
  compiler: TemplateCompiler;
  /** What a draft keeps of the images that its source names. */
  metaFor(tenantId: string, content: TemplateContent): Promise<TemplateMeta>;
  /** Told of every tenant whose templates were written. */
  onChange(tenantId: string): void;
}

/** Templates of every tenant, on the default mongoose connection. */
export function createTemplates({
  templatesFolder,
  clock,
  compiler,
  metaFor,
  onChange,
}: TemplateServiceOptions): TemplateService {
  async function change(template: Template, { by, seen }: Change, what: string, changes: Partial<TemplateChange>) {
    refuseChanged(template, seen);
    const { tenantId, id } = template;
    const now = clock.now();
    if (!(await updateTemplate(template, { ...changes, changedAt: now, changedBy: by.name })))
      throw conflictWith(await knownTemplate(tenantId, id));
    const { before, after } = auditedContent(template, changes);
    await audit(tenantId, { by, what: `template.${what}`, targets: [id], before, after }, now);
    onChange(tenantId);
    return service.show(tenantId, id);
  }

  const service: TemplateService = {
    async list(tenantId, archived = false) {
      const [templates, published, { items }] = await Promise.all([
        readTemplates(tenantId),
        readPublished(tenantId),
        assignmentLists.read(tenantId),
      ]);
      const versions = new Map(published.map((version) => [version.id, version]));
      return Promise.all(
        templates
          .filter(({ archivedAt }) => (archivedAt !== undefined) === archived)
          .map(async (template) =>
            toTemplateView(template, versions.get(template.id) ?? (await publishedOf(template)), items),
          ),
      );
    },

    starters: async () => (await readStarters(templatesFolder)).map(({ id, meta }) => ({ id, meta })),

    async starter(id) {
      const found = (await readStarters(templatesFolder)).find((starter) => starter.id === id);
      if (!found) throw new SignetError('TEMPLATE_UNKNOWN', `There is no starter “${id}”.`);
      return found;
    },

    async show(tenantId, id) {
      const template = await knownTemplate(tenantId, id);
      const [published, { items }] = await Promise.all([publishedOf(template), assignmentLists.read(tenantId)]);
      const content = shownContent(template, published);
      const view = toTemplateView(template, published, items);
      return {
        detail: toTemplateDetail(view, content, await problemsOf(content, compiler)),
        revision: template.revision,
      };
    },

    async create(tenantId, { id: asked, title, description, ...from }, by) {
      const taken = new Set((await readTemplates(tenantId)).map((template) => template.id));
      const id = asked ?? nameIdFor(title, taken, 'template');
      const { source, ...begun } = await beginning(tenantId, from);
      const meta = await metaFor(tenantId, { ...begun, source });
      const draft = { meta: { ...meta, title, ...(description === undefined ? {} : { description }) }, source };
      const now = clock.now();
      const template: Template = {
        ...{ tenantId, id, published: 0, versions: [], draft, revision: 1 },
        ...{ changedAt: now, changedBy: by.name },
      };
      await insertTemplate(template).catch((error: unknown) => {
        if (error instanceof SignetError && error.code === 'DUPLICATE')
          throw new SignetError('DUPLICATE', `There is a template “${id}” already: choose another id.`, {
            cause: error,
          });
        throw error;
      });
      await audit(tenantId, { by, what: 'template.create', targets: [id], after: { title, ...from } }, now);
      return service.show(tenantId, id);
    },

    async save(tenantId, id, changes, by) {
      const template = await knownTemplate(tenantId, id);
      refuseArchived(template);
      const before = shownContent(template, await publishedOf(template));
      const draft = changedContent(before, changes);
      return change(template, by, 'save', { draft: { ...draft, meta: await metaFor(tenantId, draft) } });
    },

    async discardDraft(tenantId, id, by) {
      const template = await knownTemplate(tenantId, id);
      if (template.published === 0)
        throw new SignetError('VALIDATION', 'It was never published, so there is nothing to go back to: delete it.');
      return change(template, by, 'discardDraft', { draft: null });
    },

    async archive(tenantId, id, by) {
      const template = await knownTemplate(tenantId, id);
      await refuseUsed(template);
      return change(template, by, 'archive', { archivedAt: clock.now(), waiting: null });
    },

    restore: async (tenantId, id, by) => change(await knownTemplate(tenantId, id), by, 'restore', { archivedAt: null }),

    async delete(tenantId, id, { by, seen }) {
      const template = await knownTemplate(tenantId, id);
      refuseChanged(template, seen);
      await refuseUsed(template);
      const before = shownContent(template, await publishedOf(template));
      if (!(await deleteTemplate(template))) throw conflictWith(await knownTemplate(tenantId, id));
      await audit(tenantId, { by, what: 'template.delete', targets: [id], before }, clock.now());
      onChange(tenantId);
    },

    check: (content) => problemsOf(content, compiler),

    async history(tenantId, id) {
      const { versions, published } = await knownTemplate(tenantId, id);
      return (await readVersions(tenantId, id, versions)).map((version) => toVersionView(version, published));
    },

    async content(tenantId, id, stage) {
      const template = await knownTemplate(tenantId, id);
      if (stage === 'draft') return shownContent(template, await publishedOf(template));
      const version = await readVersion(tenantId, id, stage === 'published' ? template.published : stage);
      if (version && template.versions.includes(version.version)) return version;
      if (stage === 'published') return { meta: blankMeta(''), source: { html: '' } };
      throw new SignetError('TEMPLATE_UNKNOWN', `“${id}” has no version ${stage}.`);
    },

    async diff(tenantId, id, from, to) {
      const [before, after] = [await service.content(tenantId, id, from), await service.content(tenantId, id, to)];
      return { from: String(from), to: String(to), parts: diffOf(before, after) };
    },
  };

  /** What a new template begins with. */
  async function beginning(tenantId: string, from: Pick<NewTemplate, 'starter' | 'copyOf' | 'source'>) {
    const source = from.source ?? { html: '<p>{{name}}</p>\n' };
    if (from.copyOf !== undefined) {
      const copied = await service.content(tenantId, from.copyOf, 'draft');
      return { meta: copied.meta, source: from.source ?? copied.source };
    }
    if (from.starter === undefined) return { meta: blankMeta(''), source };
    const starter = await service.starter(from.starter);
    return { meta: starter.meta, source: from.source ?? starter.source };
  }

  return service;
}

/** What an assignment gives to people stays until it gives them something else. */
async function refuseUsed({ tenantId, id }: Template): Promise<void> {
  const usedBy = usersOf(id, (await assignmentLists.read(tenantId)).items);
  if (usedBy.length === 0) return;
  const names = usedBy.map(({ name }) => `“${name}”`).join(', ');
  throw new SignetError('IN_USE', `“${id}” is used by ${names}: assign another template there first.`, {
    details: { usedBy },
  });
}

function changedContent({ meta, source }: TemplateContent, changes: DraftChange): TemplateContent {
  const { html = source.html, text = source.text ?? null, ...changedMeta } = changes;
  return { meta: { ...meta, ...changedMeta }, source: { html, ...(text === null ? {} : { text }) } };
}

/** What the audit log tells of a change: the parts of the content that differ, else what was set. */
function auditedContent(template: Template, { draft, ...rest }: Partial<TemplateChange>) {
  if (!draft) return { before: undefined, after: Object.keys(rest).length > 0 ? rest : undefined };
  const was = template.draft;
  return {
    before: was && { size: was.source.html.length, title: was.meta.title },
    after: { size: draft.source.html.length, title: draft.meta.title },
  };
}
