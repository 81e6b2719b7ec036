import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { EmbeddedDatabaseError } from '../errors.ts';
import { brokenPage } from './page-check.ts';

const MAGIC = 0xbeefc0de;
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
    const newest = newestMeta(file, handle);
    const problem = brokenPage(handle, { roots: newest.roots, pageSize: newest.pageSize, fileSize: size });
    if (problem) throw corrupt(file, problem);
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
  version: number;
  transaction: bigint;
  pageSize: number;
  roots: bigint[];
}

function newestMeta(file: string, handle: number): Meta {
  const page = Buffer.alloc(2 * LARGEST_PAGE);
  const bytes = page.subarray(0, readSync(handle, page, 0, page.length, 0));
  const first = metaAt(bytes, 0);
  const second = first && metaAt(bytes, first.pageSize);
  if (!first || !second) throw corrupt(file, 'it does not begin as a data file does');
  const newest = second.transaction > first.transaction ? second : first;
  if (newest.version !== LMDB_VERSION) {
    throw new EmbeddedDatabaseError(
      'FILE_TOO_NEW',
      `${file} was written by a newer version of this program: start that version.`,
    );
  }
  return newest;
}

/** What a meta page says (struct MDB_meta behind a header of 24 bytes), or null if it isn't one. */
function metaAt(bytes: Buffer, at: number): Meta | null {
  if (bytes.length < at + 200 || (bytes.readUInt16LE(at + 18) & META_FLAG) === 0) return null;
  if (bytes.readUInt32LE(at + 24) !== MAGIC) return null;
  const pageSize = bytes.readUInt32LE(at + 48);
  if (pageSize < 512 || pageSize > LARGEST_PAGE) return null;
  return {
    version: bytes.readUInt32LE(at + 28),
    transaction: bytes.readBigUInt64LE(at + 152),
    pageSize,
    roots: [bytes.readBigUInt64LE(at + 88), bytes.readBigUInt64LE(at + 136)],
  };
}
