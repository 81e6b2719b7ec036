import { setTimeout as after } from 'node:timers/promises';
import { ensureGroups, everyone } from '../../../server/groups/index.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { connectMongo, createIndexes, disconnectMongo } from '../../../server/platform/mongo.ts';
import { createSync, createSyncWorker } from '../../../server/sync/index.ts';
import { createTenants } from '../../../server/tenants/index.ts';

const tenantId = '11111111-2222-4333-8444-555555555555';

/** Signet's own synchronisation on a database of its own. */
export interface SignetSync {
  /** One run from start to end. Gives what it counted. @throws where the run was not applied */
  run(kind: 'full' | 'delta'): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Builds what compose() builds for a sync, with a token function in place of Entra. Rules ask about so many directory groups. */
export async function openSignetSync(graphUrl: string, databaseUri: string, groups = 0): Promise<SignetSync> {
  await connectMongo(databaseUri);
  await createIndexes();
  const clock = systemClock;
  const log = createLog('warn');
  const tenants = createTenants({
    entra: {
      clientId: tenantId,
      credential: { kind: 'secret', secret: 'benchmark' },
      authorityHost: graphUrl,
      graphUrl,
      allowedTenants: [tenantId],
    },
    tokens: { token: async () => 'benchmark' },
    clock,
    log,
    wait: (milliseconds, signal) => after(milliseconds, undefined, { signal }),
    onConnected: async () => void (await ensureGroups(tenantId, [everyone], clock)),
  });
  await tenants.connect(tenantId);
  if (groups > 0)
    await tenants.changeSetting(tenantId, 'sync.importRules', rulesAbout(groups), { kind: 'system', name: 'bench' });
  const worker = createSyncWorker({ tenants, clock, log });
  const sync = createSync({ clock, wake: () => undefined });
  return {
    async run(kind) {
      const { run } = await sync.start(tenantId, { kind, trigger: 'manual', preview: false });
      await worker.work(tenantId);
      const ended = await sync.find(tenantId, run._id);
      if (ended.outcome !== 'applied' || ended.kind !== kind)
        throw new Error(`The ${kind} run ended ${ended.outcome} as ${ended.kind}: ${JSON.stringify(ended.error)}`);
      return { ...ended.counts };
    },
    async close() {
      await worker.stop();
      await disconnectMongo();
    },
  };
}

/** Rules of fifty directory groups each. */
function rulesAbout(groups: number): object[] {
  const conditions = Array.from({ length: groups }, (_, index) => ({
    operator: 'memberOf',
    value: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  }));
  return Array.from({ length: Math.ceil(groups / 50) }, (_, index) => ({
    name: `Rule ${index}`,
    condition: { any: conditions.slice(index * 50, index * 50 + 50) },
    groups: [`Group ${index}`],
  }));
}
