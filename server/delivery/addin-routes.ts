import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { SignetError } from '../platform/errors.ts';
import { addinPolicy, type OfficeJsSource, renderRuntimePage, renderTaskpanePage } from './addin-pages.ts';
import { readManifest } from './manifest.ts';

/** What the add-in's pages need to know of this installation. */
export interface AddinOptions {
  /** How the world reaches this server, with a path prefix if there is one. */
  publicUrl: string;
  clientId: string;
  authority: string;
  scope: string;
  /** The folder `dist/addin`. */
  files: string;
  manifestFile: string;
  officeJs: OfficeJsSource;
  /** Does any tenant want messages checked when they are sent (`addin.sendCheck`)? */
  sendCheck(): Promise<boolean>;
  /** Pages that may show the add-in in a frame, besides Microsoft's own. */
  frameAncestors: string[];
}

/** The address of the launch bundle: what manifest.xml and the well-known file must both name, letter by letter. */
export function launchBundleUrl(publicUrl: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/addin/launch.js`;
}

/** `/manifest.xml`, `/.well-known/microsoft-officeaddins-allowed.json` and everything under `/addin/`. */
export function createAddinRoutes(options: AddinOptions): Router {
  const routes = Router();
  const policy = addinPolicy(options);
  const manifestWith = (sendCheck: boolean) =>
    once(() => readManifest(options.manifestFile, options.publicUrl, { sendCheck }));
  const manifests = { plain: manifestWith(false), checking: manifestWith(true) };

  routes.get('/manifest.xml', async (_request, response) => {
    const { xml } = await ((await options.sendCheck()) ? manifests.checking : manifests.plain)();
    response.set('Cache-Control', 'no-cache').type('application/xml').send(xml);
  });

  // Lets the script-only runtime of classic Outlook sign in and call this server (D develop/use-sso-in-event-based-activation.md).
  routes.get('/.well-known/microsoft-officeaddins-allowed.json', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json({ allowed: [launchBundleUrl(options.publicUrl)] });
  });

  const sendPage =
    (html: string): RequestHandler =>
    (_request, response) => {
      // Outlook shows these pages in a frame: X-Frame-Options cannot name several origins, frame-ancestors can.
      response.removeHeader('X-Frame-Options');
      response.removeHeader('Cross-Origin-Opener-Policy');
      response.set({
        'Content-Security-Policy': policy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': 'no-cache',
      });
      response.type('html').send(html);
    };
  routes.get('/addin/runtime.html', sendPage(renderRuntimePage(options.officeJs)));
  routes.get('/addin/taskpane.html', sendPage(renderTaskpanePage(options.officeJs)));

  for (const bundle of ['launch.js', 'taskpane.js']) {
    routes.get(`/addin/${bundle}`, async (request, response) => {
      const script = configurationLine(options) + (await readBundle(join(options.files, bundle)));
      const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 27)}"`;
      // Classic Outlook fetches the script without the page's origin; the runtime page of another origin may as well.
      response.set({ 'Cache-Control': 'no-cache', ETag: etag, 'Cross-Origin-Resource-Policy': 'cross-origin' });
      // Not `request.fresh`: fetch adds `Cache-Control: no-cache` to a request with If-None-Match, which would turn it off.
      if (request.get('If-None-Match')?.includes(etag)) response.status(304).end();
      else response.type('text/javascript').send(script);
    });
  }

  routes.use(
    '/addin/assets',
    express.static(join(options.files, 'assets'), {
      index: false,
      maxAge: '7d',
      setHeaders: (response) => response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin'),
    }),
  );
  return routes;
}

/** One line in front of a bundle: the script-only runtime loads nothing else, and has no address to derive anything from. */
export function configurationLine(
  options: Pick<AddinOptions, 'publicUrl' | 'clientId' | 'authority' | 'scope'>,
): string {
  const { publicUrl, clientId, authority, scope } = options;
  const configuration = { apiUrl: publicUrl.replace(/\/+$/, ''), clientId, authority, scope };
  // The two separators end a line inside a string literal for engines before ES2019.
  const json = JSON.stringify(configuration)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  return `var SIGNET_CONFIG=${json};\n`;
}

async function readBundle(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SignetError('NOT_FOUND', 'The add-in has not been built: npm run build:web', { cause: error });
  }
}

/** Runs `work` at the first call and keeps its result; a failure is tried again. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work().catch((error) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}
