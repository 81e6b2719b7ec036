/**
 * Headers of the compose window. Frames come only from where the manifest says; pictures of a signature may come from any
 * https address and from the add-in's own server, as in real mail. Signatures bring inline styles, hence 'unsafe-inline' there.
 */
export function pagePolicy(addinOrigins: readonly string[]): Record<string, string> {
  const origins = addinOrigins.join(' ');
  const directives = [
    "default-src 'self'",
    `frame-src ${origins || "'none'"}`,
    `img-src 'self' data: https: ${origins}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': directives.join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
