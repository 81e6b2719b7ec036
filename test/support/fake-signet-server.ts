import type { AddinSettings } from '../../contract/addin.ts';
import type { Delivery } from '../../contract/delivery.ts';
import type { SignatureAnswer } from '../../contract/signature.ts';
import type { HandClock } from './hand-clock.ts';

/** How the server misbehaves. */
export type ServerFault = 'down' | 'hang' | 'garbage' | 'html' | { status: number; body?: string };

/** Signet's server as the bundle sees it: a `fetch`, answers that tests set, and what was asked. */
export interface FakeSignetServer {
  /** By `from|composeType`; null answers 204. */
  answers: Map<string, SignatureAnswer | null>;
  /** By `from|composeType`, where internal mail is signed differently. */
  internal: Map<string, SignatureAnswer | null>;
  addin: AddinSettings | undefined;
  /** Every report taken. */
  reports: Delivery[];
  requests: { path: string; ifNoneMatch?: string; authorization?: string; at: number }[];
  fault: ServerFault | undefined;
  /** How long an answer takes, in milliseconds. */
  latency: number;
  fetch: (url: string, init?: { headers?: Record<string, string>; body?: string }) => Promise<unknown>;
}

/** An answer with this HTML. */
export function anAnswer(
  html: string,
  more: Partial<SignatureAnswer['signature']> & { validUntil?: string } = {},
): SignatureAnswer {
  const { validUntil, ...signature } = more;
  return {
    signature: { html, text: html.replace(/<[^>]+>/g, ''), images: [], marker: 'signet-mark', ...signature },
    template: { id: 'standard', version: 3 },
    person: { id: 'anna' },
    ...(validUntil ? { validUntil } : {}),
  };
}

/** A server that knows no signatures yet and answers after 20 ms. */
export function fakeSignetServer(clock: HandClock, origin = 'https://signet.example'): FakeSignetServer {
  const server: FakeSignetServer = {
    answers: new Map(),
    internal: new Map(),
    addin: undefined,
    reports: [],
    requests: [],
    fault: undefined,
    latency: 20,
    fetch: (url, { headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const { pathname, search, origin: asked, searchParams } = new URL(url);
        const ifNoneMatch = headers['If-None-Match'];
        server.requests.push({
          path: pathname + search,
          ifNoneMatch,
          authorization: headers.Authorization,
          at: clock.now(),
        });
        if (server.fault === 'hang') return;
        clock.setTimeout(() => {
          if (server.fault === 'down' || asked !== origin) reject(new TypeError('Failed to fetch'));
          else resolve(faulty(server.fault) ?? answerTo(server, pathname, { query: searchParams, ifNoneMatch, body }));
        }, server.latency);
      }),
  };
  return server;
}

function faulty(fault: ServerFault | undefined): unknown {
  if (fault === 'garbage') return response(200, '{"signature":{"html":42}}');
  if (fault === 'html') return response(200, '<!doctype html><title>Proxy</title>');
  if (fault && typeof fault === 'object') return response(fault.status, fault.body ?? '{"error":{}}');
  return undefined;
}

function answerTo(
  server: FakeSignetServer,
  path: string,
  { query, ifNoneMatch, body }: { query: URLSearchParams; ifNoneMatch?: string; body?: string },
): unknown {
  if (path === '/api/v1/me/signature') {
    const key = `${query.get('from')}|${query.get('composeType')}`;
    const internal = query.get('recipients') === 'internal' ? server.internal.get(key) : undefined;
    const answer = internal === undefined ? server.answers.get(key) : internal;
    if (answer === undefined) return response(403, '{"error":{"code":"SENDER_NOT_ALLOWED"}}');
    if (answer === null) return response(204, '');
    return conditional(JSON.stringify(answer), ifNoneMatch);
  }
  if (path === '/api/v1/me/deliveries') {
    server.reports.push(...JSON.parse(body ?? '[]'));
    return response(204, '');
  }
  if (path !== '/api/v1/me/signatures') return response(404, '{}');
  const entries = (from: Map<string, SignatureAnswer | null>, recipients: string | undefined) =>
    [...from].map(([key, answer]) => {
      const [address, composeType] = key.split('|');
      const dependent = server.internal.has(key) ? { recipients } : {};
      return { from: address, composeType, ...dependent, answer };
    });
  const all = {
    signatures: [...entries(server.internal, 'internal'), ...entries(server.answers, 'external')],
    needsRecipients: server.internal.size > 0,
    internalDomains: ['contoso.example'],
    addin: server.addin,
  };
  return conditional(JSON.stringify(all), ifNoneMatch);
}

function conditional(body: string, ifNoneMatch: string | undefined): unknown {
  const etag = `"${Buffer.from(body).toString('base64url').slice(-24)}${body.length}"`;
  return ifNoneMatch === etag ? response(304, '', etag) : response(200, body, etag);
}

function response(status: number, body: string, etag?: string): unknown {
  return {
    status,
    headers: { get: (name: string) => (name.toLowerCase() === 'etag' ? (etag ?? null) : null) },
    text: async () => body,
  };
}
