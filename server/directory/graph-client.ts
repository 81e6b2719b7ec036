import { Client, ResponseType, TelemetryHandler } from '@microsoft/microsoft-graph-client';
import { SignetError } from '../platform/errors.ts';
import { type BatchAnswer, readBatch } from './graph-batch.ts';
import { CallOptions, type GraphSurroundings, ResilientSender } from './graph-middleware.ts';

/** What one read asks for: a path below /v1.0, or a link that Graph gave, followed to the letter. */
export interface GraphRead {
  path?: string;
  link?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What one asks of our own subscriptions: the only thing in Graph that Signet ever changes. */
export type SubscriptionRequest =
  | { method: 'POST'; body: object }
  | { method: 'PATCH'; id: string; body: object }
  | { method: 'DELETE'; id: string };

/** Microsoft Graph v1.0 of one tenant, for reading. */
export interface Graph {
  /** The JSON answer. @throws {SignetError} CREDENTIALS, CONSENT_MISSING, NOT_FOUND, THROTTLED, DIRECTORY_UNREACHABLE, DIRECTORY_ANSWER */
  read(request: GraphRead): Promise<unknown>;
  /** Answers of up to twenty GETs, each by its own path below /v1.0, whatever their status. */
  readBatch(paths: string[], signal?: AbortSignal): Promise<Map<string, BatchAnswer>>;
  /** A picture, of `most` bytes at most; larger ones are an error of status 413. */
  readBytes(
    path: string,
    options: { most: number; signal?: AbortSignal },
  ): Promise<{ bytes: Uint8Array; etag: string }>;
  /** Our own subscriptions to changes. */
  subscriptions(request: SubscriptionRequest): Promise<unknown>;
}

/**
 * Opens Microsoft Graph through the official client, whose middleware chain ends in our sender.
 * `customHosts` lets the client's telemetry header through to a host that isn't Microsoft's.
 */
export function openGraph(around: GraphSurroundings): Graph {
  const client = Client.initWithMiddleware({
    baseUrl: `${around.graphUrl}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set([new URL(around.graphUrl).hostname]),
    middleware: [new TelemetryHandler(), new ResilientSender(around)],
  });
  return {
    read: (request) => readJson(client, request),
    readBatch: (paths, signal) =>
      readBatch(paths, (body) => send(client, '/$batch', { method: 'POST', body }, signal), around, signal),
    readBytes: (path, options) => readBytes(client, path, options),
    subscriptions: (request) =>
      send(client, 'id' in request ? `/subscriptions/${encodeURIComponent(request.id)}` : '/subscriptions', request),
  };
}

async function readJson(
  client: Client,
  { path = '/', link, query = {}, headers = {}, signal }: GraphRead,
): Promise<unknown> {
  const call = new CallOptions({ link, signal });
  try {
    await client
      .api(path)
      .query(encoded(query))
      .headers(headers)
      .middlewareOptions([call])
      .responseType(ResponseType.RAW)
      .get();
    const { json } = call;
    call.json = undefined;
    return json;
  } catch (error) {
    // The client wraps whatever its chain throws; the failure itself travels in the call's options.
    throw call.failure ?? new SignetError('DIRECTORY_ANSWER', undefined, { cause: error });
  }
}

/** The client writes values as they are: what would end one, or begin another parameter, must not come through. */
function encoded(query: Record<string, string>): Record<string, string> {
  const entries = Object.entries(query);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.replace(/[%#&+]/g, encodeURIComponent)]));
}

/** POST, PATCH or DELETE; the guard at the end of the chain knows which few of them may leave. DELETE answers nothing. */
async function send(
  client: Client,
  path: string,
  request: { method: 'POST' | 'PATCH' | 'DELETE'; body?: unknown },
  signal?: AbortSignal,
): Promise<unknown> {
  const { method, body } = request;
  const call = new CallOptions({ signal, expect: method === 'DELETE' ? 'bytes' : 'json' });
  const asking = client.api(path).middlewareOptions([call]).responseType(ResponseType.RAW);
  try {
    if (method === 'DELETE') await asking.delete();
    else await (method === 'POST' ? asking.post(body) : asking.patch(body));
    return call.json;
  } catch (error) {
    throw call.failure ?? new SignetError('DIRECTORY_ANSWER', undefined, { cause: error });
  }
}

async function readBytes(
  client: Client,
  path: string,
  { most, signal }: { most: number; signal?: AbortSignal },
): Promise<{ bytes: Uint8Array; etag: string }> {
  const call = new CallOptions({ signal, expect: 'bytes', most });
  try {
    const asking = client.api(path).middlewareOptions([call]).responseType(ResponseType.RAW);
    const response: Response = await asking.get();
    return { bytes: new Uint8Array(await response.arrayBuffer()), etag: response.headers.get('etag') ?? '' };
  } catch (error) {
    throw call.failure ?? new SignetError('DIRECTORY_ANSWER', undefined, { cause: error });
  }
}
