import { wait } from './clock.ts';
import { type CallLog, shorten } from './host/call-log.ts';
import { type Faults, faultFor } from './host/fault.ts';
import { isRecord, parseJson } from './host/message.ts';

/** True for a message of msal-browser to its nested-app-auth bridge. */
export function isTokenRequest(text: unknown): text is string {
  const message = parseJson(text);
  return isRecord(message) && message.messageType === 'NestedAppAuthRequest';
}

interface TokenContext {
  oid: string;
  faults: Faults;
  log: CallLog;
}

const failure = (requestId: unknown, status: string, description: string): string =>
  JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId, success: false, error: { status, description } });

async function askServer(request: Record<string, unknown>, oid: string): Promise<string> {
  const parameters = isRecord(request.tokenParams) ? request.tokenParams : {};
  const scope = typeof parameters.scope === 'string' ? parameters.scope : '';
  const response = await fetch('token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: request.requestId,
      method: request.method,
      scopes: scope.split(' ').filter(Boolean),
      clientId: parameters.clientId ?? '',
      oid,
    }),
  });
  if (!response.ok) throw new Error(`the token service answered ${response.status}`);
  return response.text();
}

/** Answers msal-browser as Outlook's token broker would; undefined where the answer is withheld (an injected hang). */
export async function answerTokenRequest(
  text: string,
  context: TokenContext,
  source: string,
): Promise<string | undefined> {
  const request = parseJson(text);
  if (!isRecord(request)) return undefined;
  const method = String(request.method);
  const scope = isRecord(request.tokenParams) ? shorten(request.tokenParams.scope) : '';
  const line = context.log.begin({ source, kind: 'token', name: method, detail: scope });
  const fault = method === 'GetInitContext' ? faultFor(context.faults, method) : faultFor(context.faults, 'token');
  if (fault?.kind === 'hang') {
    context.log.end(line, 'never', 'never answered (injected)');
    return undefined;
  }
  if (fault?.kind === 'delay') await wait(fault.ms);
  if (fault?.kind === 'status') {
    context.log.end(line, 'failed', fault.status);
    return failure(request.requestId, fault.status, 'Injected by the sandbox');
  }
  try {
    const answer = await askServer(request, context.oid);
    const read = parseJson(answer);
    const ok = isRecord(read) && read.success === true;
    const said = isRecord(read) && isRecord(read.error) ? shorten(read.error) : '';
    context.log.end(line, ok ? 'done' : 'failed', ok && method !== 'GetInitContext' ? 'a token' : said);
    return answer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    context.log.end(line, 'failed', reason);
    return failure(request.requestId, 'TRANSIENT_ERROR', reason);
  }
}
