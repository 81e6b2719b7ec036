import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Router } from 'express';
import { hostScript } from './host-script.ts';

/** The folder of Microsoft's office.js; undefined where the development dependency isn't installed. */
export function officeJsFolder(): string | undefined {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist');
    return existsSync(join(folder, 'office.js')) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const absent = [
  'Microsoft’s office.js is not installed.',
  'It comes with the development dependency @microsoft/office-js: run npm ci (without --omit=dev) and start again.',
].join('\n');

/** Serves office.js as it is, and our host.js that goes before it. Add-in pages of other origins load both. */
export function serveOfficeJs(url: string): Router {
  const router = express.Router();
  const folder = officeJsFolder();
  router.use((_, response, next) => {
    // office.js loads its own parts with crossorigin="anonymous".
    response.set({ 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' });
    next();
  });
  router.get('/host.js', (_, response) => {
    response.type('text/javascript').send(hostScript(url));
  });
  if (folder) router.use(express.static(folder, { index: false }));
  router.use((_, response) => {
    response
      .status(404)
      .type('text/plain')
      .send(folder ? 'office.js has no such file.' : absent);
  });
  return router;
}
