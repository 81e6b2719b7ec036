import { z } from 'zod';
import { searchDirectory } from './directory-search.ts';
import type { Graph } from './graph-client.ts';

/** A user of the directory, as a field that looks for one offers them. */
export interface FoundUser {
  id: string;
  name: string;
  address?: string;
}

const userSchema = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

/** The first twenty users whose name, mail or sign-in name fits the text, imported or not. */
export async function searchUsers(graph: Graph, text: string): Promise<FoundUser[]> {
  const users = await searchDirectory(
    graph,
    {
      path: '/users',
      $select: 'id,displayName,mail,userPrincipalName',
      properties: ['displayName', 'mail', 'userPrincipalName'],
      item: userSchema,
    },
    text,
  );
  return users.map(({ id, displayName, mail, userPrincipalName }) => {
    const address = mail ?? userPrincipalName ?? undefined;
    return { id: id.toLowerCase(), name: displayName ?? address ?? id, ...(address ? { address } : {}) };
  });
}
