import { Client, ResponseType, TelemetryHandler } from '@microsoft/microsoft-graph-client';
import { SignetError } from '../platform/errors.ts';
import { CallOptions, type GraphSurroundings, ResilientSender } from './graph-middleware.ts';

/** What one read asks for: a path below /v1.0, or a link that Graph gave, followed to the letter. */
export interface GraphRead {
  path?: string;
  link?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Microsoft Graph v1.0 of one tenant, for reading. */
export interface Graph {
  /** The JSON answer. @throws {SignetError} CREDENTIALS, CONSENT_MISSING, NOT_FOUND, THROTTLED, DIRECTORY_UNREACHABLE, DIRECTORY_ANSWER */
  read(request: GraphRead): Promise<unknown>;
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
  return { read: (request) => readJson(client, request) };
}

async function readJson(
  client: Client,
  { path = '/', link, query = {}, headers = {}, signal }: GraphRead,
): Promise<unknown> {
  const call = new CallOptions({ link, signal });
  try {
    await client.api(path).query(query).headers(headers).middlewareOptions([call]).responseType(ResponseType.RAW).get();
    return call.json;
  } catch (error) {
    // The client wraps whatever its chain throws; the failure itself travels in the call's options.
    throw call.failure ?? new SignetError('DIRECTORY_ANSWER', undefined, { cause: error });
  }
}
