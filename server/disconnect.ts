import type { DisconnectPreview } from '../contract/index.ts';
import { type Actor, audit } from './access/index.ts';
import { countPeopleKept, keepPeopleByHand } from './people/index.ts';
import type { Clock } from './platform/clock.ts';
import { SignetError } from './platform/errors.ts';
import { releaseLease, takeLease } from './platform/lease-store.ts';
import { countDocumentsOf, deleteDocumentsOf } from './platform/mongo.ts';
import { cancelActiveRun, forgetSyncState } from './sync/index.ts';
import type { TenantService } from './tenants/index.ts';

/** Ending the connection to a tenant: its people are kept, or everything of it goes. */
export interface Disconnecting {
  /** What there is, before anybody decides. @throws {SignetError} TENANT_UNKNOWN */
  preview(tenantId: string): Promise<DisconnectPreview>;
  /** @throws {SignetError} TENANT_UNKNOWN, CONFLICT while a sync is still under way */
  disconnect(tenantId: string, people: 'keep' | 'delete', by: Actor): Promise<DisconnectPreview>;
}

export interface DisconnectOptions {
  tenants: TenantService;
  clock: Clock;
  /** What stands outside Signet on our behalf and has to go first. Its failure does not keep anybody from leaving. */
  leave(tenantId: string): Promise<void>;
}

/** Disconnecting, over all rooms: that is why it stands here. */
export function createDisconnecting({ tenants, clock, leave }: DisconnectOptions): Disconnecting {
  const disconnecting: Disconnecting = {
    async preview(given) {
      const { _id: tenantId, name } = await tenants.choose(given);
      return { tenantId, name, ...(await countPeopleKept(tenantId)), documents: await countDocumentsOf(tenantId) };
    },

    async disconnect(given, people, by) {
      const preview = await disconnecting.preview(given);
      const { tenantId } = preview;
      await cancelActiveRun(tenantId);
      const key = `sync:${tenantId}`;
      const fence = await takeLease(key, 'disconnect');
      if (fence === null)
        throw new SignetError('CONFLICT', 'A sync is under way and was asked to stop. Try again in a moment.');
      try {
        await leave(tenantId).catch(() => undefined);
        await tenants.disconnect(tenantId, 'keep');
        if (people === 'keep') await keepPeopleByHand(tenantId, clock.now());
        else await deleteDocumentsOf(tenantId, ['tenants']);
        await forgetSyncState(tenantId);
        if (people === 'delete') await tenants.disconnect(tenantId, 'delete');
      } finally {
        await releaseLease(key, fence);
      }
      const { documents: _, ...counts } = preview;
      await audit(
        tenantId,
        { by, what: 'tenant.disconnect', targets: [tenantId], after: { people, counts } },
        clock.now(),
      );
      return preview;
    },
  };
  return disconnecting;
}
