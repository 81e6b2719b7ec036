import type { Request, Response } from 'express';
import { escapeHtml, hiddenFields, pageHeaders, renderPage } from '../html.ts';
import type { Parameters } from './authorize.ts';
import { type Entra, requireClient, requireTenant } from './entra.ts';
import { describe, EntraError, refusals, traceOf } from './entra-errors.ts';
import { isRegistered, sendBack } from './redirect.ts';

const meanings: Record<string, string> = {
  'User.Read.All': 'Read all users’ full profiles',
  'GroupMember.Read.All': 'Read all group memberships',
  'MailboxSettings.Read': 'Read all user mailbox settings',
  'ProfilePhoto.Read.All': 'Read all profile photos',
};

/** GET …/adminconsent: asks the administrator. Version 2 wants a scope, which must be Graph's `.default`. */
export function askConsent(entra: Entra, request: Request, response: Response, version: 1 | 2): void {
  const wishes = request.query as Parameters;
  check(entra, request, wishes);
  if (version === 2 && !wishes.scope) throw refusals.missing('scope');
  const list = entra.world.requestedRoles
    .map((role) => `<li>${escapeHtml(meanings[role] ?? role)} <span class="quiet">(${escapeHtml(role)})</span></li>`)
    .join('');
  const body = `<h1>Permissions requested</h1>
<p>The app asks to be allowed this in <strong>${escapeHtml(entra.world.tenant.displayName)}</strong>, for everyone:</p>
<ul>${list}</ul><p class="quiet">You answer as the organisation’s administrator.</p>
<form method="post" action="/${escapeHtml(encodeURIComponent(String(request.params.tenant)))}/adminconsent/answer">
${hiddenFields({ request: new URLSearchParams(wishes).toString(), version: String(version) })}
<div class="buttons"><button name="answer" value="refuse">Cancel</button>
<button class="main" name="answer" value="accept">Accept</button></div></form>`;
  response.set(pageHeaders).send(renderPage({ title: 'Permissions requested – Sandbox', body }));
}

/** POST from that page. A refusal carries `admin_consent=True` as well, as Microsoft's documentation of v2.0 shows it. */
export function answerConsent(entra: Entra, request: Request, response: Response): void {
  const form = (request.body ?? {}) as Parameters;
  const wishes = Object.fromEntries(new URLSearchParams(form.request ?? ''));
  check(entra, request, wishes);
  const state: Record<string, string> = wishes.state ? { state: wishes.state } : {};
  if (form.answer !== 'accept') {
    const refused = new EntraError(
      65004,
      'consent_required',
      'The resource owner or authorization server denied the request.',
    );
    const description = describe(refused, traceOf(entra.now, undefined), '\r\n');
    const answer = { admin_consent: 'True', error: refused.oauth, error_description: description, ...state };
    sendBack(response, wishes.redirect_uri ?? '', 'query', answer);
    return;
  }
  entra.world.grantConsent();
  sendBack(response, wishes.redirect_uri ?? '', 'query', {
    admin_consent: 'True',
    tenant: entra.tenantId,
    ...state,
    ...(form.version === '2' && wishes.scope ? { scope: wishes.scope } : {}),
  });
}

function check(entra: Entra, request: Request, wishes: Parameters): void {
  requireTenant(entra, String(request.params.tenant));
  requireClient(entra, wishes.client_id);
  if (!wishes.redirect_uri) throw refusals.missing('redirect_uri');
  if (!isRegistered(entra, wishes.redirect_uri)) throw refusals.wrongRedirect(wishes.redirect_uri, entra.clientId);
}
