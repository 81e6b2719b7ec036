import { stored } from '../platform/mongo.ts';
import { people } from './person-model-store.ts';

/** Whom a disconnected tenant leaves behind: people who stay, and those removed who could still come back. */
export async function countPeopleKept(tenantId: string): Promise<{ people: number; removed: number }> {
  const count = (filter: object) => stored(() => people.collection.countDocuments({ tenantId, ...filter }));
  return {
    people: await count({ state: { $in: ['active', 'paused'] } }),
    removed: await count({ state: 'removed' }),
  };
}

/**
 * The directory is gone: its people stay as if entered by hand, with what they were last, so that their signatures go on. Copies
 * of directory users, and those who were left out, are forgotten. Repeating it changes nothing.
 */
export async function keepPeopleByHand(tenantId: string, now: Date): Promise<void> {
  await stored(() =>
    people.collection.updateMany(
      { tenantId, source: 'directory', state: { $ne: 'leftOut' } },
      {
        $set: { source: 'manual', fromDirectory: true, inputHash: '', memberOf: [], updatedAt: now },
        $unset: { raw: '', mailboxPurpose: '', mailboxCheckedAt: '' },
      },
    ),
  );
  await stored(() => people.collection.deleteMany({ tenantId, state: 'leftOut', keptOut: { $ne: true } }));
}

/** The tenant is connected again: those whom its directory brought follow it again; what was changed by hand lies on top. */
export async function followDirectoryAgain(tenantId: string): Promise<void> {
  await stored(() =>
    people.collection.updateMany(
      { tenantId, fromDirectory: true },
      { $set: { source: 'directory' }, $unset: { fromDirectory: '' } },
    ),
  );
}
