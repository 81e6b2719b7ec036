import {
  type ComposeType,
  composeTypes,
  type Recipients,
  recipientsSchema,
  type When,
  type Who,
  weekdays,
} from '../../contract/index.ts';
import { isEveryone } from '../groups/index.ts';
import { boundsOf } from './period.ts';

/** What assignments and campaigns have in common: of several that fit a mail, the first decides. */
interface Ruled {
  enabled: boolean;
  who: Who;
  when: When;
}

/** The last of those that together take every mail before it comes to this one; undefined where one may come. */
export function hiddenBy<Rule extends Ruled>(rule: Rule, earlier: readonly Rule[], timeZone: string): Rule | undefined {
  let by: Rule | undefined;
  for (const composeType of rule.when.composeTypes ?? composeTypes)
    for (const recipients of recipientsOf(rule.when)) {
      const cell = { composeType, recipients };
      by = earlier.find((before) => before.enabled && covers(before, rule, cell, timeZone));
      if (!by) return undefined;
    }
  return by;
}

const recipientsOf = ({ recipients }: When): readonly Recipients[] =>
  recipients ? [recipients] : recipientsSchema.options;

/** Does the one match whenever the other does, for mails of this kind? Where that cannot be seen from them: no. */
function covers(
  one: Ruled,
  other: Ruled,
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
  if (isForAll(one)) return true;
  if (other.everyone || !(other.groupIds || other.personIds)) return false;
  const within = (theirs: string[] | undefined, mine: string[] | undefined) =>
    theirs === undefined || theirs.every((id) => mine?.includes(id));
  return within(other.groupIds, one.groupIds) && within(other.personIds, one.personIds);
}

/** Does it name everyone, whatever else it asks? */
export function isForAll({ everyone, groupIds, personIds }: Who): boolean {
  return everyone === true || !(groupIds || personIds) || (groupIds?.some(isEveryone) ?? false);
}

/** Is every value of a condition among those of another? An absent condition takes every value. */
function isWithin<Value>(values: Value[] | undefined, among: Value[] | undefined): boolean {
  if (!among) return true;
  return values?.every((value) => among.includes(value)) ?? false;
}

/** May both fit the same mail? Whether anybody is in both audiences is not asked, unless both name their people. */
export function mayMeet(one: Ruled, other: Ruled, timeZone: string): boolean {
  const [mine, theirs] = [one.when, other.when];
  const shares = <Value>(some: Value[] | undefined, others: Value[] | undefined) =>
    !some || !others || some.some((value) => others.includes(value));
  if (!shares(mine.composeTypes, theirs.composeTypes) || !shares(mine.weekdays, theirs.weekdays)) return false;
  if (mine.recipients && theirs.recipients && mine.recipients !== theirs.recipients) return false;
  if (namesPeople(one.who) && namesPeople(other.who) && !shares(one.who.personIds, other.who.personIds)) return false;
  const [first, second] = [boundsOf(mine, timeZone), boundsOf(theirs, timeZone)];
  const before = (end: Date | undefined, start: Date | undefined) =>
    end !== undefined && start !== undefined && end <= start;
  return !before(first.ends, second.starts) && !before(second.ends, first.starts);
}

const namesPeople = ({ everyone, groupIds, personIds }: Who) => !everyone && !groupIds && personIds !== undefined;
