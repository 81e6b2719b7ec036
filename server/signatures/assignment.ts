import type { AssignmentInput, AssignmentStep, ComposeType, Recipients, When } from '../../contract/index.ts';
import type { Person } from '../people/index.ts';
import { type Audience, whoObstacle, whoTrail } from './audience.ts';
import { earliest, type Moment, nextPeriodChange, periodObstacle } from './period.ts';

/** Who × when → template, as it stands in the tenant's ordered list. The first one that matches decides. */
export interface Assignment extends AssignmentInput {
  id: string;
  /** Grows with every change of it. */
  revision: number;
  changedAt: Date;
  changedBy: string;
}

/** What assignments and campaigns are held against: a person, a mail, a moment. */
export interface AssignmentContext extends Moment {
  person: Audience & Pick<Person, 'choices'>;
  /** Lower case. */
  from: string;
  composeType: ComposeType;
  recipients: Recipients;
  /** The published templates by id: an assignment of any other gives nothing. Absent: all are taken to be there. */
  templates?: ReadonlyMap<string, unknown>;
}

/** The first matching assignment; assignments must be in order. */
export function choose(assignments: readonly Assignment[], context: AssignmentContext): Assignment | undefined {
  return assignments.find((assignment) => obstacle(assignment, context) === undefined);
}

/** The template an assignment gives to this person: the one they chose, where it offers that. null: no signature. */
export function templateOf(assignment: Assignment, context: AssignmentContext): string | null {
  const chosen = context.person.choices?.[context.composeType];
  const offered = chosen !== undefined && assignment.choices.includes(chosen) && isThere(chosen, context);
  return offered ? chosen : assignment.templateId;
}

const isThere = (id: string, { templates }: AssignmentContext): boolean => templates?.has(id) ?? true;

/** The same choice with the reason for every assignment, for people who ask why. */
export function explainChoice(assignments: readonly Assignment[], context: AssignmentContext): AssignmentStep[] {
  const chosen = choose(assignments, context);
  return assignments.map((assignment) => {
    const { id, name, who } = assignment;
    const against = obstacle(assignment, context);
    const condition = whoTrail(who, context.person);
    const step = { assignment: id, name, template: assignment.templateId, ...(condition ? { condition } : {}) };
    if (against !== undefined) return { ...step, matched: false, reason: against };
    if (assignment !== chosen)
      return { ...step, matched: false, reason: `It would match, but “${chosen?.id}” stands before it.` };
    const template = templateOf(assignment, context);
    if (template === assignment.templateId)
      return { ...step, matched: true, reason: 'The first assignment that matches.' };
    return {
      ...step,
      template,
      matched: true,
      reason: 'The first that matches; the person chose among its templates.',
    };
  });
}

/** The next moment at which the choice may come out differently: a beginning or end that would otherwise match. */
export function nextChange(assignments: readonly Assignment[], context: AssignmentContext): Date | undefined {
  return earliest(
    assignments
      .filter(({ enabled, who, when }) => enabled && !whoObstacle(who, context.person) && !mailObstacle(when, context))
      .map(({ when }) => nextPeriodChange(when, context)),
  );
}

/** May it decide over such a mail at this moment, for somebody? */
export function isInForce({ enabled, when }: Assignment, mail: Omit<AssignmentContext, 'person' | 'from'>): boolean {
  const { composeTypes, recipients } = when;
  if (!enabled || periodObstacle(when, mail)) return false;
  if (composeTypes && !composeTypes.includes(mail.composeType)) return false;
  return !recipients || recipients === mail.recipients;
}

function obstacle(assignment: Assignment, context: AssignmentContext): string | undefined {
  const { enabled, who, when } = assignment;
  if (!enabled) return 'It is switched off.';
  return (
    whoObstacle(who, context.person) ??
    mailObstacle(when, context) ??
    periodObstacle(when, context) ??
    templateObstacle(assignment, context)
  );
}

/** Imported, restored or half-written data may name a template that nobody published: people get what comes next, not an error. */
function templateObstacle(assignment: Assignment, context: AssignmentContext): string | undefined {
  const template = templateOf(assignment, context);
  if (template === null || isThere(template, context)) return undefined;
  return `It gives the template “${template}”, which is not published.`;
}

/** Why `when` does not fit this mail, whatever the date; undefined where it does. */
export function mailObstacle(
  when: Pick<When, 'composeTypes' | 'from' | 'recipients' | 'languages'>,
  { composeType, from, recipients, person }: AssignmentContext,
): string | undefined {
  if (when.composeTypes && !when.composeTypes.includes(composeType))
    return `It is for ${when.composeTypes.join(', ')}, not for ${composeType}.`;
  if (when.from && !when.from.includes(from)) return 'It is for other sender addresses.';
  if (when.recipients && when.recipients !== recipients)
    return `It is for mail to ${when.recipients} recipients, not to ${recipients} ones.`;
  if (when.languages && !speaks(when.languages, person.fields.preferredLanguage))
    return `It is for people who prefer ${when.languages.join(', ')}${
      person.fields.preferredLanguage ? `, not ${person.fields.preferredLanguage}` : '; no language is known'
    }.`;
  return undefined;
}

/** Is this language, or the one it is a kind of, among them? */
function speaks(languages: string[], preferred = ''): boolean {
  const own = preferred.toLowerCase();
  return languages.some((language) => own === language.toLowerCase() || own.startsWith(`${language.toLowerCase()}-`));
}
