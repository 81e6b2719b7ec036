import { describe, expect, it } from '@jest/globals';
import { listAudit } from '../../server/access/index.ts';
import { createDisconnecting, type Disconnecting } from '../../server/disconnect.ts';
import { countPeople, findPersonByObjectId, followDirectoryAgain } from '../../server/people/index.ts';
import { countDocumentsOf } from '../../server/platform/mongo.ts';
import { inSyncWorld } from '../support/in-sync-world.ts';
import { idOf } from '../support/small-directory.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
let disconnecting: Disconnecting;
const left: string[] = [];
inSyncWorld(async (opened) => {
  world = opened;
  left.length = 0;
  const leave = async (tenantId: string) => void left.push(tenantId);
  disconnecting = createDisconnecting({ tenants: world.tenants, clock: world.clock, leave });
  await world.run();
});

const by = { kind: 'command' as const, name: 'root' };

describe('promise 10: on disconnect, keep the synchronised persons or delete them', () => {
  it('shows the counts first', async () => {
    const preview = await disconnecting.preview(world.tenantId);
    expect(preview).toMatchObject({ tenantId: world.tenantId, people: 12, removed: 0, documents: { people: 12 } });
  });

  it('keeps: people stay as if entered by hand, and nothing is read from the directory any more', async () => {
    await disconnecting.disconnect(world.tenantId, 'keep', by);
    expect(left).toEqual([world.tenantId]);
    const person = await findPersonByObjectId(world.tenantId, idOf(1));
    expect(person).toMatchObject({ source: 'manual', state: 'active', fields: { displayName: 'Ben Number01' } });
    expect(await world.tenants.isConnected(world.tenantId)).toBe(true);
    world.asked.length = 0;
    expect(await world.run()).toMatchObject({ outcome: 'failed', error: { code: 'NOT_CONNECTED' } });
    expect(world.asked).toEqual([]);
    await expect(world.tenants.requireAccess(world.tenantId)).rejects.toMatchObject({ code: 'NOT_CONNECTED' });
  });

  it('connects again: those people follow the directory, nobody is doubled, changes by hand lie on top', async () => {
    await disconnecting.disconnect(world.tenantId, 'keep', by);
    world.directory.changeUser(idOf(2), { jobTitle: 'Harbour pilot' });
    world.directory.softDelete(idOf(3));
    world.clock.advance(60_000);
    await world.tenants.connect(world.tenantId);
    await followDirectoryAgain(world.tenantId);
    expect(await world.run()).toMatchObject({ kind: 'full', outcome: 'applied', counts: { created: 0, removed: 1 } });
    const person = await findPersonByObjectId(world.tenantId, idOf(2));
    expect(person).toMatchObject({ source: 'directory', fields: { jobTitle: 'Harbour pilot' } });
    expect(await countPeople(world.tenantId)).toBe(11);
  });

  it('deletes: nothing of the tenant is left but the entry that says so', async () => {
    await disconnecting.disconnect(world.tenantId, 'delete', by);
    expect(await countDocumentsOf(world.tenantId)).toEqual({ audit: 1 });
    expect(await listAudit(world.tenantId)).toMatchObject([
      { what: 'tenant.disconnect', by, after: { people: 'delete', counts: { people: 12 } } },
    ]);
    expect(await world.tenants.isConnected(world.tenantId)).toBe(false);
  });

  it('connects again after everything was deleted, and writes are not taken for those of an old lease', async () => {
    await disconnecting.disconnect(world.tenantId, 'delete', by);
    await world.tenants.connect(world.tenantId);
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { created: 12 } });
  });

  it('waits for a sync under way, and asks it to stop', async () => {
    let refused: Promise<unknown> | undefined;
    world.onItsWay = async ({ url }) => {
      if (url.pathname.endsWith('/users') && !refused)
        refused = disconnecting.disconnect(world.tenantId, 'delete', by).catch((error) => error);
      await refused;
    };
    expect(await world.run()).toMatchObject({ outcome: 'cancelled' });
    expect(await refused).toMatchObject({ code: 'CONFLICT' });
    expect(await countPeople(world.tenantId)).toBe(12);
  });

  it('knows no other tenant', async () => {
    await expect(disconnecting.preview('11111111-2222-4333-8444-555555555555')).rejects.toMatchObject({
      code: 'TENANT_UNKNOWN',
    });
  });
});
