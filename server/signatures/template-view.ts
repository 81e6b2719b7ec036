import type {
  AssignmentInput,
  TemplateDetail,
  TemplateProblem,
  TemplateState,
  TemplateVersionView,
  TemplateView,
  TemplateWaiting,
} from '../../contract/index.ts';
import {
  blankMeta,
  type Template,
  type TemplateContent,
  type TemplateVersion,
  type WaitingVersion,
} from './template.ts';

/** Which assignments give a template to anyone, or let people choose it. */
export function usersOf(
  id: string,
  assignments: readonly (AssignmentInput & { id: string })[],
): { id: string; name: string }[] {
  return assignments
    .filter(({ templateId, choices }) => templateId === id || choices.includes(id))
    .map((assignment) => ({ id: assignment.id, name: assignment.name }));
}

/** What an editor sees first: the draft, else what is published. */
export function shownContent({ draft }: Template, published: TemplateVersion | undefined): TemplateContent {
  return draft ?? published ?? { meta: blankMeta(''), source: { html: '' } };
}

/** One template in a list. */
export function toTemplateView(
  template: Template,
  published: TemplateVersion | undefined,
  assignments: readonly (AssignmentInput & { id: string })[],
): TemplateView {
  const { meta, source } = shownContent(template, published);
  return {
    id: template.id,
    title: meta.title,
    description: meta.description,
    state: stateOf(template),
    version: template.published,
    ...(published ? { publishedAt: published.publishedAt.toISOString(), publishedBy: published.publishedBy } : {}),
    changedAt: template.changedAt.toISOString(),
    changedBy: template.changedBy,
    size: source.html.length,
    usedBy: usersOf(template.id, assignments),
    ...(template.waiting ? { waiting: toWaiting(template.waiting) } : {}),
  };
}

/** One template to work on. */
export function toTemplateDetail(
  view: TemplateView,
  { meta, source }: TemplateContent,
  problems: TemplateProblem[],
): TemplateDetail {
  return { ...view, meta, source, problems };
}

/** One version of a history. */
export function toVersionView(version: TemplateVersion, published: number): TemplateVersionView {
  const { publishedAt, publishedBy = '', approvedBy, note, restored } = version;
  return {
    version: version.version,
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    approvedBy,
    note,
    restored,
    current: version.version === published,
  };
}

function stateOf({ archivedAt, published, draft }: Template): TemplateState {
  if (archivedAt) return 'archived';
  if (published === 0) return 'draft';
  return draft ? 'changed' : 'published';
}

function toWaiting(waiting: WaitingVersion): TemplateWaiting {
  const { by, requestedAt, needsApproval, approvedBy, note, at, publishAt, problem } = waiting;
  return {
    state: needsApproval && approvedBy === undefined ? 'approval' : 'scheduled',
    by: by.name,
    requestedAt: requestedAt.toISOString(),
    note,
    approvedBy,
    at,
    publishAt: publishAt?.toISOString(),
    problem,
  };
}
