import { stored } from '../platform/mongo.ts';
import { leftAlone } from './known-people-store.ts';
import { people } from './person-model-store.ts';

/** Why someone is removed whom the directory does not have any more; other removals leave the account as it is. */
export const goneReasons = { notSeen: 'not in the directory any more', deleted: 'deleted in the directory' } as const;

/**
 * Is this account disabled or deleted, as far as the last sync saw? A rank begins with 1 where the account is disabled; of those whom
 * sync leaves alone only `accountClosed` is kept up to date. Who merely is out of scope, or left out by a rule, has an account as
 * before; whom sync never saw, too.
 */
export async function isAccountClosed(tenantId: string, objectId: string): Promise<boolean> {
  const _id = `${tenantId}:${objectId}`;
  const fields = {
    rank: 1,
    state: 1,
    source: 1,
    keptOut: 1,
    removedReason: 1,
    resumedAt: 1,
    accountClosed: 1,
  } as const;
  const found = await stored(() => people.findOne({ _id, tenantId }, fields).lean());
  if (!found) return false;
  const { state, source, keptOut, resumedAt, accountClosed, rank, removedReason } = found;
  const byAccount = state === 'paused' || source === 'manual' || keptOut || resumedAt;
  if (byAccount && accountClosed !== undefined) return accountClosed;
  const gone = state === 'removed' && Object.values<string | undefined>(goneReasons).includes(removedReason);
  return gone || rank.startsWith('1');
}

/** Notes what became of the accounts of people whom sync leaves alone. Nothing else of them is touched, nor when they were changed. */
export async function noteAccounts(tenantId: string, accounts: { id: string; closed: boolean }[]): Promise<void> {
  if (accounts.length === 0) return;
  const operations = accounts.map(({ id, closed }) => ({
    updateOne: { filter: { _id: id, tenantId, ...leftAlone }, update: { $set: { accountClosed: closed } } },
  }));
  await stored(() => people.bulkWrite(operations, { ordered: false, timestamps: false }));
}
