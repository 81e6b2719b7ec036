import type { OutlookOptions } from './options.ts';

/** What the compose window hands on of a request of msal-browser's bridge. */
export interface BridgeRequest {
  requestId: string;
  method: string;
  scopes: string[];
  clientId: string;
  oid: string;
}

const sdk = { sdkName: 'outlook-sandbox', sdkVersion: '1.0.0' };
const tokenMethods = new Set(['GetToken', 'GetTokenPopup']);

/** Checks what came over the wire; undefined where it isn't such a request. */
export function readBridgeRequest(body: unknown): BridgeRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { requestId, method, scopes, clientId, oid } = body as Record<string, unknown>;
  if (typeof requestId !== 'string' || typeof method !== 'string' || typeof oid !== 'string') return undefined;
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return undefined;
  return { requestId, method, scopes, clientId: typeof clientId === 'string' ? clientId : '', oid };
}

/** The claims of a token, unchecked: it was issued by ourselves a moment ago. */
function claimsOf(token: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

const refusal = (requestId: string, status: string, description: string) => ({
  messageType: 'NestedAppAuthResponse',
  requestId,
  success: false,
  error: { status, description },
});

/**
 * The answer of Outlook's token broker, in msal-browser's words: who is signed in (GetInitContext), or a token for that
 * person (GetToken; GetTokenPopup asks nobody here).
 */
export async function answerBridge(request: BridgeRequest, options: OutlookOptions): Promise<object> {
  const { requestId, method, scopes, oid } = request;
  const person = options.mailboxes().find((mailbox) => mailbox.oid === oid);
  if (!person) return refusal(requestId, 'ACCOUNT_UNAVAILABLE', 'Nobody with this id is signed in.');
  const { tenantId } = options;
  const account = { homeAccountId: `${oid}.${tenantId}`, environment: 'login.microsoftonline.com', tenantId };
  const answer = { messageType: 'NestedAppAuthResponse', requestId, success: true };
  if (method === 'GetInitContext') {
    return { ...answer, initContext: { ...sdk, capabilities: { queryAccount: true }, accountContext: account } };
  }
  if (!tokenMethods.has(method)) return refusal(requestId, 'PERSISTENT_ERROR', `Unknown method ${method}`);
  try {
    const token = await options.issueUserToken(oid, scopes, request.clientId || options.clientId);
    return {
      ...answer,
      token: { ...token, properties: null, extendedLifetimeToken: false },
      account: {
        ...account,
        username: person.address,
        localAccountId: oid,
        name: person.name,
        idTokenClaims: claimsOf(token.id_token),
      },
    };
  } catch (error) {
    return refusal(requestId, 'PERSISTENT_ERROR', error instanceof Error ? error.message : 'No token was issued.');
  }
}
