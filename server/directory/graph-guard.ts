import { SignetError } from '../platform/errors.ts';

/** A request as it is about to leave for Graph. */
export interface Leaving {
  url: string;
  method: string;
  body?: unknown;
}

/**
 * What may leave for Microsoft Graph: GET; POST to /$batch with nothing but GETs inside; and POST, PATCH and DELETE of our own
 * change-notification subscriptions. To the configured host only, for a token goes along.
 * @throws {SignetError} DIRECTORY_ANSWER for another host, DIRECTORY_WRITE_REFUSED for anything that would write
 */
export function guardGraph({ url, method, body }: Leaving, root: URL): void {
  const target = new URL(url);
  if (target.origin !== root.origin || !target.pathname.startsWith(root.pathname)) {
    throw new SignetError(
      'DIRECTORY_ANSWER',
      `Microsoft Graph named a link to another host (${target.host}); it is not followed.`,
    );
  }
  const path = target.pathname.slice(root.pathname.length);
  if (method === 'GET' || (method === 'POST' && path === 'v1.0/$batch' && readsOnly(body))) return;
  if (method === 'POST' && path === 'v1.0/subscriptions') return;
  if ((method === 'PATCH' || method === 'DELETE') && /^v1\.0\/subscriptions\/[\w-]{1,100}$/.test(path)) return;
  throw new SignetError('DIRECTORY_WRITE_REFUSED', `Signet never writes to the directory: ${method} refused.`);
}

/** Is this the body of a batch that only reads? */
function readsOnly(body: unknown): boolean {
  if (typeof body !== 'string') return false;
  try {
    const { requests } = JSON.parse(body) as { requests?: { method?: unknown; body?: unknown; url?: unknown }[] };
    const reads = (part: { method?: unknown; body?: unknown; url?: unknown }) =>
      part.method === 'GET' && part.body === undefined && typeof part.url === 'string';
    return Array.isArray(requests) && requests.length > 0 && requests.every(reads);
  } catch {
    return false;
  }
}
