import type { PersonFields } from '../../contract/index.ts';
import { audit } from '../access/index.ts';
import { deletePeople, readDirectoryOwners, readPeopleByHand, updatePerson } from './by-hand-store.ts';
import { moveGrants } from './grant-store.ts';
import { nameFor } from './name-for.ts';
import type { PersonDocument } from './person-model-store.ts';
import { moveUploadedPhoto } from './photo-store.ts';

/**
 * Someone entered by hand whose address the directory has, too, becomes one person with that user: what was entered stays as
 * entered by hand, groups and grants go along, and the entry by hand is gone. Looks at what is there and not at a plan, so that it
 * may be interrupted, repeated, and called after every sync; where nobody was entered by hand it costs one look into an index.
 * Gives how many were taken up.
 */
export async function adoptPeopleByHand(tenantId: string, now: Date): Promise<number> {
  const byHand = await readPeopleByHand(tenantId);
  let adopted = 0;
  for (let start = 0; start < byHand.length; start += 500) {
    const portion = byHand.slice(start, start + 500);
    const owners = await readDirectoryOwners(
      tenantId,
      portion.flatMap(({ addresses }) => addresses),
    );
    for (const person of portion) {
      const owner = ownerOf(person, owners);
      if (!owner) continue;
      await takeUp(person, owner, now);
      adopted += 1;
    }
  }
  return adopted;
}

/** Whoever has the primary address, else whoever has another one; owners come by rank. */
function ownerOf({ addresses }: PersonDocument, owners: PersonDocument[]): PersonDocument | undefined {
  for (const address of addresses) {
    const owner = owners.find((candidate) => candidate.addresses.includes(address));
    if (owner) return owner;
  }
  return undefined;
}

async function takeUp(person: PersonDocument, owner: PersonDocument, now: Date): Promise<void> {
  const { tenantId } = owner;
  const added = [...new Set([...(owner.addedGroupIds ?? []), ...person.groupIds])];
  const kept = overridesFrom(person, owner);
  const values = owner.source === 'manual' ? 'fields' : 'overrides';
  await updatePerson(
    tenantId,
    owner._id,
    {
      $set: {
        ...Object.fromEntries(Object.entries(kept).map(([field, value]) => [`${values}.${field}`, value])),
        ...(added.length > 0 ? { addedGroupIds: added } : {}),
        ...(person.dataSync ? { dataSync: true } : {}),
        ...(person.state === 'paused' ? { state: 'paused' } : {}),
      },
    },
    { now },
  );
  await moveGrants(tenantId, person._id, owner._id);
  await moveUploadedPhoto(tenantId, person._id, owner._id);
  await audit(
    tenantId,
    {
      by: { kind: 'system', name: 'sync' },
      what: 'person.adopt',
      targets: [owner._id, person._id],
      after: { overrides: kept },
    },
    now,
  );
  await deletePeople(tenantId, [person._id]);
}

/** What was entered and is not the same in the directory; what was changed by hand there already goes before. */
function overridesFrom(person: PersonDocument, owner: PersonDocument): PersonFields {
  const there = { ...owner.overrides } as Record<string, string>;
  const read = owner.fields as Record<string, string>;
  const isNew = ([field, value]: [string, string]) =>
    value !== '' && !(field in there) && read[field]?.toLowerCase() !== value.toLowerCase();
  const madeUp = (field: string, value: string) => field === 'displayName' && value === nameFor(person);
  const entered = Object.entries(person.fields) as [string, string][];
  return Object.fromEntries(entered.filter(isNew).filter(([field, value]) => !madeUp(field, value)));
}
