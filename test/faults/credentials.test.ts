import { describe, expect, it } from '@jest/globals';
import { inSyncWorld } from '../support/in-sync-world.ts';
import type { SyncWorld } from '../support/sync-world.ts';

let world: SyncWorld;
inSyncWorld((opened) => {
  world = opened;
});

describe('fault 9: consent withdrawn', () => {
  it('the run fails with the reason, the tenant says so, everyone stays, and the next run after consent is well again', async () => {
    await world.run();
    const before = await world.people();
    world.directory.revokeConsent();
    world.sandbox.faults.next({
      match: /\/graph\/v1\.0\//,
      status: 403,
      code: 'Authorization_RequestDenied',
      times: 1,
    });
    expect(await world.run()).toMatchObject({
      outcome: 'failed',
      error: { code: 'CONSENT_MISSING', message: expect.stringContaining('consent') },
    });
    const [tenant] = await world.tenants.list();
    expect(tenant?.access).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(await world.people()).toEqual(before);
    world.directory.grantConsent();
    world.sandbox.faults.clear();
    expect(await world.run()).toMatchObject({ outcome: 'applied', counts: { removed: 0, unchanged: before.size } });
    expect((await world.tenants.list())[0]?.access.code).toBeUndefined();
  });
});
