import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile, open, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedDatabaseError, systemCode } from '../errors.ts';
import { Catalog } from './catalog.ts';
import { checkDataFile } from './data-file.ts';
import { type Environment, openEnvironment } from './environment.ts';
import { lockFile } from './file-lock.ts';

/**
 * A backup is a data file as it was at one moment, and behind it a line with the SHA-256 of all before: `trailer`.
 */
const TRAILER_SIZE = 96;
const TRAILER_START = 'embedded-db backup 1 sha256 ';

/** What a backup or a restore dealt with. */
export interface BackupFacts {
  bytes: number;
  collections: number;
  documents: number;
}

/** Writes a backup of the open file while others read and write. Throws BACKUP_FAILED; an existing file stays as it is. */
export async function writeBackup(environment: Environment, file: string): Promise<BackupFacts> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    if (existsSync(file)) throw new Error('there is a file of that name: choose another one, or remove it');
    rmSync(partial, { force: true });
    await environment.root.backup(partial, true);
    const handle = await open(partial, 'a', 0o600);
    try {
      await handle.chmod(0o600);
      const hash = (await hashOf(partial, Number.POSITIVE_INFINITY)).digest('hex');
      await handle.write(trailer(hash));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // What was written is looked at as a restore would look at it, before it gets its name.
    const facts = await contentsOf(partial, true);
    linkSync(partial, file);
    return facts;
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw new EmbeddedDatabaseError('BACKUP_FAILED', `No backup was written to ${file}: ${reasonOf(error)}`, error);
  } finally {
    for (const path of [partial, `${partial}-lock`]) rmSync(path, { force: true });
  }
}

/**
 * Puts a backup in a data file's place. The file must not be served; it must hold no documents, or `replace` be true, and then
 * it is kept beside, under the name that is given back. Throws EmbeddedDatabaseError, and then everything is as it was.
 */
export async function restoreBackup(
  backup: string,
  file: string,
  replace: boolean,
): Promise<BackupFacts & { kept: string | null }> {
  const unlock = await lockFile(file);
  const arriving = `${file}.arriving`;
  try {
    if (!replace) refuseToReplace(file);
    await checkTrailer(backup);
    await copyFile(backup, arriving);
    await truncate(arriving, statSync(backup).size - TRAILER_SIZE);
    const facts = await contentsOf(arriving, false);
    const handle = await open(arriving, 'r+');
    await handle.chmod(0o600);
    await handle.sync();
    await handle.close();
    const kept = existsSync(file) ? freeName(`${file}.replaced`) : null;
    if (kept) renameSync(file, kept);
    rmSync(`${file}-lock`, { force: true });
    renameSync(arriving, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync().finally(() => folder.close());
    return { ...facts, kept };
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw new EmbeddedDatabaseError('RESTORE_FAILED', `Nothing was restored: ${reasonOf(error)}`, error);
  } finally {
    for (const path of [arriving, `${arriving}-lock`]) rmSync(path, { force: true });
    unlock();
  }
}

function trailer(hash: string): Buffer {
  return Buffer.from(`${TRAILER_START}${hash}`.padEnd(TRAILER_SIZE - 1).concat('\n'));
}

async function hashOf(file: string, size: number): Promise<Hash> {
  const hash = createHash('sha256');
  if (size > 0) for await (const chunk of createReadStream(file, { end: size - 1 })) hash.update(chunk as Buffer);
  return hash;
}

async function checkTrailer(backup: string): Promise<void> {
  const unusable = (reason: string) =>
    new EmbeddedDatabaseError('BACKUP_UNUSABLE', `${backup} ${reason}: nothing was restored.`);
  if (!existsSync(backup) || !statSync(backup).isFile()) throw unusable('is not there');
  const size = statSync(backup).size - TRAILER_SIZE;
  const handle = await open(backup, 'r');
  const { buffer } = await handle.read(Buffer.alloc(TRAILER_SIZE), 0, TRAILER_SIZE, Math.max(0, size));
  await handle.close();
  const text = buffer.toString('latin1');
  if (size <= 0 || !text.startsWith('embedded-db backup ')) throw unusable('is no backup, or is cut off');
  if (!text.startsWith(TRAILER_START)) {
    throw new EmbeddedDatabaseError(
      'FILE_TOO_NEW',
      `${backup} was written by a newer version of this program: restore it with that version.`,
    );
  }
  const hash = (await hashOf(backup, size)).digest('hex');
  if (!buffer.equals(trailer(hash))) throw unusable('is damaged (its checksum differs)');
}

/** Opens a file that nobody serves, and counts. */
async function contentsOf(file: string, isBackup: boolean): Promise<BackupFacts> {
  checkDataFile(file);
  const environment = openEnvironment(file, true);
  try {
    const collections = new Catalog(environment).list();
    const documents = collections.reduce((sum, collection) => sum + collection.count, 0);
    const bytes = statSync(file).size + (isBackup ? 0 : TRAILER_SIZE);
    return { bytes, collections: collections.length, documents };
  } finally {
    await environment.root.close();
  }
}

function refuseToReplace(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  checkDataFile(file);
  const environment = openEnvironment(file, true);
  try {
    const documents = new Catalog(environment).list().reduce((sum, collection) => sum + collection.count, 0);
    if (documents === 0) return;
    throw new EmbeddedDatabaseError(
      'FILE_NOT_EMPTY',
      `${file} holds ${documents} documents: nothing was restored. With --replace the backup takes its place, and it is kept beside.`,
    );
  } finally {
    void environment.root.close();
  }
}

function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}.${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function reasonOf(error: unknown): string {
  if (systemCode(error) === 'ENOSPC' || /no space/i.test(String(error))) return 'the disk is full';
  return error instanceof Error ? error.message : String(error);
}
