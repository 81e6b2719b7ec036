import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import type { Graph, GraphRead } from './graph-client.ts';
import { GraphError } from './graph-error.ts';

/** Counting, searching and casting need it, and a next link does not inherit it (learn.microsoft.com/graph/aad-advanced-queries). */
export const eventual = { ConsistencyLevel: 'eventual' };

/** Where to search: a collection, what to read of it, and the properties that may begin with the text; `displayName` may in any word. */
export interface DirectorySearch<Item> {
  path: '/groups' | '/users';
  $select: string;
  properties: readonly string[];
  item: z.ZodType<Item>;
}

/**
 * The first twenty that have a word in their name which begins with the text, or a property that does. Where a tenant or cloud has no
 * advanced queries, those of which a property begins with it.
 */
export async function searchDirectory<Item>(
  graph: Graph,
  search: DirectorySearch<Item>,
  text: string,
): Promise<Item[]> {
  const query = { $select: search.$select, $top: '20' };
  const words = text.trim().replace(/[\\"]/g, '\\$&');
  const advanced: Record<string, string> = words
    ? { $search: search.properties.map((property) => `"${property}:${words}"`).join(' OR ') }
    : { $orderby: 'displayName' };
  try {
    return await read(graph, search, { query: { ...query, ...advanced, $count: 'true' }, headers: eventual });
  } catch (error) {
    if (!(error instanceof GraphError) || (error.status !== 400 && error.status !== 501)) throw error;
    const start = text.trim().replaceAll("'", "''");
    const filter: Record<string, string> = start
      ? { $filter: search.properties.map((property) => `startswith(${property},'${start}')`).join(' or ') }
      : {};
    return read(graph, search, { query: { ...query, ...filter } });
  }
}

async function read<Item>(
  graph: Graph,
  { path, item }: DirectorySearch<Item>,
  request: Pick<GraphRead, 'query' | 'headers'>,
): Promise<Item[]> {
  const answer = z.object({ value: z.array(item) }).safeParse(await graph.read({ path, ...request }));
  if (!answer.success)
    throw new SignetError('DIRECTORY_ANSWER', `Microsoft Graph did not answer with a list of ${path.slice(1)}.`, {
      cause: answer.error,
    });
  return answer.data.value;
}
