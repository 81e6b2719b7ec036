import express, { type Router } from 'express';
import { composePage } from './compose-page.ts';
import { composeStyle } from './compose-style.ts';
import { fetchManifest, originsIn } from './manifest-source.ts';
import { officeJsFolder, serveOfficeJs } from './office-js-files.ts';
import type { OutlookOptions } from './options.ts';
import { pagePolicy } from './page-policy.ts';
import { servePageScripts } from './page-scripts.ts';
import { answerBridge, readBridgeRequest } from './token-answer.ts';

export type { OutlookMailbox, OutlookOptions, UserToken } from './options.ts';

/** Only the window itself asks for tokens: a page elsewhere can't send JSON across origins, and its origin would show. */
function serveTokens(options: OutlookOptions): Router {
  const router = express.Router();
  router.post('/token', express.json({ limit: '64kb' }), async (request, response) => {
    const asker = request.get('origin');
    const bridgeRequest = readBridgeRequest(request.body);
    if (asker && asker !== new URL(options.url).origin) response.status(403).end();
    else if (!bridgeRequest) response.status(400).end();
    else response.set('Cache-Control', 'no-store').json(await answerBridge(bridgeRequest, options));
  });
  return router;
}

function serveWindow(options: OutlookOptions): Router {
  const { appUrl, tenantId, clientId, mailboxes } = options;
  const router = express.Router({ strict: true });
  router.get('/', async (_, response) => {
    const manifest = await fetchManifest(appUrl);
    const origins = 'text' in manifest ? originsIn(manifest.text) : [];
    response.set(pagePolicy(origins)).type('text/html').send(composePage(appUrl));
  });
  router.get('/style.css', (_, response) => {
    response.type('text/css').set('Cache-Control', 'no-cache').send(composeStyle);
  });
  router.get('/setup.json', (_, response) => {
    const officeJs = officeJsFolder() !== undefined;
    response.set('Cache-Control', 'no-store').json({ appUrl, tenantId, clientId, officeJs, mailboxes: mailboxes() });
  });
  router.get('/manifest.xml', async (_, response) => {
    const manifest = await fetchManifest(appUrl);
    if ('text' in manifest) response.type('application/xml').send(manifest.text);
    else response.status(502).type('text/plain').send(manifest.reason);
  });
  router.use('/page', servePageScripts());
  return router;
}

/**
 * The pretend Outlook: a compose window at `/outlook/` that hosts the add-in under Microsoft's own office.js, served unmodified
 * at `/office-js/`. To be mounted at the root of the sandbox's https app. No mail leaves it.
 */
export function createOutlook(options: OutlookOptions): Router {
  const router = express.Router({ strict: true });
  router.get('/outlook', (request, response) => {
    response.redirect(`/outlook/${new URL(request.originalUrl, options.url).search}`);
  });
  router.use('/office-js', serveOfficeJs(options.url));
  router.use('/outlook', serveTokens(options), serveWindow(options));
  return router;
}
