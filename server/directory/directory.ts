import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import { readPages } from './directory-pages.ts';
import { directoryUserSchema, type UserPage, userSelect } from './directory-user.ts';
import type { Graph } from './graph-client.ts';

const anyPageSchema = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** The largest page of /users (learn.microsoft.com/graph/api/user-list). */
const pageSize = 999;
const withManager = { $select: userSelect, $expand: 'manager($select=id,displayName,mail)' };

/** A tenant's users, as Graph lists them; pages follow each other until the last one has come. */
export async function* readUserPages(
  graph: Graph,
  options: { signal?: AbortSignal; top?: number } = {},
): AsyncGenerator<UserPage> {
  const query = { ...withManager, $top: String(options.top ?? pageSize) };
  for await (const users of readPages(graph, { path: '/users', query, signal: options.signal }, directoryUserSchema))
    yield { users };
}

/** One user by object id or user principal name, or null where there is none. */
export async function readOneUser(graph: Graph, id: string): Promise<UserPage['users'][number] | null> {
  try {
    return directoryUserSchema.parse(
      await graph.read({ path: `/users/${encodeURIComponent(id)}`, query: withManager }),
    );
  } catch (error) {
    if (error instanceof SignetError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
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
