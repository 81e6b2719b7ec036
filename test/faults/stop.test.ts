import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunView } from '../../contract/index.ts';
import { until } from '../support/eventually.ts';
import { makeDataDir, type RunningSignet, runSignet, type Settings, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;
const folders = [makeDataDir(), makeDataDir(), makeDataDir()];
let tenant: OwnTenant;
let stopDatabase: () => Promise<unknown>;
let settings: Settings;
const signets: RunningSignet[] = [];

/** A database that both processes use, in a process of its own. */
async function startDatabase(folder: string): Promise<{ uri: string; stop(): Promise<unknown> }> {
  const child = spawn(process.execPath, [resolve('dist/embedded-db/cli.js'), '--file', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { uri: JSON.parse(String(line)).uri, stop };
}

beforeAll(async () => {
  tenant = await startTenant();
  const database = await startDatabase(join(folders[0]?.path ?? '', 'db'));
  stopDatabase = database.stop;
  settings = {
    ...tenant.settings,
    MONGODB_URI: database.uri,
    SESSION_SECRET: 'a secret for this test only, long enough for anyone',
  };
  const connected = await runSignet(['tenant', 'connect', tenant.microsoft.tenantId], settings);
  if (connected.code !== 0) throw new Error(connected.stderr);
  await runSignet(['settings', 'set', 'sync.auto.enabled', 'false'], settings);
}, 2 * minute);
afterAll(async () => {
  for (const signet of signets) await signet.stop();
  await stopDatabase?.();
  await tenant?.stop();
  for (const folder of folders) folder.remove();
}, minute);

async function startWorker(number: 0 | 1): Promise<RunningSignet> {
  const signet = await startSignet({ ...settings, DATA_DIR: folders[number + 1]?.path ?? '' });
  signets.push(signet);
  return signet;
}

describe('fault 34: SIGTERM while a page is being read', () => {
  it(
    'the process ends within 10 s, gives its lease back, and the other worker goes on within 15 s',
    async () => {
      const first = await startWorker(0);
      const { faults } = tenant.microsoft;
      const page = faults.next({ match: /\/users\?/, action: 'hang' });
      const { stdout } = await runSignet(['sync', 'run', '--no-wait', '--json'], settings);
      const { runId } = JSON.parse(stdout) as { runId: string };
      await until(
        async () => page.hits(),
        (hits) => hits > 0,
        60,
      );
      const second = await startWorker(1);
      const start = performance.now();
      expect(await first.stop()).toBe(0);
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(first.log()).toContain('run left to another worker');
      const { milliseconds } = await until(
        async () => second.log(),
        (log) => log.includes('run ended'),
        60,
      );
      expect(milliseconds).toBeLessThan(15_000);
      const shown = await runSignet(['sync', 'show', runId, '--json'], settings);
      expect(JSON.parse(shown.stdout) as RunView).toMatchObject({ outcome: 'applied', counts: { removed: 0 } });
    },
    2 * minute,
  );
});
