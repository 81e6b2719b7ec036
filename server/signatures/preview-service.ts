import type {
  AssignmentInput,
  ImpactView,
  TemplateMeta,
  TemplatePreview,
  TemplatePreviewRequest,
} from '../../contract/index.ts';
import { findPerson, findPersonByAddress, type Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { SignetError } from '../platform/errors.ts';
import type { Assignment } from './assignment.ts';
import { impactOf } from './impact.ts';
import type { Published } from './published.ts';
import { samplePerson } from './sample-person.ts';
import type { SignatureService } from './signature-service.ts';
import type { TemplateContent, TemplateVersion } from './template.ts';
import { blankMeta } from './template.ts';
import type { TemplateCompiler } from './template-compiler.ts';
import { problemsOf } from './template-problems.ts';
import type { TemplateService } from './template-service.ts';

/** A source on top of a template's draft, or of a starter: what is absent is theirs. */
export interface Changed {
  starter?: string;
  html?: string;
  text?: string | null;
  images?: TemplateMeta['images'];
}

/** Looking before doing: nothing here changes anything. */
export interface PreviewService {
  /** A template, or a source of no template, as somebody would get it, whatever is assigned to them. */
  preview(tenantId: string, id: string | undefined, request: TemplatePreviewRequest): Promise<TemplatePreview>;
  /** What publishing the draft, or a source on top of it, would change for whom. @throws {SignetError} TEMPLATE_INVALID */
  templateImpact(
    tenantId: string,
    id: string,
    request: Changed & { samples: number; at?: string },
  ): Promise<ImpactView>;
  /** What another list of assignments would change for whom. */
  assignmentImpact(
    tenantId: string,
    request: { items: (AssignmentInput & { id: string })[]; samples: number; at?: string },
  ): Promise<ImpactView>;
}

export interface PreviewOptions {
  signatures: SignatureService;
  templates: Pick<TemplateService, 'content' | 'starter'>;
  compiler: TemplateCompiler;
  clock: Clock;
}

/** An id that no template can have, for sources that belong to none. */
const unsaved = 'UNSAVED';

/** Previews on top of what is published. */
export function createPreviews({ signatures, templates, compiler, clock }: PreviewOptions): PreviewService {
  async function subjectOf(
    tenantId: string,
    { person: id, address }: Pick<TemplatePreviewRequest, 'person' | 'address'>,
  ): Promise<Person> {
    if (!id && !address) return samplePerson(tenantId);
    const person = id
      ? await findPerson(tenantId, id)
      : await findPersonByAddress(tenantId, address ?? '', clock.now());
    if (!person) throw new SignetError('PERSON_UNKNOWN');
    return person;
  }

  /** What would be published: version 0 stands for no version yet, and is compiled each time. */
  async function draftOf(tenantId: string, id: string | undefined, changed: Changed): Promise<TemplateVersion> {
    const { starter } = changed;
    const known = id === undefined ? undefined : await templates.content(tenantId, id, 'draft');
    const draft = starter === undefined ? known : await templates.starter(starter);
    return { tenantId, id: id ?? unsaved, version: 0, publishedAt: clock.now(), ...changedBy(changed, draft) };
  }

  return {
    async preview(tenantId, id, { address, person: personId, from, composeType, recipients, at: asked, ...changed }) {
      const version = await draftOf(tenantId, id, changed);
      const person = await subjectOf(tenantId, { address, person: personId });
      const at = await signatures.moment(tenantId, asked);
      const problems = await problemsOf(version, compiler);
      const name = person.fields.displayName ?? person.address ?? person.id;
      const shared = { person: { id: person.id, name }, at: at.toISOString() };
      if (problems.some(({ severity }) => severity === 'error'))
        return { html: null, text: null, images: [], size: 0, problems, ...shared, campaign: null };
      const published = onlyThis(await signatures.current(tenantId), version);
      const sender = (from ?? address ?? person.address ?? '').toLowerCase();
      const request = { person: { ...person, state: 'active' as const }, from: sender, composeType, recipients, at };
      const rendered = await signatures.renderBy(published, request);
      if (rendered === null) throw new SignetError('INTERNAL');
      const { html, text, images, campaign = null } = rendered;
      return { html, text, images, size: html.length, problems, ...shared, campaign };
    },

    async templateImpact(tenantId, id, { samples, at, ...changed }) {
      const version = await draftOf(tenantId, id, changed);
      const [fatal] = (await problemsOf(version, compiler)).filter(({ severity }) => severity === 'error');
      if (fatal) throw new SignetError('TEMPLATE_INVALID', fatal.message, { details: fatal });
      const before = await signatures.current(tenantId);
      const after = { ...before, templates: new Map(before.templates).set(id, version) };
      const moment = await signatures.moment(tenantId, at);
      return impactOf(tenantId, { before, after, at: moment, samples }, { signatures, clock });
    },

    async assignmentImpact(tenantId, { items, samples, at }) {
      const before = await signatures.current(tenantId);
      const kept = { revision: 0, changedAt: clock.now(), changedBy: '' };
      const after = { ...before, assignments: items.map((item): Assignment => ({ ...item, ...kept })) };
      const moment = await signatures.moment(tenantId, at);
      return impactOf(tenantId, { before, after, at: moment, samples }, { signatures, clock });
    },
  };
}

/** The tenant's campaigns, and this template for everyone. */
function onlyThis(published: Published, version: TemplateVersion): Published {
  const everyone: Assignment = {
    ...{ id: 'preview', name: 'Preview', enabled: true, templateId: version.id, choices: [], who: { everyone: true } },
    ...{ when: {}, revision: 0, changedAt: version.publishedAt, changedBy: '' },
  };
  return { ...published, templates: new Map([[version.id, version]]), assignments: [everyone] };
}

function changedBy({ html, text, images }: Changed, draft: TemplateContent | undefined): TemplateContent {
  const { meta, source } = draft ?? { meta: blankMeta('Preview'), source: { html: '' } };
  const derived = text === undefined ? source.text : (text ?? undefined);
  return {
    meta: { ...meta, images: images ?? meta.images },
    source: { html: html ?? source.html, ...(derived === undefined ? {} : { text: derived }) },
  };
}
