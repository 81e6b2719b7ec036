import { LRUCache } from 'lru-cache';
import { findTenant } from '../tenants/index.ts';

/** How long an answer counts; a change of the setting shows this much later at most, in every process. Milliseconds. */
const life = 2000;
const answers = new LRUCache<string, { overwrite: boolean }>({ max: 1000, ttl: life });

/** Does the directory overwrite what was entered by hand in this tenant (`sync.overwriteByHand`)? */
export async function directoryOverwrites(tenantId: string): Promise<boolean> {
  const known = answers.get(tenantId);
  if (known) return known.overwrite;
  const overwrite = (await findTenant(tenantId))?.settings.sync.overwriteByHand === true;
  answers.set(tenantId, { overwrite });
  return overwrite;
}

/** Forgets what is remembered of the setting, so that the next answer is read. */
export function forgetOverwrites(): void {
  answers.clear();
}
