import type { ConditionTrail, Who } from '../../contract/index.ts';
import { explainCondition, holds, type Person, type Subject } from '../people/index.ts';

/** What of a person decides over templates and campaigns. */
export type Audience = Pick<Person, 'id' | 'groupIds' | 'addresses' | 'kind' | 'source' | 'fields'>;

/** Why a person is not among `who`; undefined where they are. */
export function whoObstacle(who: Who, person: Audience): string | undefined {
  const { everyone, groupIds, personIds, condition } = who;
  const named = everyone || groupIds || personIds;
  const isNamed =
    everyone || personIds?.includes(person.id) || groupIds?.some((id) => person.groupIds.includes(id)) === true;
  if (named && !isNamed) {
    return groupIds ? 'The person is in none of its groups.' : 'The person is not among its persons.';
  }
  if (!named && !condition) return 'It names nobody.';
  if (condition && !holds(condition, subjectOf(person))) return 'Its condition does not hold for the person.';
  return undefined;
}

/** The condition of `who` with each value it met; undefined where there is none. */
export function whoTrail({ condition }: Who, person: Audience): ConditionTrail | undefined {
  return condition && explainCondition(condition, subjectOf(person));
}

function subjectOf({ groupIds, addresses, kind, source, fields }: Audience): Subject {
  return {
    valuesOf(field) {
      if (field === 'address') return addresses;
      if (field === 'kind') return [kind];
      if (field === 'source') return [source];
      const value = Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : undefined;
      return value ? [value] : [];
    },
    memberOf: new Set(groupIds),
  };
}
