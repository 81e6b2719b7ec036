import { readFile } from 'node:fs/promises';
import { messageOf, SignetError } from '../platform/errors.ts';

/** The bytes of a file named on the command line. @throws {SignetError} VALIDATION, naming it and why */
export async function readGivenFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new SignetError('VALIDATION', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
