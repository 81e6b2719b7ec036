import type { AssignmentView } from '../../contract/index.ts';
import type { Assignment } from './assignment.ts';
import { hiddenBy } from './overlap.ts';
import { boundsOf, type Moment } from './period.ts';

/** What is known around a tenant's assignments. */
export interface AssignmentFacts extends Moment {
  /** Templates that people can be given. */
  templates: ReadonlySet<string>;
  /** Groups by id. */
  names: ReadonlyMap<string, string>;
}

/** Assignments in order, each with why it can never decide, where that is so. */
export function toAssignmentViews(assignments: readonly Assignment[], facts: AssignmentFacts): AssignmentView[] {
  return assignments.map((assignment, index) => {
    const { id, name, enabled, templateId, choices, who, when, changedAt, changedBy } = assignment;
    return {
      ...{ id, name, position: index + 1, enabled, templateId, choices, who, when },
      changedAt: changedAt.toISOString(),
      changedBy,
      conflicts: conflictsOf(assignment, assignments.slice(0, index), facts),
      groups: (who.groupIds ?? []).flatMap((groupId) => {
        const found = facts.names.get(groupId);
        return found === undefined ? [] : [{ id: groupId, name: found }];
      }),
    };
  });
}

function conflictsOf(
  assignment: Assignment,
  earlier: readonly Assignment[],
  { templates, names, at, timeZone }: AssignmentFacts,
): AssignmentView['conflicts'] {
  if (!assignment.enabled) return [];
  const conflicts: AssignmentView['conflicts'] = [];
  const by = hiddenBy(assignment, earlier, timeZone);
  if (by) conflicts.push({ code: 'HIDDEN', by: by.id, message: `“${by.name}” stands before it and takes everything.` });
  const { ends } = boundsOf(assignment.when, timeZone);
  if (ends && ends <= at) conflicts.push({ code: 'OVER', message: 'Its time is over.' });
  for (const id of [assignment.templateId, ...assignment.choices])
    if (id !== null && !templates.has(id))
      conflicts.push({ code: 'TEMPLATE', message: `No template “${id}” is published.` });
  for (const id of assignment.who.groupIds ?? [])
    if (!names.has(id)) conflicts.push({ code: 'GROUP', message: `There is no group ${id} any more.` });
  return conflicts;
}
