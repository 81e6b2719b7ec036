import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { runSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

/**
 * Needs a replica set of three with the right to step its primary down: MONGODB_REPLICA_SET_URI. Without one it is not run,
 * and nothing is claimed; it has not been run by us yet.
 */
const uri = process.env.MONGODB_REPLICA_SET_URI;
const withReplicaSet = uri ? it : it.skip;

describe('fault 31: the primary of the database steps down', () => {
  let tenant: OwnTenant;
  beforeAll(async () => {
    if (uri) tenant = await startTenant();
  }, 60_000);
  afterAll(() => tenant?.stop());

  withReplicaSet(
    'the run pauses for thirty seconds at most and ends as if nothing had happened',
    async () => {
      const settings = {
        ...tenant.settings,
        MONGODB_URI: String(uri),
        SESSION_SECRET: 'q7Vd0mZkR2uXw9sLc4TyB8nHf1JgPe6A',
      };
      await runSignet(['tenant', 'connect', tenant.microsoft.tenantId], settings);
      const running = runSignet(['sync', 'run', '--json'], settings);
      const connection = await mongoose.createConnection(String(uri)).asPromise();
      await connection.db?.admin().command({ replSetStepDown: 20, force: true });
      await connection.close();
      const ended = await running;
      expect(JSON.parse(ended.stdout)).toMatchObject({ outcome: 'applied', counts: { removed: 0 } });
    },
    120_000,
  );
});
