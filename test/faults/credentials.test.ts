import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openSyncWorld, type SyncWorld } from '../support/sync-world.ts';
import { openTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let world: SyncWorld;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openSyncWorld(database);
});
afterEach(() => world.close());

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
