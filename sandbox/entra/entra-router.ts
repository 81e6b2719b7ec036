import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { escapeHtml, pageHeaders, renderPage } from '../html.ts';
import { authorize, completeSignIn, type Parameters } from './authorize.ts';
import type { Form } from './client-credential.ts';
import { Codes } from './codes.ts';
import { answerConsent, askConsent } from './consent.ts';
import { discoveryDocument, instanceMetadata, keySet } from './discovery.ts';
import { type Entra, requireTenant } from './entra.ts';
import { describe, EntraError, errorDocument, traceOf } from './entra-errors.ts';
import { isRegistered, sendBack } from './redirect.ts';
import { forgetSignIn } from './session.ts';
import { answerTokenRequest } from './token-endpoint.ts';

/** The pretend Entra: everything below /{tenant}/. */
export function entraRouter(entra: Entra): Router {
  const router = Router();
  const codes = new Codes(entra.now);
  const form = express.urlencoded({ extended: false });
  const tenant = (request: Request) => String(request.params.tenant);

  router.get('/common/discovery/instance', openToAll, (_request, response) => {
    response.json(instanceMetadata(entra));
  });
  router.get('/:tenant/v2.0/.well-known/openid-configuration', openToAll, (request, response) => {
    requireTenant(entra, tenant(request));
    response.json(discoveryDocument(entra, tenant(request)));
  });
  router.get('/:tenant/discovery/v2.0/keys', openToAll, (request, response) => {
    requireTenant(entra, tenant(request));
    response.json(keySet(entra, tenant(request)));
  });
  router.get('/:tenant/oauth2/v2.0/authorize', (request, response) =>
    authorize(entra, codes, request, response, request.query as Parameters),
  );
  router.post('/:tenant/oauth2/v2.0/authorize', form, (request, response) =>
    authorize(entra, codes, request, response, (request.body ?? {}) as Parameters),
  );
  router.post('/:tenant/login', form, (request, response) =>
    completeSignIn(entra, codes, request, response, String((request.body as Form)?.oid ?? '')),
  );
  router.options('/:tenant/oauth2/v2.0/token', openToAll, (_request, response) => {
    response.status(204).end();
  });
  router.post('/:tenant/oauth2/v2.0/token', openToAll, form, async (request, response) => {
    const origin = request.headers.origin;
    const asked = { tenant: tenant(request), form: withBasic(request), origin };
    response.set({ 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' });
    response.json(await answerTokenRequest(entra, codes, asked));
  });
  router.get('/:tenant/adminconsent', (request, response) => askConsent(entra, request, response, 1));
  router.get('/:tenant/v2.0/adminconsent', (request, response) => askConsent(entra, request, response, 2));
  router.post('/:tenant/adminconsent/answer', form, (request, response) => answerConsent(entra, request, response));
  router.get('/:tenant/oauth2/v2.0/logout', (request, response) => signOut(entra, request, response));
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) =>
    refuse(entra, error, request, response, next),
  );
  return router;
}

/** Pages of other origins may read these answers, as with Entra. */
function openToAll(request: Request, response: Response, next: NextFunction): void {
  const asked = request.headers['access-control-request-headers'];
  response.set({ 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, POST, OPTIONS' });
  if (asked) response.set('Access-Control-Allow-Headers', asked);
  next();
}

/** The form, with the credential of an Authorization: Basic header moved into it. */
function withBasic(request: Request): Form {
  const form = (request.body ?? {}) as Form;
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!basic) return form;
  const [id, secret] = Buffer.from(basic, 'base64').toString().split(':', 2).map(decodeURIComponent);
  return { ...form, client_id: form.client_id ?? id, client_secret: secret };
}

function signOut(entra: Entra, request: Request, response: Response): void {
  const target = String(request.query.post_logout_redirect_uri ?? '');
  const state = String(request.query.state ?? '');
  forgetSignIn(response);
  if (target && isRegistered(entra, target)) {
    sendBack(response, target, 'query', state ? { state } : {});
    return;
  }
  const body = '<h1>You signed out</h1><p class="quiet">It’s a good idea to close all browser windows.</p>';
  response.set(pageHeaders).send(renderPage({ title: 'Signed out – Sandbox', body }));
}

/** Refusals: as JSON where programs ask, as a page where people do. */
function refuse(entra: Entra, error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof EntraError)) {
    next(error);
    return;
  }
  const trace = traceOf(entra.now, request.get('client-request-id'));
  response.set({
    'x-ms-request-id': trace.traceId,
    'client-request-id': trace.correlationId,
    'Cache-Control': 'no-store',
  });
  if (/\/(token|keys|openid-configuration)$/.test(request.path)) {
    response.status(error.status).json(errorDocument(error, trace, entra.url));
    return;
  }
  const body = `<h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p>
<p class="code">${escapeHtml(describe(error, trace))}</p>`;
  response
    .status(error.status)
    .set(pageHeaders)
    .send(renderPage({ title: 'Sign in – Sandbox', body }));
}
