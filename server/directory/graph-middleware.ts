import { randomUUID } from 'node:crypto';
import type { Context, FetchOptions, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../platform/clock.ts';
import { messageOf, SignetError } from '../platform/errors.ts';
import { GraphError, graphErrorOf } from './graph-error.ts';
import { guardGraph } from './graph-guard.ts';
import { mostTries, react, waitBudget } from './retry-policy.ts';

/** What the chain needs from outside: tokens, time, and someone to tell about waits. */
export interface GraphSurroundings {
  graphUrl: string;
  /** A token for Graph; `renew` asks for a fresh one after Graph refused the last. */
  token(options: { renew: boolean }): Promise<string>;
  clock: Clock;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  fetch?: typeof fetch;
  random?: () => number;
  /** `low` from jobs, `high` from a person's click: x-ms-throttle-priority (learn.microsoft.com/graph/throttling). */
  priority: 'low' | 'high';
  /** How often one call is tried when the network or Graph fails; default six. */
  tries?: number;
  onThrottled?(until: Date): unknown;
  onRetry?(reason: string): void;
  /** The client-request-id of each request sent: what Microsoft's support asks for. */
  onRequest?(clientRequestId: string): void;
}

/** What one call carries through the client, which knows neither links verbatim nor our errors. */
export class CallOptions implements MiddlewareOptions {
  /** An absolute link from Graph, to be followed to the letter. */
  readonly link?: string;
  readonly signal?: AbortSignal;
  readonly expect: 'json' | 'bytes';
  /** More bytes than this are not read. */
  readonly most?: number;
  failure?: SignetError;
  /** The parsed answer, where JSON was expected: a page is a megabyte, and is parsed once. */
  json?: unknown;

  constructor(options: { link?: string; signal?: AbortSignal; expect?: 'json' | 'bytes'; most?: number }) {
    this.link = options.link;
    this.signal = options.signal;
    this.expect = options.expect ?? 'json';
    this.most = options.most;
  }
}

const callTimeout = 60_000;

/**
 * The end of the client's middleware chain. The package's own retry gives up on network errors and cuts Retry-After at 180 s,
 * and its authentication comes before the retry, so that a long wait replays an expired token; therefore authentication,
 * retry and sending are one handler here. What may leave it at all, `guardGraph` says.
 */
export class ResilientSender implements Middleware {
  readonly #around: GraphSurroundings;
  readonly #root: URL;
  /** Whether a 403 has had its new token: a permission that is missing for thousands of photos asks for one, not for thousands. */
  #consentLookedAt = false;

  constructor(around: GraphSurroundings) {
    this.#around = around;
    this.#root = new URL(`${around.graphUrl}/`);
  }

  async execute(context: Context): Promise<void> {
    const call = context.middlewareControl?.getMiddlewareOptions(CallOptions) as CallOptions | undefined;
    const options = call ?? new CallOptions({});
    try {
      const url = options.link ?? (typeof context.request === 'string' ? context.request : context.request.url);
      const { method = 'GET', body } = context.options ?? {};
      guardGraph({ url, method, body }, this.#root);
      context.response = await this.#send(url, context.options ?? {}, options);
    } catch (error) {
      options.failure =
        error instanceof SignetError
          ? error
          : new SignetError('DIRECTORY_UNREACHABLE', messageOf(error), { cause: error });
      throw options.failure;
    }
  }

  async #send(url: string, request: FetchOptions, call: CallOptions): Promise<Response> {
    const { clock, wait, random = Math.random } = this.#around;
    let renewed = false;
    let renew = false;
    let waited = 0;
    for (let tries = 1; ; ) {
      const answer = await this.#once(url, request, call, renew);
      renew = false;
      // A token from before a consent lacks what was consented to since.
      const mayBeOld = answer.status === 403 && !this.#consentLookedAt;
      if (mayBeOld || (answer.status === 401 && !renewed)) {
        this.#consentLookedAt ||= mayBeOld;
        renewed = true;
        renew = true;
        continue;
      }
      const reaction = react({
        ...answer,
        tries,
        most: this.#around.tries ?? mostTries,
        now: clock.now(),
        random: random(),
      });
      if (reaction.kind === 'done' || reaction.kind === 'giveUp') return finish(answer);
      waited += reaction.milliseconds;
      if (waited > waitBudget)
        throw new SignetError('THROTTLED', 'Microsoft Graph asks to wait longer than two hours.', {
          cause: answer.error,
        });
      if (reaction.told) await this.#around.onThrottled?.(new Date(clock.now().getTime() + reaction.milliseconds));
      else this.#around.onRetry?.(answer.error?.message ?? `status ${answer.status}`);
      if (!reaction.told) tries += 1;
      await wait(reaction.milliseconds, call.signal);
    }
  }

  async #once(url: string, request: FetchOptions, call: CallOptions, renew: boolean): Promise<Answer> {
    const token = await this.#around.token({ renew });
    // Ended with the call: AbortSignal.timeout and .any keep what listens to them, a parsed page included, until the time is over.
    const ending = new AbortController();
    const end = () => ending.abort(call.signal?.reason);
    const timer = setTimeout(() => ending.abort(new Error(`no answer within ${callTimeout / 1000} s`)), callTimeout);
    call.signal?.addEventListener('abort', end);
    if (call.signal?.aborted) end();
    try {
      const headers = new Headers(request.headers as HeadersInit);
      headers.set('Authorization', `Bearer ${token}`);
      const clientRequestId = randomUUID();
      headers.set('client-request-id', clientRequestId);
      this.#around.onRequest?.(clientRequestId);
      headers.set('x-ms-throttle-priority', this.#around.priority);
      const response = await (this.#around.fetch ?? fetch)(url, {
        ...(request as RequestInit),
        headers,
        redirect: 'error',
        signal: ending.signal,
      });
      return await read(response, call);
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error);
      return {
        status: 0,
        retryAfter: null,
        error: new GraphError(
          'DIRECTORY_UNREACHABLE',
          `Microsoft Graph at ${this.#root.host} cannot be reached: ${reason}`,
          { status: 0, graphCode: 'network', cause: error },
        ),
      };
    } finally {
      clearTimeout(timer);
      call.signal?.removeEventListener('abort', end);
    }
  }
}

