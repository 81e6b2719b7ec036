import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is signed or sealed now is so with the first; what was before is still opened with any. */
export type Secrets = readonly [current: string, ...former: string[]];

/** The secrets of this installation: the configured ones, else one made once in the data folder (mode 0600). */
export function installationSecrets(configured: string[], dataDir: string): Secrets {
  const [current, ...former] = configured;
  if (current !== undefined) return [current, ...former];
  const file = join(dataDir, 'session-secret');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return [readFileSync(file, 'utf8').trim()];
}

/** A key for one purpose, derived from the secret, so that no two purposes share one. */
export function deriveKey(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}

/** The same of each secret, the current one first. */
export function deriveKeys([current, ...former]: Secrets, purpose: string): Secrets {
  return [deriveKey(current, purpose), ...former.map((secret) => deriveKey(secret, purpose))];
}

/** Why nobody should rely on this secret, or null. Those made by a generator pass. */
export function weaknessOf(secret: string): string | null {
  if (secret.length < 32) return 'must have at least 32 characters';
  if (new Set(secret).size < 10) return 'repeats a few characters';
  if (/change.?me|secret.?here|example|default|placeholder|password|^<.*>$/i.test(secret))
    return 'looks like an example';
  return null;
}
