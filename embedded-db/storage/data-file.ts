import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { EmbeddedDatabaseError } from '../errors.ts';

const MAGIC = 0xbeefc0de;
const META_FLAG = 0x08;

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
 * Looks at an existing file's first pages before LMDB maps it. Throws FILE_CORRUPT if they are none of LMDB's, or if the
 * file is shorter than they say (reading past its end would kill the process).
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
    const page = Buffer.alloc(4096 * 2);
    const count = readSync(handle, page, 0, page.length, 0);
    const metas = [metaAt(page.subarray(0, count), 0), metaAt(page.subarray(0, count), 4096)].filter(
      (meta) => meta !== null,
    );
    const newest = metas.sort((left, right) => Number(right.transaction - left.transaction))[0];
    if (!newest) throw corrupt(file, 'it does not begin as a data file does');
    if (size < (newest.lastPage + 1) * newest.pageSize) throw corrupt(file, 'its end is missing');
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

/** What a meta page says (struct MDB_meta behind a header of 24 bytes), or null if it isn't one. */
function metaAt(bytes: Buffer, at: number): { transaction: bigint; lastPage: number; pageSize: number } | null {
  if (bytes.length < at + 4096 || (bytes.readUInt16LE(at + 18) & META_FLAG) === 0) return null;
  if (bytes.readUInt32LE(at + 24) !== MAGIC) return null;
  return {
    transaction: bytes.readBigUInt64LE(at + 152),
    lastPage: Number(bytes.readBigUInt64LE(at + 144)),
    pageSize: bytes.readUInt32LE(at + 48),
  };
}
