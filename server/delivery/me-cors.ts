import type { RequestHandler } from 'express';

/**
 * CORS for `/me/*`: the add-in's own origin only. Classic Outlook sends its Origin with a trailing slash
 * (github.com/OfficeDev/office-js/issues/4144), so it is compared without and echoed as it came.
 */
export function allowAddin(origin: string): RequestHandler {
  return (request, response, next) => {
    const given = request.headers.origin;
    response.setHeader('Vary', 'Origin');
    if (given !== undefined && given.replace(/\/$/, '') === origin) {
      response.set({
        'Access-Control-Allow-Origin': given,
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, If-None-Match',
        'Access-Control-Allow-Methods': 'GET, POST, PATCH',
        'Access-Control-Expose-Headers': 'ETag, Retry-After, X-Request-Id',
        'Access-Control-Max-Age': '7200',
      });
    }
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  };
}
