import { LRUCache } from 'lru-cache';
import type { ComposeType } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import { messageOf, SignetError } from '../platform/errors.ts';
import { type AssignmentContext, type AssignmentStep, choose, explainChoice, nextChange } from './assignment.ts';
import { addAssignment, readAssignments } from './assignment-store.ts';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { defaultAssignments, type SeedGroups } from './default-assignments.ts';
import { markerOf } from './marker.ts';
import { holdPublished } from './published.ts';
import { type RenderedSignature, renderSignature } from './render-signature.ts';
import { readRevision } from './revision-store.ts';
import { readStarters } from './starters.ts';
import type { TemplateVersion, TemplateView } from './template.ts';
import { templateFields } from './template-fields.ts';
import { addTemplate, readPublished } from './template-store.ts';

/** Whose signature, from which address (lower case), for what kind of mail, at which moment. */
export interface SignatureRequest {
  person: Person;
  from: string;
  composeType: ComposeType;
  at: Date;
}

/** Which template somebody gets and why, with every assignment that was passed over. */
export interface Explanation {
  template: string | null;
  reason: string;
  trail: AssignmentStep[];
}

/** What the rooms above use. */
export interface SignatureService {
  /** null: this person gets none. Throws RENDER_FAILED or TEMPLATE_INVALID. */
  render(request: SignatureRequest): Promise<RenderedSignature | null>;
  explain(request: SignatureRequest): Promise<Explanation>;
  listTemplates(tenantId: string): Promise<TemplateView[]>;
  /** Idempotent: the starter templates and default assignments for a newly connected tenant. What exists stays as it is. */
  seed(tenantId: string, groups: SeedGroups): Promise<void>;
}

export interface SignatureDependencies {
  templatesFolder: string;
  markerSecret: string;
  clock: Clock;
  log: { warn(details: object, message: string): void };
  /** Where hosted images of templates are served from. The starters have none. */
  imagesUrl?: string;
}

/** The signatures of every tenant, on the default mongoose connection. */
export function createSignatures({
  templatesFolder,
  markerSecret,
  clock,
  log,
}: SignatureDependencies): SignatureService {
  const compiled = new LRUCache<string, CompiledTemplate>({ max: 1_000 });
  const published = holdPublished({ readRevision, readPublished, readAssignments }, clock, (tenantId, error) =>
    log.warn(
      { tenantId, error: messageOf(error) },
      'Templates and assignments could not be read; the ones in memory are used',
    ),
  );

  function compile({ tenantId, id, version, source }: TemplateVersion): CompiledTemplate {
    const key = `${tenantId}:${id}:${version}`;
    const ready = compiled.get(key) ?? compileTemplate(source);
    compiled.set(key, ready);
    return ready;
  }

  return {
    async render(request) {
      if (request.person.state === 'removed') return null;
      const { tenantId, id: personId } = request.person;
      const { templates, assignments } = await published.of(tenantId);
      const context = contextOf(request);
      const chosen = choose(assignments, context);
      if (chosen === undefined || chosen.templateId === null) return null;
      const version = templates.get(chosen.templateId);
      if (version === undefined) throw new SignetError('RENDER_FAILED', `There is no template “${chosen.templateId}”.`);
      const template = { id: version.id, version: version.version };
      const marker = markerOf(markerSecret, { tenantId, personId, template });
      const frame = { marker, template, images: [], validUntil: nextChange(assignments, context) };
      return renderSignature(compile(version), templateFields(request.person, request.from), frame);
    },

    async explain(request) {
      if (request.person.state === 'removed') return { template: null, reason: 'The person is removed.', trail: [] };
      const { assignments } = await published.of(request.person.tenantId);
      return explanation(explainChoice(assignments, contextOf(request)));
    },

    async listTemplates(tenantId) {
      const { templates } = await published.of(tenantId);
      return [...templates.values()].map(({ id, version, meta, publishedAt }) => {
        return {
          id,
          title: meta.title,
          description: meta.description,
          version,
          publishedAt: publishedAt.toISOString(),
        };
      });
    },

    async seed(tenantId, groups) {
      for (const { id, meta, source } of await readStarters(templatesFolder)) {
        compileTemplate(source);
        await addTemplate(tenantId, { tenantId, id, meta, source, publishedAt: clock.now() });
      }
      for (const assignment of defaultAssignments(groups)) await addAssignment(tenantId, assignment);
      published.forget(tenantId);
    },
  };
}

function contextOf({ person, from, composeType, at }: SignatureRequest): AssignmentContext {
  return { personId: person.id, groupIds: person.groupIds, from, composeType, at };
}

function explanation(trail: AssignmentStep[]): Explanation {
  const winner = trail.find(({ matched }) => matched);
  if (winner === undefined) return { template: null, reason: 'No assignment matches.', trail };
  const what = winner.template === null ? 'gives no signature' : `gives “${winner.template}”`;
  return {
    template: winner.template,
    reason: `Assignment “${winner.assignment}” is the first that matches and ${what}.`,
    trail,
  };
}
