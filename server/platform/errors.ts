import { type ErrorCode, errorCodes } from '../../contract/index.ts';

/** An error with a code of the contract's table: what services throw, and what the one handler answers. */
export class SignetError extends Error {
  readonly code: ErrorCode;
  readonly details?: unknown;

  constructor(code: ErrorCode, message?: string, options: { details?: unknown; cause?: unknown } = {}) {
    super(message ?? errorCodes[code].message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SignetError';
    this.code = code;
    this.details = options.details;
  }
}

/** The error itself where it is one of ours; anything else becomes INTERNAL with the original as its cause. */
export function toSignetError(error: unknown): SignetError {
  return error instanceof SignetError ? error : new SignetError('INTERNAL', undefined, { cause: error });
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
