import {
  type AssignmentView,
  type ComposeType,
  composeTypes,
  type Recipients,
  recipientsSchema,
  type When,
  type Who,
  weekdays,
} from '../../contract/index.ts';
import type { Assignment } from './assignment.ts';
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

/** The last of those that together take every mail before it comes to this one; undefined where one may come. */
function hiddenBy(assignment: Assignment, earlier: readonly Assignment[], timeZone: string): Assignment | undefined {
  let by: Assignment | undefined;
  for (const composeType of assignment.when.composeTypes ?? composeTypes)
    for (const recipients of recipientsOf(assignment.when)) {
      const cell = { composeType, recipients };
      by = earlier.find((before) => before.enabled && covers(before, assignment, cell, timeZone));
      if (!by) return undefined;
    }
  return by;
}

const recipientsOf = ({ recipients }: When): readonly Recipients[] =>
  recipients ? [recipients] : recipientsSchema.options;

/** Does the one match whenever the other does, for mails of this kind? Where that cannot be seen from them: no. */
function covers(
  one: Assignment,
  other: Assignment,
  { composeType, recipients }: { composeType: ComposeType; recipients: Recipients },
  timeZone: string,
): boolean {
  const [mine, theirs] = [one.when, other.when];
  if (mine.composeTypes && !mine.composeTypes.includes(composeType)) return false;
  if (mine.recipients && mine.recipients !== recipients) return false;
  if (!isWithin(theirs.from, mine.from) || !isWithin(theirs.languages, mine.languages)) return false;
  if (mine.weekdays && !isWithin(theirs.weekdays ?? [...weekdays], mine.weekdays)) return false;
  const [outer, inner] = [boundsOf(mine, timeZone), boundsOf(theirs, timeZone)];
  if (outer.starts && !(inner.starts && inner.starts >= outer.starts)) return false;
  if (outer.ends && !(inner.ends && inner.ends <= outer.ends)) return false;
  return coversWho(one.who, other.who);
}

function coversWho(one: Who, other: Who): boolean {
  if (one.condition && JSON.stringify(one.condition) !== JSON.stringify(other.condition)) return false;
  if (one.everyone || !(one.groupIds || one.personIds)) return true;
  if (other.everyone || !(other.groupIds || other.personIds)) return false;
  const within = (theirs: string[] | undefined, mine: string[] | undefined) =>
    theirs === undefined || theirs.every((id) => mine?.includes(id));
  return within(other.groupIds, one.groupIds) && within(other.personIds, one.personIds);
}

/** Is every value of a condition among those of another? An absent condition takes every value. */
function isWithin<Value>(values: Value[] | undefined, among: Value[] | undefined): boolean {
  if (!among) return true;
  return values?.every((value) => among.includes(value)) ?? false;
}