/** One answer, read to its end. Status 0: there was none that can be used. */
interface Answer {
  status: number;
  retryAfter: string | null;
  response?: Response;
  error?: SignetError;
}

/** Reads the whole body, so that an answer cut short counts as a failure and is fetched again. */
async function read(response: Response, call: CallOptions): Promise<Answer> {
  const bytes = await bodyOf(response, call.most);
  if (bytes === null) return { status: 413, retryAfter: null, error: graphErrorOf(413, '') };
  const head = { status: response.status, retryAfter: response.headers.get('retry-after') };
  const text = () => new TextDecoder().decode(bytes);
  if (!response.ok)
    return { ...head, error: graphErrorOf(response.status, text(), response.headers.get('request-id') ?? undefined) };
  const { status, headers } = response;
  if (call.expect === 'bytes')
    return { response: new Response(status === 204 ? null : bytes, { status, headers }), ...head };
  try {
    call.json = JSON.parse(text());
    return { response: new Response(null, { status, headers }), ...head };
  } catch {
    const error = new GraphError('DIRECTORY_ANSWER', 'Microsoft Graph sent a page that is cut short or not JSON.', {
      status,
      graphCode: 'malformed',
    });
    return { status: 0, retryAfter: null, error };
  }
}

/** The body, or null where it is longer than we read. */
async function bodyOf(response: Response, most = Number.POSITIVE_INFINITY): Promise<ArrayBuffer | null> {
  if (most === Number.POSITIVE_INFINITY || !response.body) return response.arrayBuffer();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let length = 0, part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return new Blob(parts).arrayBuffer();
}

function finish(answer: Answer): Response {
  if (answer.response) return answer.response;
  throw answer.error ?? new SignetError('DIRECTORY_UNREACHABLE');
}
