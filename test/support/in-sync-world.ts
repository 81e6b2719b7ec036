import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openSyncWorld, type SyncWorld, type SyncWorldOptions } from './sync-world.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/**
 * Every test of the file, or of the group that this is called in, gets a sync world of its own on the file's one database.
 * `begin` keeps it, and makes ready what all these tests begin with.
 */
export function inSyncWorld(
  begin: (world: SyncWorld, database: TestDatabase) => void | Promise<void>,
  options: SyncWorldOptions = {},
): void {
  let database: TestDatabase;
  let world: SyncWorld;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await openSyncWorld(database, options);
    await begin(world, database);
  });
  afterEach(() => world.close());
}
