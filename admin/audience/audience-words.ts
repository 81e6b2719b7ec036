import type { When, Who } from '../../contract/index.ts';
import { describeCondition } from '../conditions/condition-words.ts';
import { formatLocal, weekdayNames } from '../dates.ts';
import { messages } from '../messages/messages.ts';
import { audienceText } from './messages.ts';

/** Whom an assignment or campaign concerns, in words. */
export function describeWho(who: Who, groupName: (id: string) => string): string {
  const everyone = !(who.groupIds || who.personIds) || who.groupIds?.some((id) => id.endsWith(':everyone'));
  const parts = [
    who.groupIds?.length ? audienceText.inGroups(who.groupIds.map(groupName).join(', ')) : undefined,
    who.personIds?.length ? audienceText.persons(who.personIds.length) : undefined,
  ].filter((part) => part !== undefined);
  const named = everyone ? audienceText.everyone : parts.join(', ');
  return who.condition ? audienceText.ifCondition(named, describeCondition(who.condition, groupName)) : named;
}

/** When it holds, in words. */
export function describeWhen(when: When): string {
  const days = weekdayNames();
  const parts = [
    when.composeTypes?.map((type) => messages.composeTypes[type]).join(', '),
    when.recipients && audienceText[when.recipients],
    when.from && audienceText.sentFrom(when.from.join(', ')),
    when.starts && audienceText.from(formatLocal(when.starts)),
    when.ends && audienceText.until(formatLocal(when.ends)),
    when.weekdays?.map((day) => days[day]).join(', '),
    when.languages?.join(', '),
  ].filter(Boolean);
  return parts.join(' · ') || audienceText.always;
}
