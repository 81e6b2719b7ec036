import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, type Figure, figure } from './benchmark.ts';
import { type DatabaseProcess, idleNodeMb, startDatabase, startLoad } from './db/processes.ts';

/** How many persons are upserted against the bare loop, and how few make the small collection of the point reads. */
const UPSERTS = 20_000;
const FEW = 1000;
const QUIET_MS = 3000;

/** What one round found: seconds by name, and megabytes. */
interface Round {
  bareFirst: number;
  bareProcessor: number;
  processor: number;
  first: number;
  repeat: number;
  idle99: number;
  busy99: number;
  reads: Record<'byKey' | 'byId', { few: number; many: number }>;
  memory: number;
  peak: number;
}

/** The embedded database through the driver, beside a bare loop over the same storage. */
export const benchmark: Benchmark = {
  about: 'upserts through the driver beside a bare loop, point reads, readers during bulk writes, memory',
  async run({ rounds, users: many = 100_000, say }) {
    const found: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const folder = await mkdtemp(join(tmpdir(), 'bench-'));
      try {
        found.push(await measureRound(folder, many));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      say(
        `round ${round}: ${JSON.stringify(found.at(-1), (_, value) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value))}`,
      );
    }
    return figuresOf(found);
  },
};

async function measureRound(folder: string, many: number): Promise<Round> {
  const bare = startLoad('bare-loop', [folder, String(UPSERTS)]);
  await bare.ended;
  const empty = await idleNodeMb();
  const database = await startDatabase(folder);
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, database.memory() - empty);
  }, 20);
  try {
    const upserts = startLoad('driver-load', ['upsert', database.uri, String(UPSERTS)]);
    const before = database.processor();
    await upserts.after('first');
    const processor = database.processor() - before;
    await upserts.ended;
    for (const size of [FEW, many]) await startLoad('driver-load', ['upsert', database.uri, String(size)]).ended;
    const { idle99, busy99 } = await readersWhileWriting(database);
    const reads = await pointReads(database, many);
    return {
      bareFirst: bare.told.first?.seconds ?? 0,
      bareProcessor: bare.told.first?.cpuSeconds ?? 0,
      processor,
      first: upserts.told.first?.seconds ?? 0,
      repeat: upserts.told.repeat?.seconds ?? 0,
      idle99,
      busy99,
      reads,
      memory: database.memory() - empty,
      peak,
    };
  } finally {
    clearInterval(sampling);
    await database.stop();
  }
}

/** The 99th percentile of 16 readers' reads: while nothing else happens, and while persons are written in bulk. */
async function readersWhileWriting(database: DatabaseProcess): Promise<{ idle99: number; busy99: number }> {
  const readers = startLoad('driver-load', ['read', database.uri, String(FEW)]);
  const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  await quiet();
  readers.child.send('idle');
  await quiet();
  readers.child.send('between');
  const idle = await readers.after('idle');
  const writing = startLoad('driver-load', ['upsert', database.uri, String(UPSERTS + 1)]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  readers.child.send('busy');
  await writing.ended;
  readers.child.send('end');
  const busy = await readers.after('busy');
  await readers.ended;
  return { idle99: idle.seconds, busy99: busy.seconds };
}

async function pointReads(database: DatabaseProcess, many: number): Promise<Round['reads']> {
  const load = startLoad('driver-load', ['point', database.uri, String(FEW), String(many)]);
  await load.ended;
  const seconds = (phase: string) => load.told[phase]?.seconds ?? 0;
  return {
    byKey: { few: seconds('key few'), many: seconds('key many') },
    byId: { few: seconds('_id few'), many: seconds('_id many') },
  };
}

function figuresOf(rounds: Round[]): Figure[] {
  const each = (value: (round: Round) => number) => rounds.map(value);
  return [
    figure(
      'bare loop: upserts',
      '/s',
      each((round) => UPSERTS / round.bareFirst),
    ),
    figure(
      'driver: upserts',
      '/s',
      each((round) => UPSERTS / round.first),
    ),
    figure(
      'upserts: driver / bare loop',
      '×',
      each((round) => round.bareFirst / round.first),
      { atLeast: 0.5 },
    ),
    figure(
      'nothing changed: faster than the first time',
      '×',
      each((round) => round.first / round.repeat),
      { atLeast: 1.5 },
    ),
    figure(
      'reads by _id: 100,000 / 1,000 documents',
      '×',
      each(({ reads }) => reads.byId.many / reads.byId.few),
      { atMost: 1.5 },
    ),
    figure(
      'reads by unique index: 100,000 / 1,000 documents',
      '×',
      each(({ reads }) => reads.byKey.many / reads.byKey.few),
      { atMost: 1.5 },
    ),
    figure(
      '16 readers, idle: p99',
      'ms',
      each((round) => round.idle99 * 1000),
    ),
    figure(
      '16 readers, during a bulk write: p99',
      'ms',
      each((round) => round.busy99 * 1000),
    ),
    figure(
      '16 readers: p99 busy / idle',
      '×',
      each((round) => round.busy99 / round.idle99),
      { atMost: 10 },
    ),
    // On a busy machine processor time says more: all threads of the server, the flushing one included.
    figure(
      'processor time: bare loop / server',
      '×',
      each((round) => round.bareProcessor / round.processor),
    ),
    figure(
      'anonymous memory over an idle Node',
      'MB',
      each((round) => round.memory),
      { atMost: 150 },
    ),
    figure(
      'anonymous memory over an idle Node, at most',
      'MB',
      each((round) => round.peak),
      { atMost: 150 },
    ),
  ];
}
