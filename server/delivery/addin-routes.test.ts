import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import helmet from 'helmet';
import pino from 'pino';
import { answerErrors } from '../platform/http.ts';
import { type AddinOptions, createAddinRoutes } from './addin-routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'signet-addin-'));
const options: AddinOptions = {
  publicUrl: 'https://mail.example/signet',
  clientId: 'client-1',
  authority: 'https://login.example/organizations',
  scope: 'api://client-1/access_as_user',
  files: folder,
  manifestFile: 'manifest.xml',
  officeJs: { url: 'https://office.example/lib/office.js', hostScript: 'https://host.example/host.js' },
  frameAncestors: ['https://localhost:8443'],
  sendCheck: async () => false,
};
const servers: ReturnType<ReturnType<typeof express>['listen']>[] = [];

/** A server on port 0 with helmet before the routes, as the application has it. */
async function serve(
  given: AddinOptions,
): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  const app = express();
  app.use(helmet());
  app.use(createAddinRoutes(given));
  app.use(answerErrors(pino({ level: 'silent' })));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

let get: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets/icon-16.png'), 'png');
  writeFileSync(join(folder, 'launch.js'), 'loaded = SIGNET_CONFIG;');
  get = await serve(options);
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

describe('the manifest', () => {
  it('is the one of the repository, moved to this address', async () => {
    const response = await get('/manifest.xml');
    const xml = await response.text();
    expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
    expect(xml).not.toContain('localhost:3000/');
    expect(xml).toContain('DefaultValue="https://mail.example/signet/addin/runtime.html"');
  });

  it('Checklist 5: names the launch bundle exactly as the well-known file does', async () => {
    const allowed = (await (await get('/.well-known/microsoft-officeaddins-allowed.json')).json()) as {
      allowed: string[];
    };
    const xml = await (await get('/manifest.xml')).text();
    expect(allowed).toEqual({ allowed: ['https://mail.example/signet/addin/launch.js'] });
    expect(xml).toContain(`<bt:Url id="Launch.Url" DefaultValue="${allowed.allowed[0]}"/>`);
  });

  it('has the event of sending only where a tenant wants it, and then a version of its own', async () => {
    const plain = await (await get('/manifest.xml')).text();
    expect(plain).not.toContain('OnMessageSend');
    let sendCheck = false;
    const other = await serve({ ...options, sendCheck: async () => sendCheck });
    expect(await (await other('/manifest.xml')).text()).toBe(plain);
    sendCheck = true;
    const checking = await (await other('/manifest.xml')).text();
    const event = '<LaunchEvent Type="OnMessageSend" FunctionName="onMessageSend" SendMode="PromptUser"/>';
    expect(checking.split(event)).toHaveLength(2);
    expect(checking.indexOf(event)).toBeLessThan(checking.indexOf('</DesktopFormFactor>'));
    const versionOf = (xml: string) => /<Version>([\d.]+)</.exec(xml)?.[1];
    expect([versionOf(plain), versionOf(checking)]).toEqual(['1.1.0.0', '1.1.1.0']);
  });

  it('that is no manifest is an error, not a download', async () => {
    const broken = join(folder, 'broken.xml');
    writeFileSync(broken, '<OfficeApp><Id>1</Id>');
    const other = await serve({ ...options, manifestFile: broken });
    const response = await other('/manifest.xml');
    expect(response.status).toBe(500);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('INTERNAL');
  });
});

describe('the pages', () => {
  it.each([
    ['/addin/runtime.html', 'launch.js'],
    ['/addin/taskpane.html', 'taskpane.js'],
  ])('%s loads host script, office.js and bundle in this order, and nothing inline', async (path, bundle) => {
    const html = await (await get(path)).text();
    const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.map(([, attributes]) => attributes)).toEqual([
      ' src="https://host.example/host.js"',
      ' src="https://office.example/lib/office.js"',
      ` src="${bundle}"`,
    ]);
    expect(scripts.every(([, , inline]) => inline === '')).toBe(true);
  });

  it('may be framed by Outlook and run only what they name', async () => {
    const response = await get('/addin/runtime.html');
    expect(response.headers.get('x-frame-options')).toBeNull();
    const policy = response.headers.get('content-security-policy') ?? '';
    const directive = (name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';
    expect(directive('frame-ancestors')).toContain('https://*.office.com');
    expect(directive('frame-ancestors')).toContain('https://localhost:8443');
    expect(directive('script-src')).toBe(
      "script-src 'self' https://office.example https://host.example https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com",
    );
    expect(directive('connect-src')).toContain('https://login.example');
  });
});

describe('the bundle', () => {
  it('starts with the configuration', async () => {
    const response = await get('/addin/launch.js');
    const globals: { loaded?: unknown } = {};
    runInNewContext(await response.text(), globals);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(globals.loaded).toEqual({
      apiUrl: 'https://mail.example/signet',
      clientId: 'client-1',
      authority: 'https://login.example/organizations',
      scope: 'api://client-1/access_as_user',
    });
  });

  it('is sent again only when it or the configuration has changed', async () => {
    const etag = (await get('/addin/launch.js')).headers.get('etag') ?? '';
    expect((await get('/addin/launch.js', { 'If-None-Match': etag })).status).toBe(304);
    const moved = await serve({ ...options, publicUrl: 'https://other.example' });
    expect((await moved('/addin/launch.js', { 'If-None-Match': etag })).status).toBe(200);
  });

  it('that was not built says so', async () => {
    const response = await get('/addin/taskpane.js');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('npm run build:web');
  });

  it('comes with its icons', async () => {
    const response = await get('/addin/assets/icon-16.png');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await get('/addin/assets/../launch.js.map')).status).toBe(404);
  });
});
