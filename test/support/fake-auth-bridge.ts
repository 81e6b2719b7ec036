import type { HandClock } from './hand-clock.ts';

/** Outlook's side of nested app authentication. */
export interface FakeAuthBridge {
  bridge: { addEventListener: unknown; removeEventListener: unknown; postMessage: unknown };
  /** The methods asked for, in order. */
  asked: string[];
  mode: 'works' | 'hang' | 'interaction' | 'broken';
}

const tenant = '11111111-2222-4333-8444-555555555555';
const oid = '99999999-8888-4777-8666-555555555555';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A bridge that gives the token `access-token` for whatever scope is asked, 5 ms later. */
export function fakeAuthBridge(clock: Pick<HandClock, 'now' | 'setTimeout'>): FakeAuthBridge {
  const listeners = new Set<(message: string) => void>();
  const asked: string[] = [];
  const answer = (text: string) => {
    const { method, requestId, tokenParams } = JSON.parse(text);
    asked.push(method);
    if (fake.mode === 'hang') return;
    clock.setTimeout(() => {
      const envelope = { messageType: 'NestedAppAuthResponse', requestId };
      const content = method === 'GetInitContext' ? initContext() : tokenFor(fake.mode, clock, tokenParams?.scope);
      for (const listener of listeners) listener(JSON.stringify({ ...envelope, ...content }));
    }, 5);
  };
  const fake: FakeAuthBridge = {
    asked,
    mode: 'works',
    bridge: {
      addEventListener: (_type: string, listener: (message: string) => void) => listeners.add(listener),
      removeEventListener: (_type: string, listener: (message: string) => void) => listeners.delete(listener),
      postMessage: answer,
    },
  };
  return fake;
}

const account = { homeAccountId: `${oid}.${tenant}`, environment: 'login.microsoftonline.com', tenantId: tenant };

function initContext() {
  return {
    success: true,
    initContext: { capabilities: { queryAccount: true }, sdkName: 'fake', sdkVersion: '1', accountContext: account },
  };
}

function tokenFor(mode: FakeAuthBridge['mode'], clock: Pick<HandClock, 'now'>, scope: string) {
  if (mode === 'interaction')
    return { success: false, error: { status: 'USER_INTERACTION_REQUIRED', code: 'interaction_required' } };
  if (mode === 'broken') return { success: false, error: { status: 'PERSISTENT_ERROR', code: 'unexpected' } };
  const seconds = Math.floor(clock.now() / 1000);
  const claims = {
    exp: seconds + 3600,
    iat: seconds,
    tid: tenant,
    oid,
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
  };
  const idToken = `${part({ alg: 'none' })}.${part(claims)}.x`;
  return {
    success: true,
    token: {
      access_token: 'access-token',
      expires_in: 3600,
      id_token: idToken,
      scope,
      properties: null,
      extendedLifetimeToken: false,
    },
    account: { ...account, username: 'anna@contoso.example', localAccountId: oid, name: 'Anna', idTokenClaims: claims },
  };
}
