import type { QueryFilter } from 'mongoose';
import type { PeopleQuery, PersonState } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';
import { stored } from '../platform/mongo.ts';
import type { Person } from './person.ts';
import { type PersonDocument, people, seen } from './person-model-store.ts';
import { toPeople } from './person-store.ts';

/** The index of the list. */
const byName = { tenantId: 1, 'fields.displayName': 1, _id: 1 } as const;
/** The states that an index holds. */
const notActive = ['paused', 'removed', 'leftOut'] as const;
/** A group of so many is read whole and sorted; of a larger one enough are found by going through everybody by name. */
const smallGroup = 1000;

/** Whom a list is narrowed to. */
export function peopleFilter(
  tenantId: string,
  query: Pick<PeopleQuery, 'query' | 'state' | 'group' | 'kind'>,
): QueryFilter<PersonDocument>[] {
  const conditions: QueryFilter<PersonDocument>[] = [{ tenantId }, { state: query.state ?? { $ne: 'leftOut' } }];
  if (query.group) conditions.push({ $or: memberOf(query.group) });
  if (query.kind) conditions.push({ kind: query.kind });
  if (query.query) conditions.push(containing(query.query));
  return conditions;
}

/** A page of people by name. The cursor is opaque: it says after whom the page starts. */
export async function listPeople(
  tenantId: string,
  query: PeopleQuery,
): Promise<{ people: Person[]; nextCursor?: string }> {
  const { group, ...others } = query;
  const conditions = peopleFilter(tenantId, others);
  if (group) conditions.push(await inGroup(tenantId, group));
  if (query.cursor) conditions.push(after(query.cursor));
  const found = await stored(() =>
    people
      .find({ $and: conditions }, seen)
      .sort({ 'fields.displayName': 1, _id: 1 })
      .limit(query.limit + 1)
      .lean<PersonDocument[]>(),
  );
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const more = found.length > query.limit && last;
  return {
    people: await toPeople(tenantId, page),
    ...(more ? { nextCursor: writeCursor(last.fields?.displayName ?? null, last._id) } : {}),
  };
}

const memberOf = (group: string) => [{ groupIds: group }, { addedGroupIds: group }];

/** Who is in a group: by id where they are few, so that nobody else is looked at. */
async function inGroup(tenantId: string, group: string): Promise<QueryFilter<PersonDocument>> {
  const found = await Promise.all(
    memberOf(group).map((member) =>
      stored(() =>
        people
          .find({ tenantId, ...member }, { _id: 1 })
          .limit(smallGroup + 1)
          .lean<{ _id: string }[]>(),
      ),
    ),
  );
  const ids = [...new Set(found.flat().map(({ _id }) => _id))];
  return ids.length <= smallGroup ? { _id: { $in: ids } } : { $or: memberOf(group) };
}

/** How many people of a tenant are in this state. */
export async function countPeople(tenantId: string, state: PersonState = 'active'): Promise<number> {
  const count = (filter: object, hint?: Record<string, 1>) =>
    stored(() => people.countDocuments({ tenantId, ...filter }, hint ? { hint } : {}));
  if (state !== 'active') return count({ state });
  // Nearly all are active, and no index holds these alone: the others are subtracted.
  const [all, ...others] = await Promise.all([count({}, byName), ...notActive.map((other) => count({ state: other }))]);
  return all - others.reduce((sum, one) => sum + one, 0);
}

/** Name, address or department contains the text. */
function containing(text: string): QueryFilter<PersonDocument> {
  const contains = { $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  const places = ['fields.displayName', 'addresses', 'fields.department', 'overrides.displayName'];
  return { $or: places.map((place) => ({ [place]: contains })) };
}

/** Who comes after the last one of the page before; the nameless come first. */
function after(cursor: string): QueryFilter<PersonDocument> {
  const { name, id } = readCursor(cursor);
  const field = 'fields.displayName';
  if (name === null) return { $or: [{ [field]: { $gt: '' } }, { [field]: null, _id: { $gt: id } }] };
  // The first condition says no more than the second, but an index can begin where it says.
  return { [field]: { $gte: name }, $or: [{ [field]: { $gt: name } }, { _id: { $gt: id } }] };
}

function writeCursor(name: string | null, id: string): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

function readCursor(cursor: string): { name: string | null; id: string } {
  try {
    const [name, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if ((name === null || typeof name === 'string') && typeof id === 'string') return { name, id };
  } catch {
    // Falls through to the same answer as a cursor of the wrong shape.
  }
  throw new SignetError('VALIDATION', 'cursor: this is not one that a page before gave.');
}
