import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import { type DirectoryPage, readPage } from './directory-pages.ts';
import { type DirectoryUser, directoryUserSchema, isDirectoryUser, userSelect } from './directory-user.ts';
import type { Graph, GraphRead } from './graph-client.ts';
import { GraphError } from './graph-error.ts';

const anyPageSchema = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** The largest page of /users (learn.microsoft.com/graph/api/user-list). */
const pageSize = 999;
const manager = 'manager($select=id,displayName,mail)';

/**
 * One page of the tenant's users: the first, or the one a link leads to. The first is asked for with managers and 999 users;
 * Graph has been seen refusing either of them for weeks, and then gets asked for less.
 */
export async function readUserPage(
  graph: Graph,
  link: string | undefined,
  signal?: AbortSignal,
  select: string = userSelect,
): Promise<DirectoryPage<DirectoryUser>> {
  if (link !== undefined) return readPage(graph, { link, signal }, directoryUserSchema, isDirectoryUser);
  const asking = (query: Record<string, string>): GraphRead => ({
    path: '/users',
    query: { $select: select, ...query },
    signal,
  });
  try {
    return await readPage(
      graph,
      asking({ $top: String(pageSize), $expand: manager }),
      directoryUserSchema,
      isDirectoryUser,
    );
  } catch (error) {
    if (!(error instanceof GraphError) || ![400, 501, 504].includes(error.status)) throw error;
    return readPage(graph, asking({ $top: '100' }), directoryUserSchema, isDirectoryUser);
  }
}

/** One user by object id, sign-in name or any address of theirs, or null where there is none. */
export async function readOneUser(
  graph: Graph,
  id: string,
  select: string = userSelect,
): Promise<DirectoryUser | null> {
  const query = { $select: select, $expand: manager };
  try {
    return directoryUserSchema.parse(await graph.read({ path: `/users/${encodeURIComponent(id)}`, query }));
  } catch (error) {
    if (!(error instanceof SignetError) || error.code !== 'NOT_FOUND') throw error;
    return id.includes('@') ? readUserByAddress(graph, id, query) : null;
  }
}

async function readUserByAddress(
  graph: Graph,
  address: string,
  query: Record<string, string>,
): Promise<DirectoryUser | null> {
  const text = address.replaceAll("'", "''");
  const $filter = `mail eq '${text}' or proxyAddresses/any(p:p eq 'smtp:${text}')`;
  const { items } = await readPage(graph, { path: '/users', query: { ...query, $filter } }, directoryUserSchema);
  return items[0] ?? null;
}

/** Up to twenty users by object id; null: the directory has none any more. Whom Graph does not show for another reason is not among them. */
export async function readUsersById(
  graph: Graph,
  ids: string[],
  signal?: AbortSignal,
  select: string = userSelect,
): Promise<Map<string, DirectoryUser | null>> {
  const pathOf = (id: string) => `/users/${encodeURIComponent(id)}?$select=${select}&$expand=${manager}`;
  const answers = await graph.readBatch(ids.map(pathOf), signal);
  return new Map(
    ids.flatMap((id): [string, DirectoryUser | null][] => {
      const { status, body } = answers.get(pathOf(id)) ?? {};
      if (status === 404) return [[id, null]];
      const user = directoryUserSchema.safeParse(body);
      return status === 200 && user.success ? [[id, user.data]] : [];
    }),
  );
}

/**
 * Proves that the application may read users and groups: one of each.
 * @throws {SignetError} CONSENT_MISSING, CREDENTIALS, … as Graph answers
 */
export async function probeDirectory(graph: Graph): Promise<void> {
  const users = anyPageSchema.safeParse(
    await graph.read({ path: '/users', query: { $top: '1', $select: 'id,displayName,mail' } }),
  );
  const groups = anyPageSchema.safeParse(
    await graph.read({ path: '/groups', query: { $top: '1', $select: 'id,displayName' } }),
  );
  if (!users.success || !groups.success)
    throw new SignetError('DIRECTORY_ANSWER', 'Microsoft Graph did not answer with a list. Check GRAPH_URL.');
}

/** What the tenant calls itself, or null where the application may not know: it is not worth a permission of its own. */
export async function readOrganisationName(graph: Graph): Promise<string | null> {
  try {
    const answer = z
      .object({ value: z.array(z.looseObject({ displayName: z.string() })) })
      .parse(await graph.read({ path: '/organization', query: { $select: 'displayName' } }));
    return answer.value[0]?.displayName ?? null;
  } catch {
    return null;
  }
}

/** Without User.Read.All, Graph answers 200 with everything but the id null: a fault of permission, never data. */
export function refuseEmptyUsers(users: DirectoryUser[]): void {
  const present = users.filter((user) => !user['@removed']);
  const empty = present.filter((user) => !user.userPrincipalName && !user.displayName && !user.mail);
  if (empty.length > 0 && empty.length === present.length) {
    throw new SignetError(
      'CONSENT_MISSING',
      'Microsoft Graph shows users without any property: the application lacks User.Read.All. Nothing was changed.',
    );
  }
}
