import type { GraphCall, JsonObject } from './graph-call.ts';
import { GraphError, refusals } from './graph-errors.ts';

/** Packs a position into a token that tells a client nothing. */
export function packToken(content: JsonObject): string {
  const bytes = Buffer.from(JSON.stringify(content));
  return scramble(bytes).toString('base64url');
}

/** Reads one of our tokens; throws 400 for anything else. */
export function unpackToken(token: string): JsonObject {
  try {
    const content: unknown = JSON.parse(scramble(Buffer.from(token, 'base64url')).toString());
    if (typeof content === 'object' && content !== null) return content as JsonObject;
  } catch {
    // Falls through to the refusal.
  }
  throw new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired or is not valid.',
  );
}

function scramble(bytes: Buffer): Buffer {
  return bytes.map((byte, index) => byte ^ ((index * 31 + 90) & 0xff)) as Buffer;
}

/** $top within its limits, or the default. Throws 400 as Graph does. */
export function pageSize(call: GraphCall, usual = 100, most = 999): number {
  const text = call.query.get('$top');
  if (text === null) return usual;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > most) {
    throw refusals.badRequest(`Invalid page size specified: '${text}'. Must be between 1 and ${most} inclusive.`);
  }
  return size;
}

/** Where a list goes on: the position in $skiptoken, 0 at its beginning. */
export function startOf(call: GraphCall): number {
  const token = call.query.get('$skiptoken');
  if (token === null) return 0;
  const { at } = unpackToken(token);
  if (typeof at !== 'number') throw unpackTokenRefusal();
  return at;
}

function unpackTokenRefusal(): GraphError {
  return new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired or is not valid.',
  );
}

/** The link to the next page: the same query, going on at a position. */
export function nextLink(base: string, call: GraphCall, at: number): string {
  const parts: string[] = [];
  for (const [name, value] of call.query) {
    if (name !== '$skiptoken') parts.push(`${name}=${encodeURIComponent(value)}`);
  }
  parts.push(`$skiptoken=${packToken({ at })}`);
  return `${base}/${call.segments.map(encodeURIComponent).join('/')}?${parts.join('&')}`;
}

/** Refuses query options that an endpoint doesn't know. */
export function allowOptions(call: GraphCall, allowed: readonly string[]): void {
  for (const name of call.query.keys()) {
    if (name.startsWith('$') && !allowed.includes(name)) {
      throw refusals.unsupported(`The query parameter '${name}' is not supported for this request.`);
    }
  }
}
