import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { SignetError } from '../platform/errors.ts';
import type { Secrets } from '../platform/secrets.ts';

/** Puts values into a string that only this installation can open, and only for a while. */
export interface Sealer {
  seal(values: Record<string, unknown>, seconds: number): Promise<string>;
  /** @throws {SignetError} SIGN_IN_FAILED where it was tampered with or is too old */
  open(sealed: string): Promise<Record<string, unknown>>;
}

/** A sealer for one purpose, with keys of any length: it seals with the first and opens with any. */
export function createSealer(keys: Secrets, now: () => Date): Sealer {
  const [secret, ...former] = [...keys].map((key) => createHash('sha256').update(key).digest()) as [
    Buffer,
    ...Buffer[],
  ];
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    seal: (values, life) =>
      new EncryptJWT({ values })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + life)
        .encrypt(secret),
    open: async (sealed) => {
      try {
        const opened = [secret, ...former].map((one) => jwtDecrypt(sealed, one, { currentDate: now() }));
        return (await Promise.any(opened)).payload.values as Record<string, unknown>;
      } catch (error) {
        throw new SignetError(
          'SIGN_IN_FAILED',
          'The sign-in took too long or was started elsewhere. Start again from the first page.',
          { cause: error },
        );
      }
    },
  };
}
