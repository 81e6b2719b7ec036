import type { ErrorCode } from '../../contract/index.ts';
import { SignetError } from '../platform/errors.ts';

/** An answer of Microsoft Graph that is not the one asked for, with what Graph itself called it. */
export class GraphError extends SignetError {
  readonly status: number;
  readonly graphCode: string;

  constructor(
    code: ErrorCode,
    message: string,
    answer: { status: number; graphCode: string; requestId?: string; cause?: unknown },
  ) {
    super(code, message, {
      details: { status: answer.status, graphCode: answer.graphCode, requestId: answer.requestId },
      cause: answer.cause,
    });
    this.name = 'GraphError';
    this.status = answer.status;
    this.graphCode = answer.graphCode;
  }
}

/** The error in a Graph answer. Shape: `{error: {code, message}}` (learn.microsoft.com/graph/errors); anything else is named by its status. */
export function graphErrorOf(status: number, body: string, requestId?: string): GraphError {
  const { code: graphCode, message } = readBody(body) ?? { code: `HTTP ${status}`, message: '' };
  const said = `Microsoft Graph answered ${status} ${graphCode}${message ? `: ${message}` : ''}`;
  const answer = { status, graphCode, requestId };
  if (status === 401)
    return new GraphError('CREDENTIALS', `${said}. Check the application's credentials and the tenant.`, answer);
  if (status === 403)
    return new GraphError(
      'CONSENT_MISSING',
      `${said}. An administrator of the tenant has to consent to the application's permissions.`,
      answer,
    );
  if (status === 404) return new GraphError('NOT_FOUND', said, answer);
  if (status === 429) return new GraphError('THROTTLED', said, answer);
  return new GraphError(status >= 500 ? 'DIRECTORY_UNREACHABLE' : 'DIRECTORY_ANSWER', said, answer);
}

function readBody(body: string): { code: string; message: string } | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('error' in parsed)) return null;
    const { error } = parsed as { error: { code?: unknown; message?: unknown } };
    return { code: String(error?.code ?? ''), message: String(error?.message ?? '').slice(0, 300) };
  } catch {
    return null;
  }
}
