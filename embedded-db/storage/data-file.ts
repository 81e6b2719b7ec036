import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { EmbeddedDatabaseError } from '../errors.ts';
import { brokenPage } from './page-check.ts';

const MAGIC = 0xbeefc0de;
const META_SIZE = 168;
const META_FLAG = 0x08;
const LARGEST_PAGE = 65536;
/** MDB_DATA_VERSION of the LMDB that we use. */
const LMDB_VERSION = 2;

/** The data file itself: `path`, or `data.mdb` in it if it is a folder (or has no extension). Folders are made. */
export function dataFileAt(path: string): string {
  const isFolder = existsSync(path) ? statSync(path).isDirectory() : extname(path) === '';
  const file = isFolder ? join(path, 'data.mdb') : path;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'FILE_UNREACHABLE',
      `Cannot make the folder ${dirname(file)}: ${String(error)}`,
      error,
    );
  }
  return file;
}

/**
 * Looks at an existing file's pages before LMDB maps it. Throws FILE_CORRUPT if they are none of LMDB's or are damaged,
 * FILE_TOO_NEW if they are of a later version of LMDB.
 */
export function checkDataFile(file: string): void {
  if (!existsSync(file)) return;
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    throw new EmbeddedDatabaseError('FILE_UNREACHABLE', `Cannot read ${file}: ${String(error)}`, error);
  }
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return;
    const [newest, ...older] = metasOf(file, handle);
    const problem = brokenPage(handle, { ...newest, fileSize: size });
    if (!problem) return;
    // After a power cut LMDB goes back to the last state that was flushed; a restart of the program alone loses nothing.
    const rebooted = newest.bootId !== 0n && newest.bootId !== currentBootId();
    if (rebooted && older.some((meta) => !brokenPage(handle, { ...meta, fileSize: size }))) return;
    throw corrupt(file, problem);
  } finally {
    closeSync(handle);
  }
}

function corrupt(file: string, reason: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'FILE_CORRUPT',
    `${file} is damaged (${reason}). It was left as it is: restore a backup, or move it away to begin anew.`,
  );
}

interface Meta {
  transaction: bigint;
  bootId: bigint;
  pageSize: number;
  roots: bigint[];
}

/** The file's states, the newest first: two meta pages, and the last flushed one in the middle of the first page. */
function metasOf(file: string, handle: number): [Meta, ...Meta[]] {
  const page = Buffer.alloc(2 * LARGEST_PAGE);
  const bytes = page.subarray(0, readSync(handle, page, 0, page.length, 0));
  const first = isMeta(bytes, 0) ? metaAt(bytes, 0) : null;
  const pageSize = first?.pageSize ?? 0;
  if (!first || pageSize < 512 || pageSize > LARGEST_PAGE || !isMeta(bytes, pageSize)) {
    throw corrupt(file, 'it does not begin as a data file does');
  }
  if ((bytes.readUInt32LE(28) & 0xffff) !== LMDB_VERSION) {
    throw new EmbeddedDatabaseError(
      'FILE_TOO_NEW',
      `${file} was written by a newer version of this program: start that version.`,
    );
  }
  const second = metaAt(bytes, pageSize);
  const flushed = { ...metaAt(bytes, pageSize / 2), pageSize };
  const current = second.transaction > first.transaction ? [second, first] : [first, second];
  return [...current, ...(flushed.transaction > 0n ? [flushed] : [])] as [Meta, ...Meta[]];
}

function isMeta(bytes: Buffer, at: number): boolean {
  return (
    bytes.length >= at + META_SIZE &&
    (bytes.readUInt16LE(at + 18) & META_FLAG) !== 0 &&
    bytes.readUInt32LE(at + 24) === MAGIC
  );
}

/** What a meta page says: struct MDB_meta behind a header of 24 bytes. */
function metaAt(bytes: Buffer, at: number): Meta {
  return {
    transaction: bytes.readBigUInt64LE(at + 152),
    bootId: bytes.readBigUInt64LE(at + 160),
    pageSize: bytes.readUInt32LE(at + 48),
    roots: [bytes.readBigUInt64LE(at + 88), bytes.readBigUInt64LE(at + 136)],
  };
}

/** The system's start, as LMDB notes it; 0 where it cannot be known. */
function currentBootId(): bigint {
  try {
    return BigInt(Number.parseInt(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'), 16));
  } catch {
    return 0n;
  }
}
