/**
 * One process, one thing measured: `bare` (fetch and parse; fetch, parse and upsert) or `signet` (first run, second run, deltas).
 * Arguments: what, Graph's URL, users, deltas, directory groups that rules ask about. The embedded database runs in this process, as it does in Signet.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedDatabase } from '../../../embedded-db/index.ts';
import { readAndUpsert, readOnly } from './bare-loops.ts';
import { openSignetSync } from './signet-sync.ts';

/** What this process tells its parent. */
export interface Measured {
  phase: string;
  seconds: number;
  /** Processor time of all threads of the process. */
  cpuSeconds: number;
}

const [what, graphUrl = '', size = '', deltas = '5', groups = '0'] = process.argv.slice(2);
const users = Number(size);

async function timed(phase: string, wanted: number, work: () => Promise<number>): Promise<void> {
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  const seen = await work();
  const { user, system } = process.cpuUsage(cpuStart);
  const seconds = (performance.now() - start) / 1000;
  const message: Measured = { phase, seconds, cpuSeconds: (user + system) / 1_000_000 };
  if (seen !== wanted) throw new Error(`${phase} dealt with ${seen} users instead of ${wanted}`);
  await new Promise<void>((resolve) => (process.send ? process.send(message, () => resolve()) : resolve()));
}

async function withDatabase(work: (uri: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const database = await openEmbeddedDatabase({
    file: join(folder, 'signet.db'),
    listen: { socket: join(folder, 'db.sock') },
  });
  try {
    await work(database.uri);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (what === 'bare') {
  await timed('read', users, () => readOnly(graphUrl));
  await withDatabase((uri) => timed('upsert', users, () => readAndUpsert(graphUrl, uri)));
} else {
  await withDatabase(async (uri) => {
    const sync = await openSignetSync(graphUrl, uri, Number(groups));
    await timed('first', users, async () => (await sync.run('full')).created ?? 0);
    await timed('second', users, async () => (await sync.run('full')).unchanged ?? 0);
    for (let round = 0; round < Number(deltas); round += 1)
      await timed('delta', 100, async () => (await sync.run('delta')).updated ?? 0);
    await sync.close();
  });
}
process.disconnect?.();
