import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { hostScript } from './host-script.ts';
import { createOutlook } from './index.ts';
import { originsIn } from './manifest-source.ts';
import { pagePolicy } from './page-policy.ts';

describe('over HTTP', () => {
  const app = express();
  let server: ReturnType<typeof app.listen>;
  let base = '';

  beforeAll(async () => {
    app.use(
      createOutlook({
        appUrl: 'http://localhost:1',
        url: 'https://localhost:3443',
        tenantId: 't',
        clientId: 'c',
        mailboxes: () => [{ oid: 'o', name: 'Ada', address: 'a@x.example', addresses: ['a@x.example'], sendAs: [] }],
        issueUserToken: async () => ({ access_token: 'a', id_token: 'i', expires_in: 1, scope: 's' }),
      }),
    );
    await new Promise<void>((resolve) => {
      server = app.listen(0, '127.0.0.1', () => resolve());
    });
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (body: string, headers: Record<string, string>) =>
    fetch(`${base}/outlook/token`, { method: 'POST', body, headers });
  const json = { 'content-type': 'application/json' };
  const asking = JSON.stringify({ requestId: 'r', method: 'GetToken', scopes: [], clientId: '', oid: 'o' });

  it('serves the window, whose policy lets nothing in that the manifest does not name', async () => {
    const response = await fetch(`${base}/outlook/`);
    expect(await response.text()).toContain('Sandbox: a pretend Outlook – no mail leaves this machine');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'; frame-src 'none'");
  });

  it('serves the scripts from their sources, and nothing beside them', async () => {
    const script = await fetch(`${base}/outlook/page/main.js`);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(await script.text()).not.toMatch(/: Promise<void>/);
    for (const path of ['page/../index.js', 'page/host/office-host.test.ts', 'page/..%2findex.ts', 'page/none.js']) {
      expect((await fetch(`${base}/outlook/${path}`)).status).toBe(404);
    }
  });

  it('redirects to the slash, keeping the query', async () => {
    const response = await fetch(`${base}/outlook?as=a@x.example`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/outlook/?as=a@x.example');
  });

  it('says why there is no manifest', async () => {
    const response = await fetch(`${base}/outlook/manifest.xml`);
    expect([response.status, await response.text()]).toEqual([502, 'Nobody answers there.']);
  });

  it('serves Microsoft’s office.js unmodified, to other origins too', async () => {
    const response = await fetch(`${base}/office-js/office.js`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toContain('Microsoft');
    expect((await fetch(`${base}/office-js/nothing.js`)).status).toBe(404);
  });

  it('gives tokens to its own window only', async () => {
    expect((await post(asking, json)).status).toBe(200);
    expect((await post(asking, { ...json, origin: 'https://localhost:3443' })).status).toBe(200);
    expect((await post(asking, { ...json, origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await post(asking, { 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post('{', json)).status).toBe(400);
  });
});

it('gives office.js all of MicrosoftAjax that it asks for, and msal-browser its bridge', () => {
  const posted: string[] = [];
  let hear = (_: object): void => undefined;
  const parent = { postMessage: (text: string, target: string) => posted.push(`${target} ${text}`) };
  const window: Record<string, unknown> = {
    parent,
    addEventListener: (_: string, listener: typeof hear) => {
      hear = listener;
    },
  };
  const context = { window, heard: [] as string[] };
  runInNewContext(hostScript('https://localhost:3443/'), context);
  // The conditions are those of isMsAjaxLoaded in outlook-web-16.01.debug.js.
  const loaded = `typeof Sys.StringBuilder === 'function' && typeof Type.registerNamespace === 'function' &&
    typeof Type.registerClass === 'function' && typeof Function._validateParams === 'function' &&
    typeof Sys.Serialization.JavaScriptSerializer.serialize === 'function' && Error.argument('x') instanceof Error &&
    Error.parameterCount().name === 'Sys.ParameterCountException'`;
  expect(runInNewContext(loaded, context)).toBe(true);
  runInNewContext(
    `Type.registerNamespace('A.B'); window.nestedAppAuthBridge.addEventListener('message', (text) => heard.push(text));
     window.nestedAppAuthBridge.postMessage('ask')`,
    context,
  );
  expect(posted).toEqual(['https://localhost:3443 ask']);
  const answer = '{"messageType":"NestedAppAuthResponse"}';
  hear({ source: parent, origin: 'https://localhost:3443', data: answer });
  hear({ source: parent, origin: 'https://evil.example', data: answer });
  hear({ source: {}, origin: 'https://localhost:3443', data: answer });
  hear({ source: parent, origin: 'https://localhost:3443', data: '{"_messageType":1}' });
  expect(context.heard).toEqual([answer]);
});

it('lets frames in only from https or http://localhost addresses of the manifest', () => {
  const origins = originsIn(`
    <bt:Url id="a" DefaultValue="http://localhost:3000/launch.html"/><bt:Url id="b" DefaultValue='https://x.example/pane'/>
    <bt:Url id="c" DefaultValue="http://x.example/"/><bt:Url id="d" DefaultValue="javascript:alert(1)"/>
    <bt:String id="e" DefaultValue="Signature"/><bt:Url id="f" DefaultValue="https://x.example/again"/>`);
  expect(origins).toEqual(['http://localhost:3000', 'https://x.example']);
  expect(pagePolicy(origins)['Content-Security-Policy']).toContain(
    'frame-src http://localhost:3000 https://x.example;',
  );
});
