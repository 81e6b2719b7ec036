import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Entra } from './entra/entra.ts';
import { escapeHtml, pageHeaders, renderPage } from './html.ts';

/** What stands at `/`, and what anything unknown or broken answers. */
export function frontPage(entra: Entra): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.set(pageHeaders).send(welcome(entra));
  });
  router.use((_request: Request, response: Response) => {
    const body =
      '<h1>Not here</h1><p>The sandbox has nothing at this address.</p><p><a href="/">To its front page</a></p>';
    response
      .status(404)
      .set(pageHeaders)
      .send(renderPage({ title: 'Not found – Sandbox', body }));
  });
  const broken: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const message = error instanceof Error ? error.message : String(error);
    response.status(status).json({ error: { code: status < 500 ? 'BadRequest' : 'SandboxBroken', message } });
  };
  router.use(broken);
  return router;
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : 500;
}

function welcome({ world, url, appUrl, tenantId, clientId }: Entra): string {
  const { displayName } = world.tenant;
  return renderPage({
    title: 'Sandbox',
    body: `<h1>${escapeHtml(displayName)}</h1>
<p>A pretend organisation with a pretend directory, sign-in and Outlook, on this machine only.</p>
<ul><li><a href="${escapeHtml(appUrl)}">The app</a></li>
<li><a href="${escapeHtml(url)}/outlook/">The pretend Outlook</a> <span class="quiet">(your browser warns about its certificate once)</span></li></ul>
<p class="quiet">Tenant <code>${escapeHtml(tenantId)}</code><br>App <code>${escapeHtml(clientId)}</code></p>`,
  });
}
