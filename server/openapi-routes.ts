import { Router } from 'express';
import { api } from '../contract/api/index.ts';
import { type ApiDocument, describeApi, type Operation } from './openapi.ts';
import { escapeHtml } from './platform/error-page.ts';
import { version } from './version.ts';

/** `GET /api/openapi.json`, and `/api/docs`, the same as a page. It tells nothing of an installation but its version. */
export function createOpenApiRoutes(publicUrl: string): Router {
  const routes = Router();
  let document: ApiDocument | undefined;
  const read = () => {
    document ??= describeApi(api, { url: publicUrl, version });
    return document;
  };
  routes.get('/api/openapi.json', (_request, response) => response.set('Cache-Control', 'no-cache').json(read()));
  routes.get('/api/docs', (_request, response) => {
    response
      .set('Cache-Control', 'no-cache')
      .type('html')
      .send(docsPage(read(), String(response.locals.nonce)));
  });
  return routes;
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
summary{cursor:pointer;padding:.3rem 0}code{font-size:.95em}pre{overflow:auto;padding:.8rem;border:1px solid #8886;border-radius:4px}
.method{display:inline-block;min-width:4.5rem;font-weight:600;text-transform:uppercase}.may{opacity:.75}`;

function docsPage({ tags, paths, components, info }: ApiDocument, nonce: string): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const rooms = tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<h2>${escapeHtml(name)}</h2>\n${own.map(({ method, path, operation }) => describe(method, path, operation)).join('\n')}`;
  });
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${escapeHtml(name)}"><summary><code>${escapeHtml(name)}</code></summary>${code(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Signet: the API</title><style nonce="${escapeHtml(nonce)}">${style}</style></head>
<body><main><h1>Signet ${escapeHtml(info.version)}: the API</h1>
<p>For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Send an API token (<code>Authorization: Bearer signet_…</code>), made with <code>signet token create</code>.</p>
${rooms.join('\n')}
<h2>Schemas</h2>
${schemas.join('\n')}
</main></body>
</html>
`;
}

function describe(method: string, path: string, operation: Operation): string {
  const may = operation['x-may'];
  const { parameters = [], requestBody, responses } = operation;
  return `<details><summary><span class="method">${method}</span> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)} <span class="may">(${escapeHtml(typeof may === 'string' ? may : may.join(', '))})</span></summary>
${parameters.length > 0 ? `<p>Parameters</p>${code(parameters)}` : ''}${requestBody ? `<p>Body</p>${code(requestBody.content)}` : ''}<p>Answers</p>${code(responses)}</details>`;
}

const code = (value: unknown) => `<pre><code>${escapeHtml(JSON.stringify(value, null, 2))}</code></pre>`;
