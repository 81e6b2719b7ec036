import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BackupFacts,
  backUpServedDatabase,
  findServedDatabase,
  openEmbeddedDatabase,
  restoreBackup,
  socketPathFor,
} from '../embedded-db/index.ts';
import type { Config } from './platform/config.ts';
import { messageOf, SignetError } from './platform/errors.ts';
import { withoutPassword } from './platform/mongo.ts';

const dataFile = (config: Config) => join(config.dataDir, 'signet.db');

/** The configured deployment, or the embedded database: the one that another process serves already, else our own. */
export async function openDatabase(config: Config, closing: (() => Promise<void>)[]): Promise<string> {
  if (config.mongodbUri) return config.mongodbUri;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const socket = socketPathFor(config.dataDir);
  const served = await findServedDatabase(socket);
  if (served) return served;
  const database = await openEmbeddedDatabase({ file: dataFile(config), listen: { socket } });
  closing.push(() => database.close());
  return database.uri;
}

/** Writes everything to a file, while Signet runs or not. @throws {SignetError} STORAGE, saying why nothing was written */
export async function backUp(config: Config, file: string): Promise<BackupFacts & { file: string }> {
  embeddedOnly(config, 'mongodump');
  const closing: (() => Promise<void>)[] = [];
  try {
    await openDatabase(config, closing);
    return { file: resolve(file), ...(await backUpServedDatabase(socketPathFor(config.dataDir), file)) };
  } catch (error) {
    throw new SignetError('STORAGE', messageOf(error), { cause: error });
  } finally {
    for (const close of closing) await close();
  }
}

/** Puts a backup in the database's place. @throws {SignetError} STORAGE; then everything is as it was */
export async function restore(
  config: Config,
  file: string,
  replace: boolean,
): Promise<BackupFacts & { kept: string | null }> {
  embeddedOnly(config, 'mongorestore');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  if (await findServedDatabase(socketPathFor(config.dataDir)))
    throw new SignetError('STORAGE', `Signet runs on ${config.dataDir}: stop it, then restore.`);
  try {
    return await restoreBackup(resolve(file), dataFile(config), replace);
  } catch (error) {
    throw new SignetError('STORAGE', messageOf(error), { cause: error });
  }
}

function embeddedOnly(config: Config, tool: string): void {
  if (!config.mongodbUri) return;
  throw new SignetError(
    'BAD_REQUEST',
    `Signet stores in ${withoutPassword(config.mongodbUri)} (MONGODB_URI): use ${tool} --uri="$MONGODB_URI".`,
  );
}
