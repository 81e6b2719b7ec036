import type { Clock } from '../platform/clock.ts';
import { ensureGroup, listGroups } from './group-store.ts';

/** The group that everyone is in. */
export const everyone = 'Everyone';

/** The id of a tenant's group of this name: letter case and punctuation aside, so that "Sales" and "sales" are one. */
export function groupId(tenantId: string, name: string): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${tenantId}:${slug || 'group'}`;
}

/** Is this the id of a group that everyone is in? */
export function isEveryone(id: string): boolean {
  return id.endsWith(groupId('', everyone));
}

/** Makes the groups with these names, where missing, and gives their ids by name. */
export async function ensureGroups(
  tenantId: string,
  names: Iterable<string>,
  clock: Clock,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of new Set(names)) {
    const id = groupId(tenantId, name);
    await ensureGroup(tenantId, id, name, clock.now());
    ids.set(name, id);
  }
  return ids;
}

/** The name of each group of a tenant, by id. */
export async function groupNames(tenantId: string): Promise<Map<string, string>> {
  return new Map((await listGroups(tenantId)).map((group) => [group._id, group.name]));
}

/** Groups by name, as other rooms want them: their ids, made where missing. */
export function groupsByName(clock: Clock) {
  return {
    everyone,
    idOf: groupId,
    ensure: async (tenantId: string, names: string[]): Promise<string[]> => [
      ...new Set((await ensureGroups(tenantId, names, clock)).values()),
    ],
  };
}
