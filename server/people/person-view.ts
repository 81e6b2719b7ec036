import type { PersonView } from '../../contract/index.ts';
import type { Person } from './person.ts';

/** A person as JSON leaves the house. `names` gives each group's name. */
export function toPersonView(person: Person, names: Map<string, string>): PersonView {
  const { id, source, kind, state, address, addresses, fields, groupIds, updatedAt } = person;
  return {
    id,
    source,
    kind,
    state,
    ...(address ? { address } : {}),
    addresses,
    fields,
    groups: groupIds.map((groupId) => ({ id: groupId, name: names.get(groupId) ?? groupId })),
    updatedAt: updatedAt.toISOString(),
  };
}
