import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/** The admin app: hashed files for ever, its page fresh each time with a nonce for the styles it makes. */
export function createAdminPages(folder: string): Router {
  const routes = Router();
  let page: string | undefined;
  routes.get('/', (_request, response) => response.redirect('/admin/'));
  routes.use('/admin', express.static(folder, { index: false, redirect: false, immutable: true, maxAge: '365d' }));
  routes.get(['/admin', '/admin/*path'], (_request, response) => {
    page ??= readFileSync(join(folder, 'index.html'), 'utf8');
    const nonce = String(response.locals.nonce);
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page.replace('<head>', `<head><meta name="csp-nonce" content="${nonce}">`));
  });
  return routes;
}
