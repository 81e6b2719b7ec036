import type { ErrorAnswer } from '../../contract/index.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text made harmless for HTML, in elements and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** What somebody sees in a browser when a page cannot be had: the reason, a way on, and the id to quote. */
export function errorPage({ error }: ErrorAnswer): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Signet</title></head>
<body>
<main>
<h1>That did not work</h1>
<p>${escapeHtml(error.message)}</p>
<p><a href="/admin/">To the first page</a></p>
<p><small>${escapeHtml(error.code)} · request ${escapeHtml(error.requestId)}</small></p>
</main>
</body>
</html>
`;
}
