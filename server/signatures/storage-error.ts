import { SignetError } from '../platform/errors.ts';

/** Translates what the database driver throws, once, where it enters. */
export function storageError(cause: unknown): never {
  const duplicate = typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 11000;
  throw new SignetError(duplicate ? 'DUPLICATE' : 'STORAGE', undefined, { cause });
}
