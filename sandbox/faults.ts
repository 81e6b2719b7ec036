import type { IncomingMessage, ServerResponse } from 'node:http';

/** Something that shall go wrong. Without `action` or `status` it is a 503. */
export interface Fault {
  /** Against method and path with query, e.g. `GET /graph/v1.0/users?$top=999`; missing: every request. */
  match?: RegExp | string;
  /** How many requests it hits; default 1, `Infinity` until `clear`. */
  times?: number;
  /** How many matching requests pass first; default 0. */
  after?: number;
  /** Answers with this HTTP status and an error body as Graph or Entra words it. */
  status?: number;
  /** The error's code in the body; by status otherwise. */
  code?: string;
  message?: string;
  /** Seconds, or an HTTP date; missing: no such header. */
  retryAfter?: number | string;
  headers?: Record<string, string>;
  /** Answers exactly this instead of an error body. */
  body?: string | object;
  /**
   * `reset` cuts the connection without an answer, `hang` never answers, `truncate` cuts the answer in half and the connection
   * with it, `half-json` sends half of it as if it were whole, `delay` answers after `delayMs`, `empty-page` makes a list page
   * come back empty but with a link onward, `loop` makes a page's link lead back to itself.
   */
  action?: 'reset' | 'hang' | 'truncate' | 'half-json' | 'delay' | 'empty-page' | 'loop';
  delayMs?: number;
}

interface Waiting extends Fault {
  left: number;
  toPass: number;
  hits: number;
}

/** Faults on demand. The first waiting one that matches a request is used up by it. */
export class Faults {
  private waiting: Waiting[] = [];

  /** Orders one. Returns a look at how often it has hit. */
  next(fault: Fault): { hits(): number } {
    const waiting = { ...fault, left: fault.times ?? 1, toPass: fault.after ?? 0, hits: 0 };
    this.waiting.push(waiting);
    return { hits: () => waiting.hits };
  }

  /** Everything well again. */
  clear(): void {
    this.waiting = [];
  }

  /** How many are still to come. */
  get pending(): number {
    return this.waiting.length;
  }

  /** Takes the fault meant for this request, if any. */
  take(method: string, path: string): Fault | undefined {
    const found = this.waiting.find((fault) => matches(fault.match, `${method} ${path}`));
    if (!found) return undefined;
    if (found.toPass > 0) {
      found.toPass -= 1;
      return undefined;
    }
    found.hits += 1;
    found.left -= 1;
    if (found.left <= 0) this.waiting = this.waiting.filter((each) => each !== found);
    return found;
  }
}

function matches(match: Fault['match'], line: string): boolean {
  if (match === undefined) return true;
  // A fresh expression each time: one with the g flag would remember where it stopped.
  return typeof match === 'string'
    ? line.includes(match)
    : new RegExp(match.source, match.flags.replace(/[gy]/g, '')).test(line);
}

const codes: Record<number, string> = {
  400: 'Request_BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  410: 'syncStateNotFound',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** The status, headers and body that a fault with a status answers. */
export function faultAnswer(fault: Fault): {
  status: number;
  headers: Record<string, string>;
  code: string;
  message: string;
} {
  const status = fault.status ?? 503;
  return {
    status,
    headers: {
      ...fault.headers,
      ...(fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }),
    },
    code: fault.code ?? codes[status] ?? 'UnknownError',
    message: fault.message ?? (status === 429 ? 'Please retry again later.' : 'A fault ordered from the sandbox.'),
  };
}

/** Plays the faults of the wire. Returns true when the request is dealt with and must not go on. */
export function playOnWire(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  if (fault.action === 'reset') request.socket.destroy();
  if (fault.action === 'truncate' || fault.action === 'half-json') cutBody(response, fault.action);
  return fault.action === 'reset' || fault.action === 'hang';
}

function cutBody(response: ServerResponse, action: 'truncate' | 'half-json'): void {
  const end = response.end.bind(response);
  const cut = (chunk: unknown): ServerResponse => {
    const whole = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk ?? ''));
    const half = whole.subarray(0, Math.floor(whole.length / 2));
    response.setHeader('Content-Length', action === 'truncate' ? whole.length : half.length);
    if (action === 'half-json') return end(half);
    response.write(half, () => response.socket?.destroy());
    return response;
  };
  response.end = cut as typeof response.end;
}
