import { isAbsolute } from 'node:path';
import { doc } from '../bson/values.ts';
import { EmbeddedDatabaseError, fail } from '../errors.ts';
import { writeBackup } from '../storage/backup.ts';
import { textField } from './arguments.ts';
import type { Answer, Command } from './command.ts';

/** This database's own command: writes a backup of everything to a file of this machine. Only on a Unix socket. */
const backup: Answer = async (call) => {
  if (call.client.credentials) fail(13, 'A backup is asked for on the Unix socket: its file lies on this machine.');
  const path = textField(call, 'path');
  if (path === null || !isAbsolute(path)) return fail(2, 'backup needs the absolute path of a file');
  try {
    return doc({ ...(await writeBackup(call.engine.catalog.environment, path)) });
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) return fail(96, error.message);
    throw error;
  }
};

export const backupCommand: Command = { answer: backup, fields: ['backup', 'path'] };
