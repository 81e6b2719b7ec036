import { createHash } from 'node:crypto';
import { type DirectoryPage, readPage } from './directory-pages.ts';
import { type DirectoryUser, directoryUserSchema, isDirectoryUser, userSelect } from './directory-user.ts';
import type { Graph } from './graph-client.ts';
import { GraphError } from './graph-error.ts';

/** The properties that were read and that a delta link tracks, as a hash: other properties need a full read and a new link. */
export function selectHashOf(select: string): string {
  return createHash('sha1').update(select).digest('base64url');
}

/** Directory delta tokens live seven days (learn.microsoft.com/graph/delta-query-overview); one day earlier we read in full. Milliseconds. */
export const deltaLinkLife = 6 * 24 * 3_600_000;

/**
 * A link from which changes made after this moment are told, without reading anyone first.
 * null where this tenant offers none (external tenants) or has trouble with it: then every sync is a full one, which is no reason to fail.
 */
export async function readLatestDeltaLink(
  graph: Graph,
  signal?: AbortSignal,
  select: string = userSelect,
): Promise<string | null> {
  try {
    const page = await readPage(
      graph,
      { path: '/users/delta', query: { $select: select, $deltatoken: 'latest' }, signal },
      directoryUserSchema,
      isDirectoryUser,
    );
    return page.deltaLink ?? null;
  } catch (error) {
    if (error instanceof GraphError && (error.status === 400 || error.status === 404 || error.status === 501))
      return null;
    throw error;
  }
}

/** One page of changes: `items` are users as they are now, or `@removed`. The link is followed to the letter. */
export async function readDeltaPage(
  graph: Graph,
  link: string,
  signal?: AbortSignal,
): Promise<DirectoryPage<DirectoryUser>> {
  return readPage(graph, { link, signal }, directoryUserSchema, isDirectoryUser);
}

/**
 * Does this failure say that the delta link is no good any more? 410, `syncStateNotFound`, `resync…`, and in production also
 * 400 `Request_UnsupportedQuery`: any 4xx on a stored link but 401, 403 and 429 is a reason to read in full.
 */
export function isStaleLink(error: unknown): boolean {
  return (
    error instanceof GraphError && error.status >= 400 && error.status < 500 && ![401, 403, 429].includes(error.status)
  );
}
