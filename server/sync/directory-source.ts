import {
  type DirectoryUser,
  type Graph,
  readDeltaPage,
  readMemberPage,
  readUserPage,
  refuseEmptyUsers,
  watchLinks,
} from '../directory/index.ts';
import { SignetError } from '../platform/errors.ts';
import type { Scope } from '../tenants/index.ts';

/** Where a read stands: which chain of pages, and which page of it. */
export interface Position {
  /** Which group of the scope, or 0. */
  chain: number;
  link?: string;
}

/** One page of whatever is being read. */
export interface SourcePage {
  users: DirectoryUser[];
  /** Object ids that the directory says are gone. */
  removed: string[];
  next: Position | null;
  deltaLink?: string;
  /** The group of the scope that this page is of, and how many members are on it; null: it has vanished. */
  group?: { id: string; members: number | null };
}

/** Reads page after page, each by the position that the page before gave. */
export type DirectorySource = (position: Position) => Promise<SourcePage>;

/** Everyone, or the members of the chosen groups, one group after the other. */
export function fullSource(
  graph: Graph,
  { scope, select }: { scope: Scope; select: string },
  signal: AbortSignal,
): DirectorySource {
  const watch = watchLinks();
  if (scope.mode === 'all') {
    return async ({ link }) => {
      const page = await readUserPage(graph, link, signal, select);
      refuseEmptyUsers(page.items);
      return {
        users: page.items,
        removed: [],
        next: page.nextLink === undefined ? null : { chain: 0, link: watch(page.nextLink) },
      };
    };
  }
  return async ({ chain, link }) => {
    const groupId = String(scope.groupIds[chain]);
    const after = chain + 1 < scope.groupIds.length ? { chain: chain + 1 } : null;
    try {
      const page = await readMemberPage(graph, groupId, link, signal, select);
      refuseEmptyUsers(page.items);
      return {
        users: page.items,
        removed: [],
        next: page.nextLink === undefined ? after : { chain, link: watch(page.nextLink) },
        group: { id: groupId, members: page.items.length },
      };
    } catch (error) {
      if (!(error instanceof SignetError) || error.code !== 'NOT_FOUND') throw error;
      return { users: [], removed: [], next: after, group: { id: groupId, members: null } };
    }
  };
}

/** What changed since a delta link was given. */
export function deltaSource(graph: Graph, deltaLink: string, signal: AbortSignal): DirectorySource {
  const watch = watchLinks();
  return async ({ link }) => {
    const page = await readDeltaPage(graph, link ?? deltaLink, signal);
    const idOf = ({ id }: DirectoryUser) => id.toLowerCase();
    const lastWords = new Map(page.items.map((user) => [idOf(user), user]));
    if (page.nextLink === undefined && page.deltaLink === undefined) {
      throw new SignetError(
        'DIRECTORY_ANSWER',
        'Microsoft Graph ended a round of changes without a link to the next one.',
      );
    }
    return {
      users: page.items.filter((user) => !user['@removed'] && !lastWords.get(idOf(user))?.['@removed']),
      removed: [...lastWords].flatMap(([id, user]) => (user['@removed'] ? [id] : [])),
      next: page.nextLink === undefined ? null : { chain: 0, link: watch(page.nextLink) },
      deltaLink: page.deltaLink,
    };
  };
}
