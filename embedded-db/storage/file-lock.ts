import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** Takes the file for this process; the function given lets go of it. Throws FILE_BUSY. */
export function lockFile(file: string): () => void {
  const path = `${file}.owner`;
  const owner: Owner = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
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
      if (attempt > 20 || (other && isAlive(other))) throw busy(file, other);
      removeStale(path, other);
    }
  } finally {
    rmSync(own, { force: true });
  }
  mine.add(path);
  return () => {
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

function isAlive(owner: Owner): boolean {
  // A process on another machine (or in another container) cannot be asked; LMDB on a shared disk is no use anyway.
  if (owner.host !== hostname()) return false;
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
