import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from '../../../sandbox/certificate.ts';
import type { Measured } from './measure.ts';

const sampleEvery = 20;

/** A Graph in a process of its own. */
export interface GraphProcess {
  /** `https://localhost:<port>/<users>` is the Graph of a tenant with that many users. */
  origin: string;
  stop(): void;
}

/** Starts the Graph with tenants of these sizes. */
export async function startGraph(certificate: Certificate, sizes: number[]): Promise<GraphProcess> {
  const child = fork(join(import.meta.dirname, 'graph-server.js'), [
    certificate.certFile,
    certificate.keyFile,
    ...sizes.map(String),
  ]);
  const { origin } = await new Promise<{ origin: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { origin: string }));
    child.once('exit', (code) => reject(new Error(`The Graph of the benchmark ended with ${code}`)));
  });
  return { origin, stop: () => void child.kill() };
}

/** What a measuring process found: seconds and processor seconds by phase, and the most anonymous memory it had at any time, in megabytes. */
export interface Found {
  seconds: Record<string, number[]>;
  cpuSeconds: Record<string, number[]>;
  anonymousMb: number;
}

/** Runs `measure.ts` to its end. */
export async function measure(certificate: Certificate, args: string[]): Promise<Found> {
  const child = fork(join(import.meta.dirname, 'measure.js'), args, {
    execArgv: process.env.BENCH_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROF}`] : [],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.caBundleFile },
  });
  const found: Found = { seconds: {}, cpuSeconds: {}, anonymousMb: 0 };
  child.on('message', (message) => {
    const { phase, seconds, cpuSeconds } = message as Measured;
    found.seconds[phase] = [...(found.seconds[phase] ?? []), seconds];
    found.cpuSeconds[phase] = [...(found.cpuSeconds[phase] ?? []), cpuSeconds];
  });
  const sampling = setInterval(() => {
    found.anonymousMb = Math.max(found.anonymousMb, anonymousMbOf(child));
  }, sampleEvery);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(sampling);
  if (code !== 0) throw new Error(`Measuring ${args.join(' ')} ended with ${code}`);
  return found;
}

/** Memory of a process that no file stands behind: RssAnon in /proc/<pid>/status (proc(5)), in megabytes. */
export function anonymousMbOf({ pid }: ChildProcess): number {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
