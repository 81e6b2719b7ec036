import type { ComposeType } from '../../contract/index.ts';

/** Who × when → template. The first one that matches, in order, decides. */
export interface Assignment {
  id: string;
  order: number;
  /** null: whoever this matches gets no signature. */
  templateId: string | null;
  /** Everyone, or members of any of the groups, or any of the persons. */
  who: { everyone?: boolean; groupIds?: string[]; personIds?: string[] };
  /** All that is given must hold; an absent condition always does. `starts` is the first moment, `ends` the first no more. */
  when: { composeTypes?: ComposeType[]; from?: string[]; starts?: Date; ends?: Date };
}

/** What an assignment is held against. */
export interface AssignmentContext {
  personId: string;
  groupIds: readonly string[];
  from: string;
  composeType: ComposeType;
  at: Date;
}

/** Why one assignment was chosen or passed over. */
export interface AssignmentStep {
  assignment: string;
  template: string | null;
  matched: boolean;
  reason: string;
}

/** The first matching assignment; assignments must be in order. */
export function choose(assignments: readonly Assignment[], context: AssignmentContext): Assignment | undefined {
  return assignments.find((assignment) => obstacle(assignment, context) === undefined);
}

/** The same choice with the reason for every assignment, for people who ask why. */
export function explainChoice(assignments: readonly Assignment[], context: AssignmentContext): AssignmentStep[] {
  const chosen = choose(assignments, context);
  return assignments.map((assignment) => {
    const against = obstacle(assignment, context);
    const step = { assignment: assignment.id, template: assignment.templateId };
    if (against !== undefined) return { ...step, matched: false, reason: against };
    if (assignment === chosen) return { ...step, matched: true, reason: 'The first assignment that matches.' };
    return { ...step, matched: false, reason: `It would match, but “${chosen?.id}” stands before it.` };
  });
}

/** The next moment at which this choice may come out differently: a beginning or end that would otherwise match. */
export function nextChange(assignments: readonly Assignment[], context: AssignmentContext): Date | undefined {
  const moments = assignments.flatMap(({ who, when }) => {
    const timeless = { composeTypes: when.composeTypes, from: when.from };
    if (whoObstacle(who, context) !== undefined || whenObstacle(timeless, context) !== undefined) return [];
    return [when.starts, when.ends].filter((moment) => moment !== undefined && moment > context.at);
  });
  return moments.reduce((first, moment) => (first && moment && first < moment ? first : moment), undefined);
}

function obstacle({ who, when }: Assignment, context: AssignmentContext): string | undefined {
  return whoObstacle(who, context) ?? whenObstacle(when, context);
}

function whoObstacle(who: Assignment['who'], { personId, groupIds }: AssignmentContext): string | undefined {
  if (who.everyone) return undefined;
  if (who.personIds?.includes(personId)) return undefined;
  if (who.groupIds?.some((id) => groupIds.includes(id))) return undefined;
  if (who.groupIds?.length) return 'The person is in none of its groups.';
  return 'The person is not among its persons.';
}

function whenObstacle(when: Assignment['when'], { composeType, from, at }: AssignmentContext): string | undefined {
  if (when.composeTypes && !when.composeTypes.includes(composeType)) {
    return `It is for ${when.composeTypes.join(', ')}, not for ${composeType}.`;
  }
  if (when.from && !when.from.includes(from)) return 'It is for other sender addresses.';
  if (when.starts && at < when.starts) return `It starts at ${when.starts.toISOString()}.`;
  if (when.ends && at >= when.ends) return `It ended at ${when.ends.toISOString()}.`;
  return undefined;
}
