import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { anonymousMbOf } from '../sync/processes.ts';
import type { Measured } from './timed.ts';

const profiled = (): string[] =>
  process.env.BENCH_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROF}`] : [];

/** A database in a process of its own. */
export interface DatabaseProcess {
  uri: string;
  /** Anonymous memory now, in megabytes. */
  memory(): number;
  /** Processor time so far, in seconds. */
  processor(): number;
  stop(): Promise<void>;
}

/** Serves a database in the folder. */
export async function startDatabase(folder: string): Promise<DatabaseProcess> {
  const cli = join(import.meta.dirname, 'serve.js');
  const child = spawn(process.execPath, [...profiled(), cli, '--file', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    uri: JSON.parse(line).uri,
    memory: () => anonymousMbOf(child),
    processor: () => processorOf(child),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Processor time of a process: fields 14 and 15 of /proc/<pid>/stat, in hundredths of a second (proc(5)). */
function processorOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A measuring process, and what it told so far, by phase. */
export interface Load {
  child: ChildProcess;
  told: Record<string, Measured>;
  /** When it has told of a phase. */
  after(phase: string): Promise<Measured>;
  ended: Promise<void>;
}

/** Starts `bare-loop` or `driver-load` with these arguments. */
export function startLoad(script: 'bare-loop' | 'driver-load', args: string[]): Load {
  const child = fork(join(import.meta.dirname, `${script}.js`), args, { execArgv: profiled() });
  const told: Record<string, Measured> = {};
  child.on('message', (message) => {
    const measured = message as Measured;
    told[measured.phase] = measured;
    child.emit(`phase ${measured.phase}`, measured);
  });
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code}`);
  });
  return {
    child,
    told,
    after: async (phase) => told[phase] ?? ((await once(child, `phase ${phase}`))[0] as Measured),
    ended,
  };
}

/** The anonymous memory of a Node that does nothing, in megabytes. */
export async function idleNodeMb(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("\\n"); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const memory = anonymousMbOf(child);
  child.kill();
  return memory;
}
