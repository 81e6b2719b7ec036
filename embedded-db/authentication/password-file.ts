import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { EmbeddedDatabaseError, systemCode } from '../errors.ts';

/** The password that goes with a data file: the one in the file beside it (mode 0600), made when it is first wanted. */
export function passwordBeside(file: string): string {
  const path = `${file}.password`;
  try {
    writeFileSync(path, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw unusable(path, error);
  }
  try {
    const password = readFileSync(path, 'utf8').trim();
    if (password !== '') return password;
  } catch (error) {
    throw unusable(path, error);
  }
  throw unusable(path, 'it is empty: remove it, and a new password is made');
}

function unusable(path: string, reason: unknown): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    'FILE_UNREACHABLE',
    `The password cannot be kept in ${path}: ${String(reason)}`,
    reason,
  );
}
