import type { Who } from '../../contract/index.ts';
import { groupNames } from '../groups/index.ts';
import { conditionProblems, findPeople } from '../people/index.ts';

/** Why nobody can be meant by this, or not those who were: groups and persons that are not there, a condition that is none. */
export async function whoProblems(
  tenantId: string,
  { groupIds = [], personIds = [], condition }: Who,
): Promise<string[]> {
  const names = groupIds.length > 0 ? await groupNames(tenantId) : new Map<string, string>();
  const persons = new Set((await findPeople(tenantId, personIds)).map(({ id }) => id));
  return [
    ...groupIds.filter((id) => !names.has(id)).map((id) => `who.groupIds: there is no group ${id}.`),
    ...personIds
      .filter((id) => !persons.has(id))
      .map((id) => `who.personIds: there is no person ${id}. Ids stand in GET /api/v1/people; take this one out.`),
    ...(condition ? conditionProblems(condition) : []).map((text) => `who.condition has ${text}`),
  ];
}
