import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import { directoryUserSchema, type UserPage, userSelect } from './directory-user.ts';
import type { Graph } from './graph-client.ts';

const userPageSchema = z.object({ value: z.array(directoryUserSchema), '@odata.nextLink': z.string().optional() });
const anyPageSchema = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** The largest page of /users (learn.microsoft.com/graph/api/user-list). */
const pageSize = 999;
/** More pages than any tenant has: a chain of links that long goes in circles. */
const mostPages = 20_000;

/** A tenant's users, as Graph lists them; pages follow each other until the last one has come. */
export async function* readUserPages(
  graph: Graph,
  options: { signal?: AbortSignal; top?: number } = {},
): AsyncGenerator<UserPage> {
  const seen = new Set<string>();
  const query = {
    $select: userSelect,
    $top: String(options.top ?? pageSize),
    $expand: 'manager($select=id,displayName,mail)',
  };
  let link: string | undefined;
  do {
    const answer = await graph.read(
      link === undefined ? { path: '/users', query, signal: options.signal } : { link, signal: options.signal },
    );
    const page = readPage(answer);
    yield page;
    link = page.nextLink;
    if (link !== undefined) refuseLoop(seen, link);
  } while (link !== undefined);
}

/** One user by object id or user principal name, or null where there is none. */
export async function readOneUser(graph: Graph, id: string): Promise<UserPage['users'][number] | null> {
  try {
    const query = { $select: userSelect, $expand: 'manager($select=id,displayName,mail)' };
    return directoryUserSchema.parse(await graph.read({ path: `/users/${encodeURIComponent(id)}`, query }));
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

function readPage(answer: unknown): UserPage {
  const page = userPageSchema.safeParse(answer);
  if (!page.success) {
    const where = page.error.issues[0];
    throw new SignetError(
      'DIRECTORY_ANSWER',
      `Microsoft Graph sent a page of users that cannot be used (${where?.path.join('.')}: ${where?.message}).`,
      { cause: page.error },
    );
  }
  return { users: page.data.value, nextLink: page.data['@odata.nextLink'] };
}

/** Graph has been seen handing out the same page for ever: a link that comes twice ends the read. */
function refuseLoop(seen: Set<string>, link: string): void {
  if (seen.has(link) || seen.size >= mostPages) {
    throw new SignetError(
      'DIRECTORY_ANSWER',
      'Microsoft Graph gave the same next page twice; the read was stopped before it went round in circles.',
    );
  }
  seen.add(link);
}
