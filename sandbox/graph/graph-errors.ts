import type { Now } from '../clock.ts';

/** What Graph refuses: status and code as it answers them. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The refusals that occur in several places. */
export const refusals = {
  denied: () =>
    new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  notFound: (id: string) =>
    new GraphError(
      404,
      'Request_ResourceNotFound',
      `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    ),
  noSegment: (segment: string) => new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`),
  badRequest: (message: string) => new GraphError(400, 'Request_BadRequest', message),
  unsupported: (message: string) => new GraphError(400, 'Request_UnsupportedQuery', message),
  noProperty: (name: string, type: string) =>
    new GraphError(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
    ),
  methodNotAllowed: () =>
    new GraphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.'),
};

/** Where a failed request can be found again. */
export interface RequestIds {
  requestId: string;
  clientRequestId: string;
}

/** Graph's error document. */
export function errorDocument(code: string, message: string, now: Now, ids: RequestIds): Record<string, unknown> {
  return {
    error: {
      code,
      message,
      innerError: {
        date: now().toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
}
