import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** Directory people who were paused, and whom no sync has looked at since: their object ids, the first ones. */
export async function readResumed(tenantId: string, limit: number): Promise<string[]> {
  const filter = { tenantId, resumedAt: { $exists: true }, source: 'directory' };
  const found = await stored(() =>
    people.collection.find(filter, { projection: { objectId: 1 }, limit, sort: { resumedAt: 1 } }).toArray(),
  );
  return found.map(({ objectId }) => String(objectId));
}

/** They have been looked at by a sync that began at this moment. Sync's fence is not touched: this is not sync's field. */
export async function noteResumedSeen(tenantId: string, begunAt: Date): Promise<void> {
  const filter = { tenantId, resumedAt: { $exists: true, $lte: begunAt } };
  await stored(() => people.collection.updateMany(filter, { $unset: { resumedAt: '' } }));
}
