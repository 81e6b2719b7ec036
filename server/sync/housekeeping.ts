import { purgeRemoved } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';
import { readBacklog, saveBacklog } from './backlog-store.ts';
import type { Chore } from './scheduler.ts';

const day = 24 * 3_600_000;

/** Once a day: people whose time is over are forgotten, also in a tenant that was disconnected. Twice does no harm. */
export function createHousekeeping({ clock, log }: { clock: Clock; log: Pick<Logger, 'info'> }): Chore {
  return {
    name: 'housekeeping',
    async work({ _id: tenantId }) {
      const now = clock.now();
      const last = await readBacklog(tenantId, 'housekeeping');
      if (last.endedAt && now.getTime() - last.endedAt.getTime() < day) return;
      const purged = await purgeRemoved(tenantId, now);
      await saveBacklog({ ...last, endedAt: now });
      if (purged > 0) log.info({ tenantId, purged }, 'removed people forgotten');
    },
  };
}
