import { createHash } from 'node:crypto';
import type { Scope } from '../tenants/index.ts';

/** A scope in short; the order in which groups were chosen doesn't matter. */
export function scopeKey(scope: Scope): string {
  const text = scope.mode === 'all' ? 'all' : [...scope.groupIds].sort().join();
  return createHash('sha1').update(text).digest('base64url');
}
