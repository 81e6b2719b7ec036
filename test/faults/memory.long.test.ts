import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareCertificate } from '../../sandbox/certificate.ts';
import type { Found, GraphProcess } from '../bench/sync/processes.ts';
import { makeDataDir } from '../support/signet-process.ts';

const [minute, small, large, groups] = [60_000, 25_000, 250_000, 5000];
const folder = makeDataDir();
let graph: GraphProcess;
let run: (users: number) => Promise<Found>;

/** The benchmark's processes: a Graph that answers at once, and Signet's sync with the embedded database, watched from outside. */
beforeAll(async () => {
  execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', 'test/bench'], {
    stdio: 'inherit',
  });
  const processes = await import(join(resolve('test-output/bench-build'), 'test/bench/sync/processes.js'));
  const certificate = await prepareCertificate(folder.path);
  graph = await processes.startGraph(certificate, [small, large]);
  run = (users) =>
    processes.measure(certificate, ['signet', `${graph.origin}/${users}`, String(users), '1', String(groups)]);
}, 2 * minute);
afterAll(() => {
  graph?.stop();
  folder.remove();
});

describe('fault 36: 250,000 users, and rules that ask about 5,000 groups', () => {
  it(
    'two full syncs and a delta stay below 300 MB, and ten times the users need next to nothing more',
    async () => {
      const [few, many] = [await run(small), await run(large)];
      process.stderr.write(`anonymous memory: ${Math.round(few.anonymousMb)} and ${Math.round(many.anonymousMb)} MB\n`);
      expect(many.anonymousMb).toBeLessThan(300);
      expect(many.anonymousMb).toBeLessThan(few.anonymousMb * 1.5);
    },
    20 * minute,
  );
});
