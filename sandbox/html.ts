/** Text made safe inside HTML text and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Hidden form fields for a set of values. */
export function hiddenFields(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n');
}

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.45 "Segoe UI", system-ui, sans-serif; color: #1f2328;
  background: linear-gradient(160deg, #dfe9f5, #f6f2ea) fixed; min-height: 100vh; }
.banner { background: #ffd75e; color: #3d2c00; padding: .55rem 1rem; text-align: center; font-weight: 600;
  border-bottom: 1px solid #c99a00; }
main { max-width: 30rem; margin: 2.5rem auto; background: #fff; padding: 2rem; border-radius: 6px;
  box-shadow: 0 2px 12px rgb(0 0 0 / .18); }
h1 { font-size: 1.45rem; margin: 0 0 .25rem; font-weight: 600; }
p { margin: .5rem 0; } .quiet { color: #57606a; font-size: .9rem; }
input[type=search] { width: 100%; padding: .55rem .7rem; font: inherit; border: 1px solid #8c959f; border-radius: 4px; margin: .8rem 0; }
ul.people { list-style: none; margin: 0; padding: 0; max-height: 24rem; overflow-y: auto; }
ul.people button { display: flex; gap: .8rem; align-items: center; width: 100%; text-align: start; font: inherit; color: inherit;
  background: none; border: 0; border-bottom: 1px solid #eaeef2; padding: .55rem .4rem; cursor: pointer; }
ul.people button:hover, ul.people button:focus-visible { background: #eef4fb; outline: 2px solid #0b62c4; outline-offset: -2px; }
.face { flex: none; width: 2.4rem; height: 2.4rem; border-radius: 50%; display: grid; place-items: center; color: #fff; font-weight: 600; }
[hidden] { display: none !important; } .who { min-width: 0; text-align: left; } .who span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tag { margin-inline-start: auto; flex: none; font-size: .8rem; background: #0b62c4; color: #fff; border-radius: 1rem; padding: .1rem .6rem; }
.buttons { display: flex; gap: .6rem; justify-content: flex-end; margin-top: 1.4rem; }
.buttons button { font: inherit; padding: .45rem 1.3rem; border-radius: 4px; border: 1px solid #8c959f; background: #fff; cursor: pointer; }
.buttons button.main { background: #0b62c4; border-color: #0b62c4; color: #fff; }
code, .code { font-family: ui-monospace, Consolas, monospace; font-size: .9rem; overflow-wrap: anywhere; }
`;

export interface PageParts {
  title: string;
  /** HTML; everything variable in it escaped by the caller. */
  body: string;
  /** A script of the page itself, never one with values inside. */
  script?: string;
}

/** A whole page with the sandbox's banner. */
export function renderPage({ title, body, script }: PageParts): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><div class="banner" role="note">Sandbox: a pretend Microsoft 365 – no real tenant</div>
<main>${body}</main>${script ? `<script>${script}</script>` : ''}</body></html>`;
}

/** Headers of every page: nothing from elsewhere, not framed by others, not kept. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'self'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
