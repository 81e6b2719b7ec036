import type { TemplatePreview } from '../../../contract/index.ts';

/** Text in base64, in lines as mail wants them. */
function encoded(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return base64.replace(/.{76}/g, '$&\r\n');
}

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A mail with the signature, as a file that Outlook opens: HTML and plain text, embedded images inside. */
export function toEml(
  preview: Pick<TemplatePreview, 'html' | 'text' | 'images'>,
  words: { subject: string; body: string },
): string {
  const [outer, inner] = ['signet-related', 'signet-alternative'];
  const part = (boundary: string, head: string[], content: string) =>
    [`--${boundary}`, ...head, 'Content-Transfer-Encoding: base64', '', content, ''].join('\r\n');
  const html = `<html><body><p>${escapeHtml(words.body)}</p><br>${preview.html ?? ''}</body></html>`;
  const embedded = preview.images.filter(({ base64 }) => base64);
  return [
    // a draft: Outlook opens it for sending
    'X-Unsent: 1',
    `Subject: =?utf-8?B?${encoded(words.subject).replaceAll('\r\n', '')}?=`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; boundary="${outer}"; type="multipart/alternative"`,
    '',
    `--${outer}`,
    `Content-Type: multipart/alternative; boundary="${inner}"`,
    '',
    part(inner, ['Content-Type: text/plain; charset=utf-8'], encoded(`${words.body}\n\n${preview.text ?? ''}`)),
    part(inner, ['Content-Type: text/html; charset=utf-8'], encoded(html)),
    `--${inner}--`,
    '',
    ...embedded.map(({ name, contentType, base64 = '' }) =>
      part(
        outer,
        [`Content-Type: ${contentType}; name="${name}"`, `Content-ID: <${name}>`, 'Content-Disposition: inline'],
        base64.replace(/.{76}/g, '$&\r\n'),
      ),
    ),
    `--${outer}--`,
    '',
  ].join('\r\n');
}
