import type { Request, Response } from 'express';
import { pageHeaders } from '../html.ts';
import type { Codes } from './codes.ts';
import { type Entra, requireClient, requireSignIn, requireTenant } from './entra.ts';
import { describe, EntraError, refusals, traceOf } from './entra-errors.ts';
import { isRegistered, type ResponseMode, sendBack } from './redirect.ts';
import { sortScopes } from './scopes.ts';
import { rememberSignIn, signedIn } from './session.ts';
import { signInPage } from './sign-in-page.ts';
import { clientInfoOf } from './user-tokens.ts';

export type Parameters = Record<string, string>;

/** GET or POST …/authorize: signs in silently where it may, shows the sign-in page otherwise. Throws what can't be sent back. */
export async function authorize(
  entra: Entra,
  codes: Codes,
  request: Request,
  response: Response,
  wishes: Parameters,
): Promise<void> {
  const tenant = String(request.params.tenant);
  requireTrustworthy(entra, tenant, wishes);
  await orSendBack(entra, response, wishes, async () => {
    check(entra, wishes);
    const session = await signedIn(entra, request);
    const hinted = wishes.login_hint ? entra.world.findUser(wishes.login_hint)?.user.id : session;
    const silent = !['login', 'select_account', 'create'].includes(wishes.prompt ?? '');
    if (session && silent && hinted === session) return finish(entra, codes, response, wishes, session);
    if (wishes.prompt === 'none') {
      throw new EntraError(50058, 'login_required', 'A silent sign-in request was sent but no user is signed in.');
    }
    response.set(pageHeaders).send(signInPage(entra, tenant, wishes));
  });
}

/** POST …/login, from the sign-in page: `oid` is who was chosen; missing means cancelled. */
export async function completeSignIn(
  entra: Entra,
  codes: Codes,
  request: Request,
  response: Response,
  oid: string,
): Promise<void> {
  const form = request.body as Parameters | undefined;
  const wishes = Object.fromEntries(new URLSearchParams(form?.request ?? ''));
  requireTrustworthy(entra, String(request.params.tenant), wishes);
  await orSendBack(entra, response, wishes, async () => {
    check(entra, wishes);
    if (!oid) throw new EntraError(65004, 'access_denied', 'User declined to consent to access the app.');
    const refuse = (number: number, message: string) => new EntraError(number, 'access_denied', message);
    const { user } = requireSignIn(entra.world.findUser(oid), refuse);
    await rememberSignIn(entra, response, user.id);
    finish(entra, codes, response, wishes, user.id);
  });
}

/** Until these hold, nothing may be sent to the redirect URI: the failure is shown on a page. */
function requireTrustworthy(entra: Entra, tenant: string, wishes: Parameters): void {
  requireTenant(entra, tenant);
  requireClient(entra, wishes.client_id);
  if (!wishes.redirect_uri) throw refusals.missing('redirect_uri');
  if (!isRegistered(entra, wishes.redirect_uri)) throw refusals.wrongRedirect(wishes.redirect_uri, entra.clientId);
}

function check(entra: Entra, wishes: Parameters): void {
  if (!wishes.response_type) throw refusals.missing('response_type');
  if (wishes.response_type !== 'code') {
    throw new EntraError(
      700054,
      'unsupported_response_type',
      `response_type '${wishes.response_type}' is not enabled for the application.`,
    );
  }
  if (!wishes.scope) throw refusals.missing('scope');
  sortScopes(entra, wishes.scope.split(' ').filter(Boolean));
  if (wishes.code_challenge && wishes.code_challenge_method !== 'S256') {
    throw new EntraError(501491, 'invalid_request', 'The sandbox takes code challenges of method S256 only.');
  }
}

function modeOf({ response_mode: mode }: Parameters): ResponseMode {
  return mode === 'fragment' || mode === 'form_post' ? mode : 'query';
}

async function orSendBack(
  entra: Entra,
  response: Response,
  wishes: Parameters,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    sendBack(response, wishes.redirect_uri ?? '', modeOf(wishes), {
      error: error.oauth,
      error_description: describe(error, traceOf(entra.now, wishes['client-request-id']), '\r\n'),
      error_uri: `${entra.url}/error?code=${error.number}`,
      ...(wishes.state ? { state: wishes.state } : {}),
    });
  }
}

function finish(entra: Entra, codes: Codes, response: Response, wishes: Parameters, oid: string): void {
  const code = codes.issue({
    oid,
    redirectUri: wishes.redirect_uri ?? '',
    scopes: (wishes.scope ?? '').split(' ').filter(Boolean),
    nonce: wishes.nonce,
    codeChallenge: wishes.code_challenge,
  });
  sendBack(response, wishes.redirect_uri ?? '', modeOf(wishes), {
    code,
    ...(wishes.client_info === '1' ? { client_info: clientInfoOf(entra, oid) } : {}),
    ...(wishes.state ? { state: wishes.state } : {}),
    session_state: entra.tenantId,
  });
}
