import type { QueryFilter, UpdateQuery } from 'mongoose';
import type { BulkAction, PeopleSelection } from '../../contract/index.ts';
import { stored } from '../platform/mongo.ts';
import type { FieldUpdate } from './edit-person.ts';
import { peopleFilter } from './people-list-store.ts';
import { type PersonDocument, people, seen } from './person-model-store.ts';
import { deletePhotos } from './photo-store.ts';
import { showFields } from './shown-fields.ts';

/** Writes of people by hand. Sync's fence is not theirs to touch: what people enter counts whichever worker runs. */

/** Keeps someone entered by hand. @throws {SignetError} DUPLICATE where this id is there */
export async function insertPerson(person: PersonDocument): Promise<void> {
  await stored(() => people.create(person));
}

/** The stored person with this id, whatever their state; null where there is none. */
export async function readStored(tenantId: string, id: string): Promise<PersonDocument | null> {
  return stored(() => people.findOne({ _id: id, tenantId }).lean<PersonDocument>());
}

/** Changes one person, if they still are as `since` says. False: somebody was faster. */
export async function updatePerson(
  tenantId: string,
  id: string,
  update: FieldUpdate,
  { now, since }: { now: Date; since?: Date },
): Promise<boolean> {
  const filter = { _id: id, tenantId, ...(since ? { updatedAt: since } : {}) };
  const result = await stored(() =>
    people.updateOne(filter, { ...update, $set: { ...update.$set, updatedAt: now } } as UpdateQuery<PersonDocument>),
  );
  return result.matchedCount === 1;
}

/** Of these addresses, who has them, removed people included; people kept out without a trace are not. */
export async function readOwners(tenantId: string, addresses: string[]): Promise<PersonDocument[]> {
  if (addresses.length === 0) return [];
  const filter = { tenantId, addresses: { $in: addresses }, state: { $ne: 'leftOut' as const } };
  return stored(() => people.find(filter, seen).sort({ rank: 1, _id: 1 }).lean<PersonDocument[]>());
}

/** Forgets people and their photos; what they were is gone. */
export async function deletePeople(tenantId: string, ids: string[]): Promise<number> {
  await deletePhotos(tenantId, ids);
  return (await stored(() => people.deleteMany({ _id: { $in: ids }, tenantId }))).deletedCount;
}

/** Who is removed since before `before`. */
export async function readRemovedBefore(tenantId: string, before: Date, limit: number): Promise<PersonDocument[]> {
  const filter = { tenantId, state: 'removed' as const, removedAt: { $lt: before } };
  return stored(() => people.find(filter, seen).limit(limit).lean<PersonDocument[]>());
}

/** Leaves of someone only what keeps sync from bringing them back: no value, no address, no photo. */
export async function keepOutOnly(person: PersonDocument): Promise<void> {
  await deletePhotos(person.tenantId, [person._id]);
  const { _id, tenantId, objectId, fence, createdAt, updatedAt } = person;
  const mark: Omit<PersonDocument, '_id'> = {
    ...{ tenantId, objectId, fence, createdAt, updatedAt, source: 'directory', kind: 'user', state: 'leftOut' },
    ...{ keptOut: true, addresses: [], fields: {}, groupIds: [], memberOf: [], rank: '', inputHash: '' },
  };
  await stored(() => people.replaceOne({ _id, tenantId }, mark));
}

/** Everyone entered by hand and not removed: few, found by an index of their own. */
export async function readPeopleByHand(tenantId: string): Promise<PersonDocument[]> {
  const filter = {
    tenantId,
    source: 'manual' as const,
    objectId: null,
    state: { $ne: 'removed' as const },
  };
  return stored(() => people.find(filter, seen).lean<PersonDocument[]>());
}

/** Directory people, not removed, with one of these addresses. */
export async function readDirectoryOwners(tenantId: string, addresses: string[]): Promise<PersonDocument[]> {
  return (await readOwners(tenantId, addresses)).filter(
    ({ state, objectId }) => objectId !== undefined && state !== 'removed',
  );
}

