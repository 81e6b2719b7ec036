import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { type ErrorAnswer, errorCodes } from '../../contract/index.ts';
import { errorPage } from './error-page.ts';
import { SignetError, toSignetError } from './errors.ts';
import type { Logger } from './log.ts';
import { problemInWords } from './problem-words.ts';

const requestIds = new WeakMap<Request, string>();

/** The id of this request, as the answer's X-Request-Id header and error body name it. */
export function requestIdOf(request: Request): string {
  return requestIds.get(request) ?? '';
}

/** Gives every request an id of its own and names it in the answer. */
export const nameRequests: RequestHandler = (request, response, next) => {
  const id = randomUUID();
  requestIds.set(request, id);
  response.set('X-Request-Id', id);
  next();
};

/**
 * The value as the schema describes it.
 * @throws {SignetError} VALIDATION with one detail per problem
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const taken = schema.safeParse(value);
  if (taken.success) return taken.data;
  // Our words only where there is a problem: zod would copy them for each value, into an object that V8 11.3 keeps for long.
  const { error = taken.error } = schema.safeParse(value, { error: problemInWords });
  const details = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  if (value === undefined)
    throw new SignetError('VALIDATION', 'Send the values as JSON in the body, with Content-Type: application/json.', {
      details,
    });
  const first = details[0];
  throw new SignetError('VALIDATION', first ? `${first.path ? `${first.path}: ` : ''}${first.message}` : undefined, {
    details,
  });
}

/**
 * The revision that a change is made on, by `If-Match`: undefined where the asker does not say, or says `*`.
 * @throws {SignetError} CONFLICT for a tag that is none of ours
 */
export function seenRevision(request: Request): number | undefined {
  const given = request.headers['if-match'];
  if (given === undefined || given === '*') return undefined;
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(given)?.[1];
  if (revision === undefined) throw new SignetError('CONFLICT');
  return Number(revision);
}

/** Answers NOT_FOUND for whatever no route took. */
export const notFound: RequestHandler = (request) => {
  throw new SignetError('NOT_FOUND', `There is nothing at ${request.method} ${request.path}.`);
};

/** The one place where errors become answers. Routes don't catch. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const error = fromExpress(thrown) ?? toSignetError(thrown);
    const { status } = errorCodes[error.code];
    const requestId = requestIdOf(request);
    if (status >= 500) log.error({ requestId, code: error.code, err: error.cause ?? error }, error.message);
    // What somebody sent stands in the message: it goes back to them, and not into the log.
    else log.debug({ requestId, code: error.code }, 'refused');
    const answer: ErrorAnswer = {
      error: {
        code: error.code,
        message: error.message,
        ...(error.details === undefined ? {} : { details: error.details }),
        requestId,
      },
    };
    const { retryAfter } = Object(error.details) as { retryAfter?: unknown };
    if (typeof retryAfter === 'number') response.set('Retry-After', String(retryAfter));
    const wantsPage =
      request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
    if (wantsPage) response.status(status).type('html').send(errorPage(answer));
    else response.status(status).json(answer);
  };
}

/** Express and its body parser throw http-errors with a `type` or `status`. */
function fromExpress(thrown: unknown): SignetError | null {
  if (!(thrown instanceof Error) || thrown instanceof SignetError) return null;
  const { type, status } = thrown as Error & { type?: string; status?: number };
  if (type === 'entity.too.large') return new SignetError('TOO_LARGE', undefined, { cause: thrown });
  if (type === 'entity.parse.failed')
    return new SignetError('BAD_REQUEST', 'The body is not valid JSON.', { cause: thrown });
  if (status !== undefined && status >= 400 && status < 500)
    return new SignetError('BAD_REQUEST', undefined, { cause: thrown });
  return null;
}
