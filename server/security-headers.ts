import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** Headers of answers that are data for a program: nothing in them is ever a page. */
export const apiSecurity: RequestHandler = (request, response, next) => {
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (request.secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  next();
};

/** Headers of everything but the add-in's pages: no frames, scripts from here only. Forms may lead to sign-in, at these addresses. */
export function pageSecurity(authorityHost: string, pagesUrl: string | undefined): RequestHandler {
  const nonceOf = (_request: unknown, response: ServerResponse) => `'nonce-${(response as Response).locals.nonce}'`;
  const build = (strictTransportSecurity: boolean) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", nonceOf],
          // Signatures carry their styles inline; their preview and the canvas they are edited in inherit this policy.
          styleSrcAttr: ["'unsafe-inline'"],
          // Signatures are previewed with the images they will have, wherever those are served.
          imgSrc: ["'self'", 'data:', 'https:'],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'", authorityHost, ...(pagesUrl ? [pagesUrl] : [])],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity,
      crossOriginEmbedderPolicy: false,
    });
  const [plain, secure] = [build(false), build(true)];
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64');
    (request.secure ? secure : plain)(request, response, next);
  };
}