/** In which people an action changes something. */
const concerned: Record<BulkAction, QueryFilter<PersonDocument>> = {
  pause: { state: 'active' },
  resume: { state: 'paused' },
  end: { source: 'directory', state: { $in: ['active', 'paused'] } },
  remove: { state: { $in: ['active', 'paused'] } },
  restore: { state: 'removed' },
};

/** Whom a selection names. */
function selected(tenantId: string, selection: PeopleSelection): QueryFilter<PersonDocument>[] {
  if ('ids' in selection) return [{ tenantId }, { _id: { $in: selection.ids } }, { state: { $ne: 'leftOut' } }];
  return peopleFilter(tenantId, 'query' in selection ? selection.query : {});
}

/** How many people a selection names. */
export async function countSelected(tenantId: string, selection: PeopleSelection): Promise<number> {
  return stored(() => people.countDocuments({ $and: selected(tenantId, selection) }));
}

/** Those of a selection in whom the action changes something, in portions. Changing them meanwhile does no harm. */
export async function* readConcerned(
  tenantId: string,
  selection: PeopleSelection,
  action: BulkAction,
  size = 1000,
): AsyncGenerator<PersonDocument[]> {
  // Ids begin with their tenant; a semicolon comes right after a colon.
  for (let last = `${tenantId}:`; ; ) {
    const range = { _id: { $gt: last, $lt: `${tenantId};` } };
    const query = people.find({ $and: [...selected(tenantId, selection), concerned[action], range] }, seen);
    const found = await stored(() => query.hint({ _id: 1 }).sort({ _id: 1 }).limit(size).lean<PersonDocument[]>());
    if (found.length > 0) yield found;
    if (found.length < size) return;
    last = String(found.at(-1)?._id);
  }
}

/** Carries out an action on these people, each only if they are still concerned. Gives how many changed. */
export async function changePeople(
  tenantId: string,
  persons: PersonDocument[],
  action: BulkAction,
  { now, reason, directoryWins }: { now: Date; reason?: string; directoryWins: boolean },
): Promise<number> {
  const updates = new Map<string, { update: UpdateQuery<PersonDocument>; ids: string[] }>();
  for (const person of persons) {
    const update = changeOf(person, action, { now, reason, directoryWins });
    // Ending leaves everyone with values of their own; the other actions make the same change to many.
    const key = action === 'end' ? person._id : JSON.stringify(update);
    const same = updates.get(key) ?? { update, ids: [] };
    same.ids.push(person._id);
    updates.set(key, same);
  }
  const operations = [...updates.values()].map(({ update, ids }) => ({
    updateMany: { filter: { _id: { $in: ids }, tenantId, ...concerned[action] }, update },
  }));
  return (await stored(() => people.bulkWrite(operations, { ordered: false }))).modifiedCount;
}

function changeOf(
  person: PersonDocument,
  action: BulkAction,
  { now, reason, directoryWins }: { now: Date; reason?: string; directoryWins: boolean },
): UpdateQuery<PersonDocument> {
  switch (action) {
    case 'pause':
      return { $set: { state: 'paused', updatedAt: now } };
    case 'resume':
      return { $set: { state: 'active', resumedAt: now, updatedAt: now } };
    case 'remove':
      return {
        $set: {
          ...{ state: 'removed', keptOut: true, removedAt: now, updatedAt: now },
          ...{ removedFrom: person.state === 'paused' ? 'paused' : 'active' },
          ...(reason ? { removedReason: reason } : {}),
        },
      };
    case 'restore':
      return {
        // Whom sync removed it would remove again: they are kept as paused until somebody lets them follow the directory.
        $set: { state: person.keptOut ? (person.removedFrom ?? 'active') : 'paused', updatedAt: now },
        $unset: { keptOut: '', removedAt: '', removedReason: '', removedFrom: '' },
      };
    case 'end':
      return endOf(person, now, directoryWins || person.dataSync === true);
  }
}

/** What is shown of them now is what stays; the directory has no say any more. */
function endOf(person: PersonDocument, now: Date, directoryWins: boolean): UpdateQuery<PersonDocument> {
  const { fields } = showFields(person, directoryWins);
  return {
    $set: { source: 'manual', state: 'active', fields, endedAt: now, updatedAt: now, inputHash: '' },
    $unset: { overrides: '', dataSync: '', raw: '' },
  };
}
