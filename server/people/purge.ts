import { audit } from '../access/index.ts';
import { defaultSettings, findTenant } from '../tenants/index.ts';
import { deletePeople, keepOutOnly, readRemovedBefore } from './by-hand-store.ts';
import { deleteGrantsAbout } from './grant-store.ts';

const day = 24 * 3_600_000;
const portionSize = 500;

/**
 * Forgets people who were removed longer ago than the tenant keeps them (`sync.keepRemovedDays`); for the nightly schedule. Of directory
 * users removed by hand a mark without any value stays, so that sync does not bring them back. Gives how many are gone.
 */
export async function purgeRemoved(tenantId: string, now: Date): Promise<number> {
  const sync = (await findTenant(tenantId))?.settings.sync;
  const days = sync?.keepRemovedDays ?? defaultSettings.sync.keepRemovedDays;
  const before = new Date(now.getTime() - days * day);
  for (let purged = 0; ; ) {
    const portion = await readRemovedBefore(tenantId, before, portionSize);
    if (portion.length === 0) return purged;
    const ids = portion.map(({ _id }) => _id);
    await deleteGrantsAbout(tenantId, ids);
    const kept = portion.filter(({ keptOut, objectId }) => keptOut && objectId);
    for (const person of kept) await keepOutOnly(person);
    const gone = portion.filter((person) => !kept.includes(person)).map(({ _id }) => _id);
    await deletePeople(tenantId, gone);
    const by = { kind: 'system' as const, name: 'purge' };
    await audit(
      tenantId,
      { by, what: 'person.purge', targets: ids, reason: `removed for more than ${days} days` },
      now,
    );
    purged += portion.length;
  }
}
