import type { SignatureAnswer } from '../../contract/index.ts';

type Signature = SignatureAnswer['signature'];

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The HTML with embedded images in place of their `cid:` addresses, which only a mail program can follow. */
function withImages({ html, text, images }: Signature): string {
  const source = html ?? `<pre>${escapeHtml(text ?? '')}</pre>`;
  return images.reduce((result, { name, contentType, base64, url }) => {
    const address = base64 ? `data:${contentType};base64,${base64}` : url;
    return result.replaceAll(`cid:${name}`, escapeHtml(address));
  }, source);
}

/**
 * A document that shows a signature on white or on dark, for an iframe with `sandbox=""`: nothing in it runs, and it can't reach the
 * app. Its style is in attributes: it inherits the page's content security policy, where style elements may need a nonce.
 */
export function previewDocument(signature: Signature, background: 'light' | 'dark'): string {
  const colors = background === 'light' ? 'background:#ffffff;color:#000000' : 'background:#1f1f1f;color:#ffffff';
  const style = `margin:0;padding:16px;${colors};font-family:Aptos,Calibri,Arial,sans-serif;font-size:15px`;
  const scheme = `<meta name="color-scheme" content="${background}">`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${scheme}<title>Signature</title></head><body style="${style}">${withImages(signature)}</body></html>`;
}

/**
 * Pixels that a signature is likely to need. The frame is closed to the app, so it can't be measured: the lines of the text variant
 * are counted. What doesn't fit can be scrolled to.
 */
export function estimateHeight({ text, images }: Signature): number {
  const lines = (text ?? '').trimEnd().split('\n').length;
  const content = Math.max(lines * 22, images.length * 76);
  return Math.min(360, Math.max(130, content + 32));
}
