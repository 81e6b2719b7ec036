import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** Why someone is removed whom the directory does not have any more; other removals leave the account as it is. */
export const goneReasons = { notSeen: 'not in the directory any more', deleted: 'deleted in the directory' } as const;

/**
 * Is this account disabled or deleted, as far as the last sync saw? A rank begins with 1 where the account is disabled. Who merely is
 * out of scope, or left out by a rule, has an account as before; whom sync never saw, too.
 */
export async function isAccountClosed(tenantId: string, objectId: string): Promise<boolean> {
  const _id = `${tenantId}:${objectId}`;
  const found = await stored(() =>
    people.findOne({ _id, tenantId, source: 'directory' }, { rank: 1, state: 1, removedReason: 1 }).lean(),
  );
  if (!found) return false;
  const gone =
    found.state === 'removed' && Object.values<string | undefined>(goneReasons).includes(found.removedReason);
  return gone || found.rank.startsWith('1');
}
