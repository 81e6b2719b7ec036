import { type ErrorCode, errorCodes } from '../../contract/error-codes.ts';
import { messages } from '../messages/messages.ts';

/** `OFFLINE`: no answer at all. `UNREADABLE`: an answer that isn't Signet's (a proxy's page, say). */
export type ApiErrorCode = ErrorCode | 'OFFLINE' | 'UNREADABLE';

/** What every failed call to the server throws. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly details: unknown;

  constructor(failure: {
    code: ApiErrorCode;
    message: string;
    status: number;
    requestId?: string | undefined;
    details?: unknown;
    cause?: unknown;
  }) {
    super(failure.message, { cause: failure.cause });
    this.code = failure.code;
    this.status = failure.status;
    this.requestId = failure.requestId;
    this.details = failure.details;
  }

  /** Whether the same call may succeed a moment later. */
  get retry(): boolean {
    if (this.code === 'OFFLINE') return true;
    return this.code === 'UNREADABLE' ? this.status >= 500 : errorCodes[this.code].retry;
  }
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The error for an answer with a failing status: `body` is its parsed JSON, or undefined where it had none. */
export function errorFromAnswer(status: number, body: unknown, requestIdHeader: string | null): ApiError {
  const error = asRecord(asRecord(body).error);
  const requestId = typeof error.requestId === 'string' ? error.requestId : (requestIdHeader ?? undefined);
  if (!isErrorCode(error.code)) {
    return new ApiError({ code: 'UNREADABLE', message: messages.errors.unreadable(status), status, requestId });
  }
  const message = typeof error.message === 'string' ? error.message : errorCodes[error.code].message;
  return new ApiError({ code: error.code, message, status, requestId, details: error.details });
}

/** The error for a call that got no answer. */
export function errorFromNetwork(cause: unknown): ApiError {
  return new ApiError({ code: 'OFFLINE', message: messages.errors.offline, status: 0, cause });
}
