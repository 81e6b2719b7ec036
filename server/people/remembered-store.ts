import { stored } from '../platform/mongo.ts';
import { readStored } from './by-hand-store.ts';
import { unpackUser } from './packed-user.ts';
import { people } from './person-store.ts';

/** The directory users that a tenant's sync remembers, in pages: to apply changed rules without reading the directory again. Who has left the directory is not among them. */
export async function* readRawPages(tenantId: string, size: number): AsyncGenerator<unknown[]> {
  let page: unknown[] = [];
  for await (const person of people.collection.find(
    { tenantId, source: 'directory', raw: { $exists: true } },
    { projection: { raw: 1 }, batchSize: size },
  )) {
    if (person.raw) page.push(unpackUser(person.raw));
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** The directory users remembered for these people. */
export async function readRaws(tenantId: string, ids: string[]): Promise<Map<string, unknown>> {
  if (ids.length === 0) return new Map();
  const found = await stored(() =>
    people.collection.find({ _id: { $in: ids as never[] }, tenantId }, { projection: { raw: 1 } }).toArray(),
  );
  return new Map(found.flatMap((person) => (person.raw ? [[String(person._id), unpackUser(person.raw)]] : [])));
}

/** Who was in a directory group when it was last read: object ids. */
export async function readMembersRemembered(tenantId: string, groupId: string): Promise<Set<string>> {
  const found = await stored(() =>
    people.collection.find({ tenantId, memberOf: groupId }, { projection: { objectId: 1 } }).toArray(),
  );
  return new Set(found.map((person) => String(person.objectId)));
}

/** The stored person, and what is remembered of their directory user, to be read by people; null where there is none. */
export async function readStoredInFull(tenantId: string, id: string): Promise<object | null> {
  const person = await readStored(tenantId, id);
  return person?.raw ? { ...person, raw: unpackUser(person.raw) } : person;
}
