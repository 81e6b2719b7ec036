import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Ready } from '../../server/main.ts';

const cli = resolve('dist/server/cli.js');

/** What a command printed, and how it ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Settings for a process of Signet; what the test's own environment says of Signet counts for nothing. */
export type Settings = Record<string, string>;

/** A folder for one test's data. */
export function makeDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'signet-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function environmentWith(settings: Settings): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_EXTRA_CA_CERTS } = process.env;
  return { PATH, HOME, ...(NODE_EXTRA_CA_CERTS ? { NODE_EXTRA_CA_CERTS } : {}), ...settings };
}

/** Runs one command of the built command line to its end. */
export async function runSignet(args: string[], settings: Settings): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], {
    env: environmentWith(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = [gather(child.stdout), gather(child.stderr)];
  const [code] = await once(child, 'close');
  return { code, stdout: stdout(), stderr: stderr() };
}

/** The built server, started as `npm start -- --json` starts it. */
export interface RunningSignet {
  ready: Ready;
  settings: Settings;
  /** A command against the running server's data. */
  command(...args: string[]): Promise<Ended>;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built server and waits for its ready line. @throws with what it printed if it ends before */
export async function startSignet(settings: Settings): Promise<RunningSignet> {
  const withPort = { PORT: '0', ...settings };
  const child = spawn(process.execPath, [cli, 'start', '--json'], {
    env: environmentWith(withPort),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = gather(child.stderr);
  const ready = await firstLine(child, log);
  if (!ready.url) throw new Error(`signet start was not ready, but said ${JSON.stringify(ready)}\n${log()}`);
  const port = new URL(ready.url).port;
  return {
    ready,
    settings: { ...withPort, PORT: port },
    command: (...args) => runSignet(args, { ...withPort, PORT: port }),
    log,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

function gather(stream: NodeJS.ReadableStream | null): () => string {
  const parts: Buffer[] = [];
  stream?.on('data', (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts).toString('utf8');
}

function firstLine(child: ChildProcess, log: () => string): Promise<Ready> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(text.slice(0, end)));
    });
    child.once('exit', (code) => reject(new Error(`signet start ended with ${code} before it was ready:\n${log()}`)));
  });
}
