import type { Response } from 'express';
import { escapeHtml, hiddenFields, pageHeaders, renderPage } from '../html.ts';
import type { Entra } from './entra.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Would this redirect URI be registered for the app? The app's own address is, any address on this machine (tests choose their
 * ports late), and the app's own URI schemes of brokered and native sign-in.
 */
export function isRegistered(entra: Entra, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { origin, protocol, hostname, hash } = new URL(redirectUri);
  if (hash) return false;
  if (/^(brk-|msal)/.test(protocol)) return true;
  return (
    ['http:', 'https:'].includes(protocol) && (origin === new URL(entra.appUrl).origin || loopback.includes(hostname))
  );
}

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** Sends the browser back to the app with the answer. */
export function sendBack(
  response: Response,
  redirectUri: string,
  mode: ResponseMode,
  answer: Record<string, string>,
): void {
  if (mode === 'form_post') {
    const body = `<h1>Taking you back…</h1><form method="post" action="${escapeHtml(redirectUri)}">
${hiddenFields(answer)}<div class="buttons"><button class="main">Continue</button></div></form>`;
    const page = renderPage({ title: 'Taking you back', body, script: 'document.forms[0].submit()' });
    response.set(pageHeaders).send(page);
    return;
  }
  const parameters = new URLSearchParams(answer).toString();
  const target = new URL(redirectUri);
  if (mode === 'fragment') target.hash = parameters;
  else target.search = [target.search.slice(1), parameters].filter(Boolean).join('&');
  response.set({ 'Cache-Control': 'no-store' }).redirect(302, target.href);
}
