import { escapeHtml } from './platform/error-page.ts';

/** A page of the set-up, before anybody is signed in: no script, so that the strictest policy lets it work. */
function page(title: string, body: string, refresh?: { seconds: number; url: string }): string {
  const again = refresh
    ? `<meta http-equiv="refresh" content="${refresh.seconds};url=${escapeHtml(refresh.url)}">`
    : '';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)} – Signet</title>${again}</head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;
}

/** While permissions are awaited: the link to copy for whoever may consent, and what Microsoft says meanwhile. */
export function waitingPage(view: {
  tenantId: string;
  link: string;
  seconds: number;
  url: string;
  problem?: string;
}): string {
  const { tenantId, link, seconds, url, problem } = view;
  const body = `<p>Signet may not read tenant <code>${escapeHtml(tenantId)}</code> yet. An administrator of Microsoft 365 has to consent, here or on any other machine:</p>
<p><a href="${escapeHtml(link)}">Consent as an administrator</a></p>
<p><label>Somebody else is the administrator? Send them this link; it works once, for 24 hours:<br>
<textarea readonly rows="6" cols="80">${escapeHtml(link)}</textarea></label></p>
<p>This page looks again in ${seconds} seconds, and goes on by itself when the permissions are there. That may take a few minutes after the consent.</p>
${problem ? `<p><small>Microsoft says: ${escapeHtml(problem)}</small></p>` : ''}`;
  return page('Waiting for the permissions', body, { seconds, url });
}

/** The administrator said no. Whoever asked can ask again from here; anybody else tells whoever sent the link. */
export function refusedPage(message: string, askAgain: string | undefined): string {
  const tenant = encodeURIComponent(askAgain ?? '');
  const ways =
    askAgain === undefined
      ? '<p>Nothing was connected. If that was a mistake, ask whoever sent you the link for a new one.</p>'
      : `<p>Nothing was connected. You can:</p>
<ul><li><a href="/connect?tenant=${tenant}">Ask again</a>, signed in as an administrator of Microsoft 365</li>
<li><a href="/connect?tenant=${tenant}&amp;link=1">Get a link</a> for somebody else who is one</li></ul>`;
  return page('Consent was not given', `<p>${escapeHtml(message)}</p>\n${ways}`);
}

/** What an administrator sees who only consented, for somebody else who sets Signet up. */
export function thanksPage(): string {
  return page(
    'Thank you',
    '<p>Signet may read this tenant now. You can close this window; whoever sent you the link goes on from here.</p>',
  );
}
