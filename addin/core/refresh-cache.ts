import type { Run } from './run.ts';
import type { SignatureCache } from './signature-cache.ts';
import type { SignatureServer } from './signature-server.ts';

/** Milliseconds that must be left to fetch everything. */
const fillTime = 1500;

/**
 * Once in a while all own addresses × compose types are fetched, so that a changed sender or recipient is answered from the cache.
 * Gives whether the server was asked.
 */
export async function refreshCache(run: Run, server: SignatureServer, cache: SignatureCache): Promise<boolean> {
  if (!cache.isAllOld() || run.left() < fillTime) return false;
  try {
    const all = await server.all(cache.allEtag());
    if (all.kind === 'changed') cache.putAll(all.value, all.etag);
    if (all.kind === 'same') cache.confirmAll();
    await cache.save();
  } catch {
    // The next message tries again.
  }
  return true;
}
