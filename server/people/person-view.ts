import type { PersonView } from '../../contract/index.ts';
import type { Person } from './person.ts';

/** A person as JSON leaves the house. `names` gives each group's name. */
export function toPersonView(person: Person, names: Map<string, string>): PersonView {
  const { id, source, kind, state, address, addresses, formerAddresses, fields, groupIds, updatedAt } = person;
  const { groupIdsByHand = [], sources = {}, overrides = {}, dataSync, endedAt, removed, photo } = person;
  return {
    id,
    source,
    kind,
    state,
    ...(address ? { address } : {}),
    addresses,
    ...(formerAddresses?.length
      ? { formerAddresses: formerAddresses.map((one) => ({ address: one.address, until: one.until.toISOString() })) }
      : {}),
    fields,
    sources,
    ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
    dataSync: dataSync === true,
    ...(photo ? { photo: { tag: photo, uploaded: person.photoUploaded === true } } : {}),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
    ...(removed ? { removed: { ...removed, at: removed.at.toISOString() } } : {}),
    groups: groupIds.map((groupId) => ({
      id: groupId,
      name: names.get(groupId) ?? groupId,
      ...(groupIdsByHand.includes(groupId) ? { byHand: true as const } : {}),
    })),
    updatedAt: updatedAt.toISOString(),
  };
}
