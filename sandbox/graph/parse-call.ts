import type { GraphCall } from './graph-call.ts';

/** Splits a path and query below /v1.0 into a call. */
export function parseCall(method: string, url: string, headers: GraphCall['headers'], roles: Set<string>): GraphCall {
  const [path = '', ...query] = url.split('?');
  const segments = path.split('/').filter(Boolean).map(decode);
  return { method, segments, query: new URLSearchParams(query.join('?')), headers, roles };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
