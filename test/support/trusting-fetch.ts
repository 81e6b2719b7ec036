import { Agent, request } from 'node:https';

/** What happens to a request before it leaves, and what stands in its way. */
export type OnItsWay = (asked: { url: URL; headers: Headers; method: string }) => void | Promise<void>;

/**
 * `fetch` for one host with a certificate of its own: Node reads NODE_EXTRA_CA_CERTS only at start, and its fetch has no other way.
 * `onItsWay` may change the address and the headers, wait, or throw as a network would.
 */
export function createTrustingFetch(ca: string, onItsWay: OnItsWay): { fetch: typeof fetch; close(): void } {
  const agent = new Agent({ ca, keepAlive: true });
  const send: typeof fetch = async (input, init = {}) => {
    const asked = { url: new URL(String(input)), headers: new Headers(init.headers), method: init.method ?? 'GET' };
    await onItsWay(asked);
    return exchange(asked, agent, init.signal ?? undefined, init.body);
  };
  return { fetch: send, close: () => agent.destroy() };
}

function exchange(
  { url, headers, method }: { url: URL; headers: Headers; method: string },
  agent: Agent,
  signal?: AbortSignal,
  body?: RequestInit['body'],
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, agent, signal, headers: Object.fromEntries(headers) });
    asking.on('error', reject);
    asking.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(toResponse(Buffer.concat(chunks), response)));
    });
    asking.end(typeof body === 'string' ? body : undefined);
  });
}

function toResponse(body: Buffer, answer: { statusCode?: number; headers: NodeJS.Dict<string | string[]> }): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  const status = answer.statusCode ?? 0;
  return new Response([204, 304].includes(status) ? null : new Uint8Array(body), { status, headers });
}
