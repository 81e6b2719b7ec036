import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/log.ts';
import type { TenantService } from '../tenants/index.ts';
import { goOn } from './backlog.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createMailboxSweep } from './mailbox-backlog.ts';
import type { Notifications } from './notifications.ts';
import { createPhotoSweep } from './photo-backlog.ts';
import type { Chore } from './scheduler.ts';
import type { SyncService } from './sync-service.ts';

export interface ChoresOptions {
  tenants: TenantService;
  sync: Pick<SyncService, 'start'>;
  notifications: Pick<Notifications, 'keep'>;
  clock: Clock;
  log: Pick<Logger, 'info'>;
}

/** What the schedule does while no sync is due, the quick things first. */
export function createChores(options: ChoresOptions): Chore[] {
  const { notifications, clock } = options;
  const sweeps = [createMailboxSweep(options), createPhotoSweep(options)];
  return [
    { name: 'notifications', work: (tenant) => notifications.keep(tenant) },
    createHousekeeping(options),
    ...sweeps.map(
      (sweep): Chore => ({ name: sweep.name, work: (tenant, signal) => goOn(tenant, sweep, clock, signal) }),
    ),
  ];
}
