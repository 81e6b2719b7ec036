import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'page');
const scriptPath = /^\/((?:host\/)?[a-z-]+)\.(?:js|ts)$/;

/** Running from sources (tests): the browser gets the TypeScript with its types taken out. */
async function transformSource(file: string): Promise<string> {
  const { transform } = await import('@swc/core');
  const { code } = await transform(await readFile(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    swcrc: false,
  });
  return code;
}

/** Serves the compose window's scripts: as built, or straight from their sources where nothing was built. */
export function servePageScripts(): Router {
  const router = express.Router();
  router.get(/.*/, async (request, response, next) => {
    const name = scriptPath.exec(request.path)?.[1];
    if (!name) return next();
    const built = join(folder, `${name}.js`);
    const source = join(folder, `${name}.ts`);
    response.type('text/javascript').set('Cache-Control', 'no-cache');
    if (existsSync(built)) response.send(await readFile(built, 'utf8'));
    else if (existsSync(source)) response.send(await transformSource(source));
    else next();
  });
  return router;
}
