import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const build = join(import.meta.dirname, '../../..');
const profiling = () => (process.env.BENCH_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROF}`] : []);

/** A process that a benchmark started, and what it said first. */
export interface Started<Said> {
  child: ChildProcess;
  said: Said;
}

/** Starts a compiled program of ours that prints one line of JSON when it is ready. */
export async function startProgram<Said>(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<Started<Said>> {
  const child = spawn(process.execPath, [...profiling(), join(build, file), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<Said>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))));
    });
    child.once('exit', () => reject(new Error(`${file} ended before it was ready: ${text}`)));
  });
  return { child, said };
}

/** Runs a command of Signet to its end. */
export async function runCommand(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [join(build, 'server/cli.js'), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`signet ${args.join(' ')} ended with ${code}`);
}

/** Starts a helper beside this file and waits for its first message. */
export async function startFork<Said>(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<Started<Said>> {
  const child = fork(join(import.meta.dirname, file), args, { env: { ...process.env, ...env }, execArgv: profiling() });
  const said = await Promise.race([
    once(child, 'message').then(([message]) => message),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`))),
  ]);
  return { child, said: said as Said };
}

/** Sends a message and waits for the answer. */
export async function tell<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answered = once(child, 'message');
  child.send(message);
  const [answer] = await answered;
  return answer as Answer;
}

/** Processor seconds of a process and its threads so far (proc(5): utime and stime, in hundredths). */
export function cpuSecondsOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Ends a process and waits for it. */
export async function stop({ child }: Started<unknown>, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
