import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import { readUsersById } from './directory.ts';
import { type DirectoryPage, readPage, readPages } from './directory-pages.ts';
import { eventual, searchDirectory } from './directory-search.ts';
import { type DirectoryUser, directoryUserSchema, isDirectoryUser, userSelect } from './directory-user.ts';
import { batchSize } from './graph-batch.ts';
import type { Graph } from './graph-client.ts';

/** What kind of group it is. Source: learn.microsoft.com/graph/api/resources/groups-overview. */
export type DirectoryGroupKind = 'microsoft365' | 'security' | 'mailEnabledSecurity' | 'distribution';

/** A group of the tenant, as the scope's type-ahead offers it. */
export interface DirectoryGroup {
  id: string;
  name: string;
  mail?: string;
  kind: DirectoryGroupKind;
}

const groupSchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  groupTypes: z.array(z.string()).nullish(),
  mailEnabled: z.boolean().nullish(),
  securityEnabled: z.boolean().nullish(),
});
const groupSelect = 'id,displayName,mail,groupTypes,mailEnabled,securityEnabled';
/** The first twenty groups whose name or mail fits the text. */
export async function searchGroups(graph: Graph, text: string): Promise<DirectoryGroup[]> {
  const search = {
    path: '/groups' as const,
    $select: groupSelect,
    properties: ['displayName', 'mail'],
    item: groupSchema,
  };
  return (await searchDirectory(graph, search, text)).map(toGroup);
}

/** The group with this id, or null where it has vanished. */
export async function readGroup(graph: Graph, groupId: string): Promise<DirectoryGroup | null> {
  try {
    return toGroup(
      groupSchema.parse(
        await graph.read({ path: `/groups/${encodeURIComponent(groupId)}`, query: { $select: groupSelect } }),
      ),
    );
  } catch (error) {
    if (error instanceof SignetError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** How many users are in a group, nested ones included; null where Graph does not say. */
export async function countMembers(graph: Graph, groupId: string, signal?: AbortSignal): Promise<number | null> {
  const query = { $count: 'true', $top: '1', $select: 'id' };
  const answer = await graph.read({ path: membersPath(groupId), query, headers: eventual, signal });
  const counted = z.object({ '@odata.count': z.number() }).safeParse(answer);
  return counted.success ? counted.data['@odata.count'] : null;
}

/** One page of a group's users with their managers, nested groups included: the first, or the one a link leads to. */
export async function readMemberPage(
  graph: Graph,
  groupId: string,
  link: string | undefined,
  signal?: AbortSignal,
  select: string = userSelect,
): Promise<DirectoryPage<DirectoryUser>> {
  const first = { path: membersPath(groupId), query: { $select: select, $top: '999', $count: 'true' } };
  const page = await readPage(
    graph,
    { ...(link === undefined ? first : { link }), headers: eventual, signal },
    directoryUserSchema,
    isDirectoryUser,
  );
  return { ...page, items: await withManagers(graph, page.items, signal) };
}

/** Batches under way at a time. */
const together = 4;

/**
 * Users with their managers. A list of members comes without: an advanced query takes no `$expand` of a manager
 * (learn.microsoft.com/graph/aad-advanced-queries), and so they are asked for one by one.
 */
async function withManagers(graph: Graph, users: DirectoryUser[], signal?: AbortSignal): Promise<DirectoryUser[]> {
  const managers = new Map<string, DirectoryUser['manager']>();
  for (let start = 0; start < users.length; start += together * batchSize) {
    const batches = Array.from({ length: together }, (_, at) =>
      users.slice(start + at * batchSize, start + (at + 1) * batchSize).map(({ id }) => id),
    ).filter((ids) => ids.length > 0);
    const found = await Promise.all(batches.map((ids) => readUsersById(graph, ids, signal, 'id')));
    for (const [id, user] of found.flatMap((one) => [...one])) managers.set(id, user?.manager);
  }
  return users.map((user) => ({ ...user, manager: managers.get(user.id) }));
}

/** The object ids of a group's users, nested groups included. */
export async function readMemberIds(
  graph: Graph,
  groupId: string,
  options: { signal?: AbortSignal } = {},
): Promise<Set<string>> {
  const ids = new Set<string>();
  const query = { $select: 'id', $top: '999', $count: 'true' };
  for await (const page of readPages(
    graph,
    { path: membersPath(groupId), query, headers: eventual, signal: options.signal },
    z.looseObject({ id: z.string() }),
  )) {
    for (const { id } of page) ids.add(id.toLowerCase());
  }
  return ids;
}

/** The ids of the groups that a user is in, nested ones included. Source: learn.microsoft.com/graph/api/user-list-transitivememberof. */
export async function readGroupIdsOf(graph: Graph, userId: string, signal?: AbortSignal): Promise<Set<string>> {
  const path = `/users/${encodeURIComponent(userId)}/transitiveMemberOf/microsoft.graph.group`;
  const query = { $select: 'id', $top: '999', $count: 'true' };
  const ids = new Set<string>();
  const groups = readPages(graph, { path, query, headers: eventual, signal }, z.looseObject({ id: z.string() }));
  for await (const page of groups) for (const { id } of page) ids.add(id.toLowerCase());
  return ids;
}

function membersPath(groupId: string): string {
  return `/groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.user`;
}

function toGroup(group: z.infer<typeof groupSchema>): DirectoryGroup {
  return {
    id: group.id,
    name: group.displayName ?? group.id,
    ...(group.mail ? { mail: group.mail } : {}),
    kind: kindOf(group),
  };
}

function kindOf({ groupTypes, mailEnabled, securityEnabled }: z.infer<typeof groupSchema>): DirectoryGroupKind {
  if (groupTypes?.includes('Unified')) return 'microsoft365';
  if (mailEnabled) return securityEnabled ? 'mailEnabledSecurity' : 'distribution';
  return 'security';
}
