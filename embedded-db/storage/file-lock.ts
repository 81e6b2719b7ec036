import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { EmbeddedDatabaseError, systemCode } from '../errors.ts';

/** Who serves a data file. */
interface Owner {
  pid: number;
  host: string;
  /** When the process started, as the system counts; tells a process from a later one with the same number. */
  started: string;
}

/** The files that this process serves. */
const mine = new Set<string>();

/** How often an owner shows that it lives, and how long one elsewhere is watched for that (ms). */
const RHYTHM = { beat: 2000, patience: 7000 };

/** Takes the file for this process; the function given lets go of it. Throws FILE_BUSY. */
export async function lockFile(file: string, rhythm = RHYTHM): Promise<() => void> {
  const path = `${file}.owner`;
  const owner: Owner = { pid: process.pid, host: here(), started: startOf(process.pid) };
  if (mine.has(path)) throw busy(file, owner);
  const own = `${path}.${process.pid}.${process.hrtime.bigint()}`;
  try {
    writeFileSync(own, JSON.stringify(owner), { mode: 0o600 });
  } catch (error) {
    throw new EmbeddedDatabaseError('FILE_UNREACHABLE', `Cannot write beside ${file}: ${String(error)}`, error);
  }
  try {
    for (let attempt = 0; !linked(own, path); attempt++) {
      const other = readOwner(path);
      if (mine.has(path) || attempt > 20 || (other && (await isAlive(other, path, rhythm)))) throw busy(file, other);
      removeStale(path, other);
    }
  } finally {
    rmSync(own, { force: true });
  }
  mine.add(path);
  const beating = setInterval(() => beat(path), rhythm.beat).unref();
  return () => {
    clearInterval(beating);
    mine.delete(path);
    rmSync(path, { force: true });
  };
}

/** A link is made by one process only, however many try. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch {
    return false;
  }
}

function readOwner(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

/** Takes a dead process's file away; if somebody else's came there meanwhile, it is put back. */
function removeStale(path: string, stale: Owner | null): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (JSON.stringify(readOwner(aside)) !== JSON.stringify(stale)) linked(aside, path);
  rmSync(aside, { force: true });
}

/** The machine, or the container in it: where process numbers mean the same. */
function here(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function beat(path: string): void {
  try {
    utimesSync(path, Date.now() / 1000, Date.now() / 1000);
  } catch {
    // The folder has gone, or is full: nothing that could be done here.
  }
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** A process on another machine or in another container cannot be asked: its file is watched for a sign of life. */
async function beats(path: string, rhythm: typeof RHYTHM): Promise<boolean> {
  const before = changedAt(path);
  for (let waited = 0; waited < rhythm.patience; waited += rhythm.beat / 4) {
    await new Promise((resolve) => setTimeout(resolve, rhythm.beat / 4));
    if (changedAt(path) !== before) return true;
  }
  return false;
}

async function isAlive(owner: Owner, path: string, rhythm: typeof RHYTHM): Promise<boolean> {
  if (owner.host !== here()) return beats(path, rhythm);
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  const started = startOf(owner.pid);
  return started === '' || owner.started === '' || started === owner.started;
}

/** The start time in /proc (field 22 of stat), or nothing where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function busy(file: string, owner: Owner | null): EmbeddedDatabaseError {
  const who = owner ? ` (process ${owner.pid} on ${owner.host})` : '';
  return new EmbeddedDatabaseError(
    'FILE_BUSY',
    `${file} is already served by another process${who}: connect to that one, or stop it first.`,
  );
}
