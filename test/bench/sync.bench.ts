import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCertificate } from '../../sandbox/certificate.ts';
import { type Benchmark, type BenchmarkOptions, type Figure, figure, median } from './benchmark.ts';
import { type Found, measure, startGraph } from './sync/processes.ts';

const small = 1000;

/** One round: everything once, one after the other, each in a process of its own. */
interface Round {
  bare: Found;
  large: Found;
  tenth: Found;
  small: Found;
}

/** A synchronisation of 100,000 users from a Graph that answers at once, beside loops that do the least possible. */
export const benchmark: Benchmark = {
  about: 'full read, unchanged read and delta of 100,000 users, beside bare loops',
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const certificate = await prepareCertificate(folder);
    const size = options.users ?? 100_000;
    const tenth = Math.round(size / 10);
    const graph = await startGraph(certificate, [...new Set([small, tenth, size])]);
    const signet = (users: number) => measure(certificate, ['signet', `${graph.origin}/${users}`, String(users), '9']);
    try {
      const rounds: Round[] = [];
      for (let round = 1; round <= options.rounds; round += 1) {
        const bare = await measure(certificate, ['bare', `${graph.origin}/${size}`, String(size)]);
        const now = { bare, large: await signet(size), tenth: await signet(tenth), small: await signet(small) };
        rounds.push(now);
        say(options, round, now);
      }
      return figuresOf(rounds, size);
    } finally {
      graph.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function say({ say }: BenchmarkOptions, round: number, { bare, large, tenth, small }: Round): void {
  const shown = (found: Found) =>
    Object.entries(found.seconds)
      .map(([phase, seconds]) => `${phase} ${median(seconds).toFixed(3)} s`)
      .join(', ');
  say(`round ${round}: bare: ${shown(bare)}; Signet: ${shown(large)}, ${Math.round(large.anonymousMb)} MB`);
  say(`round ${round}: a tenth: ${shown(tenth)}; ${small ? `1,000 users: ${shown(small)}` : ''}`);
}

function figuresOf(rounds: Round[], size: number): Figure[] {
  const of = (found: Found, phase: string) => median(found.seconds[phase] ?? []);
  const cpu = (found: Found, phase: string) => median(found.cpuSeconds[phase] ?? []);
  const each = (value: (round: Round) => number) => rounds.map(value);
  return [
    figure(
      'a: fetch and parse',
      'users/s',
      each(({ bare }) => size / of(bare, 'read')),
    ),
    figure(
      'b: fetch, parse, upsert raw',
      'users/s',
      each(({ bare }) => size / of(bare, 'upsert')),
    ),
    figure(
      'c: Signet, first run',
      'users/s',
      each(({ large }) => size / of(large, 'first')),
    ),
    figure(
      'd: Signet, nothing changed',
      'users/s',
      each(({ large }) => size / of(large, 'second')),
    ),
    figure(
      'first run / bare upsert',
      '×',
      each(({ bare, large }) => of(large, 'first') / of(bare, 'upsert')),
      {
        atMost: 2,
      },
    ),
    figure(
      'nothing changed / first run',
      '×',
      each(({ large }) => of(large, 'second') / of(large, 'first')),
      {
        atMost: 0.6,
      },
    ),
    figure(
      'first run / first run of a tenth',
      '×',
      each(({ large, tenth }) => of(large, 'first') / of(tenth, 'first')),
      {
        atMost: 11,
      },
    ),
    figure(
      'anonymous memory',
      'MB',
      each(({ large }) => large.anonymousMb),
      { atMost: 300 },
    ),
    figure(
      'delta of 100 changes',
      'ms',
      each(({ large }) => of(large, 'delta') * 1000),
    ),
    figure(
      'delta / first run',
      '×',
      each(({ large }) => of(large, 'delta') / of(large, 'first')),
      { atMost: 1 / 50 },
    ),
    figure(
      'delta / delta in a tenant of 1,000',
      '×',
      each(({ large, small }) => of(large, 'delta') / of(small, 'delta')),
      {
        atMost: 1.25,
        atLeast: 0.75,
      },
    ),
    // On a busy machine the ratios of processor time say more than those above; they have no bounds.
    figure(
      'processor time: first run / bare upsert',
      '×',
      each(({ bare, large }) => cpu(large, 'first') / cpu(bare, 'upsert')),
    ),
    figure(
      'processor time: nothing changed / first run',
      '×',
      each(({ large }) => cpu(large, 'second') / cpu(large, 'first')),
    ),
    figure(
      'processor time: delta / delta in a tenant of 1,000',
      '×',
      each(({ large, small }) => cpu(large, 'delta') / cpu(small, 'delta')),
    ),
  ];
}
