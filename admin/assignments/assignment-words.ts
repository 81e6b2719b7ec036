import type { AssignmentView } from '../../contract/index.ts';
import { messages } from '../messages/messages.ts';
import { assignmentText } from './messages.ts';

/** Whom an assignment concerns, in words. */
export function describeWho({ who, groups }: Pick<AssignmentView, 'who' | 'groups'>): string {
  const everyone = who.everyone || who.groupIds?.some((id) => id.endsWith(':everyone'));
  const parts = [
    who.groupIds?.length && !everyone ? assignmentText.inGroups(groups.map(({ name }) => name).join(', ')) : undefined,
    who.personIds?.length ? assignmentText.persons(who.personIds.length) : undefined,
    who.condition ? assignmentText.condition : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 || everyone ? [assignmentText.everyone, ...parts].join(', ') : parts.join(', ');
}

/** When it holds, in words. */
export function describeWhen({ when }: Pick<AssignmentView, 'when'>): string {
  const parts = [
    when.composeTypes?.map((type) => messages.composeTypes[type]).join(', '),
    when.recipients && assignmentText[when.recipients],
    when.from?.join(', '),
    when.starts && assignmentText.from(when.starts),
    when.ends && assignmentText.until(when.ends),
    when.languages?.join(', '),
  ].filter(Boolean);
  return parts.join(' · ') || assignmentText.always;
}
