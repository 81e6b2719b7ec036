import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import express from 'express';
import { type Browser, type BrowserContext, type FrameLocator, chromium as launcher, type Page } from 'playwright-core';
import { generate } from 'selfsigned';
import { createOutlook } from './index.ts';

const require = createRequire(import.meta.url);
const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const ada = {
  oid: 'oid-ada',
  name: 'Ada Lindqvist',
  address: 'ada@contoso.example',
  addresses: ['ada@contoso.example', 'a.lindqvist@contoso.example'],
  sendAs: ['info@contoso.example'],
};
const odd = {
  oid: 'oid-odd',
  name: '<script>alert(1)</script>',
  address: 'odd@contoso.example',
  addresses: ['odd@contoso.example'],
  sendAs: [],
};
const info = {
  oid: 'oid-info',
  name: 'Contoso Information',
  address: 'info@contoso.example',
  addresses: ['info@contoso.example'],
  sendAs: [],
};
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const manifest = (app: string) => `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xmlns:mo="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="MailApp">
  <Id>33333333-3333-4333-8333-333333333333</Id><DisplayName DefaultValue="Fake add-in"/><Permissions>ReadWriteItem</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
      <Hosts><Host xsi:type="MailHost"><Runtimes><Runtime resid="Web"><Override type="javascript" resid="Js"/></Runtime></Runtimes>
        <DesktopFormFactor><FunctionFile resid="Web"/>
          <ExtensionPoint xsi:type="MessageComposeCommandSurface"><OfficeTab id="TabDefault"><Group id="g"><Label resid="Label"/>
            <Control xsi:type="Button" id="open"><Label resid="Label"/><Icon><bt:Image size="16" resid="Icon"/></Icon>
              <Action xsi:type="ShowTaskpane"><SourceLocation resid="Pane"/></Action></Control></Group></OfficeTab></ExtensionPoint>
          <ExtensionPoint xsi:type="LaunchEvent"><LaunchEvents>
            <LaunchEvent Type="OnNewMessageCompose" FunctionName="onNewMessageCompose"/>
            <LaunchEvent Type="OnMessageFromChanged" FunctionName="onMessageFromChanged"/>
          </LaunchEvents><SourceLocation resid="Web"/></ExtensionPoint>
        </DesktopFormFactor></Host></Hosts>
      <Resources><bt:Images><bt:Image id="Icon" DefaultValue="${app}/icon.png"/></bt:Images>
        <bt:Urls><bt:Url id="Web" DefaultValue="${app}/launch.html"/><bt:Url id="Js" DefaultValue="${app}/launch.js"/><bt:Url id="Pane" DefaultValue="${app}/pane.html"/></bt:Urls>
        <bt:ShortStrings><bt:String id="Label" DefaultValue="My signature"/></bt:ShortStrings></Resources>
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>`;

const page = (host: string, ...scripts: string[]) => `<!doctype html><html><head><meta charset="utf-8">
<script src="${host}/office-js/host.js"></script><script src="${host}/office-js/office.js"></script>
${scripts.map((src) => `<script src="${src}"></script>`).join('')}</head><body></body></html>`;

/** Works as Signet's launch bundle does: compose type, sender, inline image, signature, completed() once. */
const launchScript = `
const call = (target, method, ...args) => new Promise((resolve, reject) => target[method](...args, (result) =>
  result.status === 'succeeded' ? resolve(result.value) : reject(new Error(result.error.code + ' ' + result.error.message))));
async function sign(event) {
  const { item } = Office.context.mailbox;
  try {
    const { composeType, coercionType } = await call(item, 'getComposeTypeAsync');
    const from = await call(item.from, 'getAsync');
    Office.context.roamingSettings.set('last', from.emailAddress);
    await call(Office.context.roamingSettings, 'saveAsync');
    await call(item.sessionData, 'setAsync', 'type', composeType);
    if (coercionType === 'text') {
      await call(item.body, 'setSignatureAsync', '-- \\n' + from.emailAddress, { coercionType: 'text' });
    } else {
      await call(item, 'addFileAttachmentFromBase64Async', '${dot}', 'dot.png', { isInline: true });
      await call(item.body, 'setSignatureAsync',
        '<p id="sig" onclick="alert(1)"><b>' + from.emailAddress + '</b> (' + composeType + ')<img src="cid:dot.png" width="8" height="8" alt="dot"></p><script>window.broken = 1</scr' + 'ipt>',
        { coercionType: 'html' });
    }
  } catch (error) {
    await call(item.notificationMessages, 'addAsync', 'failed', { type: 'errorMessage', message: String(error.message) });
  }
  event.completed();
}
window.onNewMessageCompose = sign;
Office.actions.associate('onMessageFromChanged', sign);
Office.onReady();`;

const paneScript = `
Office.onReady(async () => {
  const show = (name, value) => { const p = document.createElement('p'); p.id = name; p.textContent = value; document.body.append(p); };
  try {
    show('naa', Office.context.requirements.isSetSupported('NestedAppAuth', '1.1'));
    const app = await msal.createNestablePublicClientApplication({ auth: { clientId: '${clientId}', authority: 'https://login.microsoftonline.com/${tenantId}' } });
    const scopes = ['api://${clientId}/access_as_user'];
    const first = await app.acquireTokenSilent({ scopes }).catch(() => app.ssoSilent({ scopes }));
    show('first', first.accessToken + ' for ' + first.account.username);
    const second = await app.acquireTokenSilent({ scopes, account: first.account });
    show('second', second.accessToken + (second.fromCache ? ' cached' : ' fresh'));
    show('setting', Office.context.roamingSettings.get('last'));
  } catch (error) { show('failed', error.stack); }
});`;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Asked {
  oid: string;
  scopes: string[];
  clientId: string;
}

/** A fake add-in's server over http, and the pretend Outlook over https, both on localhost. */
async function openWorld() {
  const asked: Asked[] = [];
  const addin = express();
  const addinServer = createServer(addin);
  await new Promise<void>((resolve) => addinServer.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://localhost:${(addinServer.address() as AddressInfo).port}`;
  const pems = await generate([{ name: 'commonName', value: 'localhost' }]);
  const outlook = express();
  const outlookServer = createTlsServer({ key: pems.private, cert: pems.cert }, outlook);
  await new Promise<void>((resolve) => outlookServer.listen(0, '127.0.0.1', resolve));
  const url = `https://localhost:${(outlookServer.address() as AddressInfo).port}`;

  const msal = await readFile(require.resolve('@azure/msal-browser').replace(/lib.*$/, 'lib/msal-browser.min.js'));
  const serve = (path: string, type: string, body: string | Buffer) =>
    addin.get(path, (_, response) => void response.type(type).send(body));
  serve('/manifest.xml', 'application/xml', manifest(appUrl));
  serve('/launch.html', 'text/html', page(url, '/launch.js'));
  serve('/launch.js', 'text/javascript', launchScript);
  serve('/pane.html', 'text/html', page(url, '/msal.js', '/pane.js'));
  serve('/pane.js', 'text/javascript', paneScript);
  serve('/msal.js', 'text/javascript', msal);
  serve('/icon.png', 'image/png', Buffer.from(dot, 'base64'));
  outlook.use(
    createOutlook({
      appUrl,
      url,
      tenantId,
      clientId,
      mailboxes: () => [ada, odd, info],
      issueUserToken: async (oid, scopes, client) => {
        asked.push({ oid, scopes, clientId: client });
        const exp = Math.floor(performance.timeOrigin / 1000) + 36_000;
        const claims = {
          oid,
          tid: tenantId,
          exp,
          iat: exp - 36_000,
          sub: oid,
          aud: client,
          iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
          preferred_username: ada.address,
          name: ada.name,
          ver: '2.0',
        };
        return {
          access_token: `token-${asked.length}`,
          id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
          expires_in: 3600,
          scope: scopes.join(' '),
        };
      },
    }),
  );
  const close = async () => {
    for (const server of [addinServer, outlookServer] as Server[]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
  return { appUrl, url, asked, addinServer, close };
}

async function openBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  return launcher.launch({
    executablePath: own ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
}

describe('the pretend Outlook in a real browser', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let browser: Browser;
  let context: BrowserContext;
  const trouble: string[] = [];

  beforeAll(async () => {
    world = await openWorld();
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  afterEach(async () => {
    await context.close();
    expect(trouble.splice(0)).toEqual([]);
  });

  /** Opens the window; whatever the browser complains of fails the test. */
  async function open(query: string, size = { width: 1280, height: 860 }): Promise<Page> {
    context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => trouble.push(error.message));
    opened.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    opened.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') trouble.push(`asked ${request.url()}`);
    });
    await opened.goto(`${world.url}/outlook/${query}`);
    return opened;
  }
  const body = (opened: Page) => opened.getByRole('textbox', { name: 'Message body' });
  const settled = (opened: Page) =>
    opened
      .getByText('add-in done')
      .waitFor({ timeout: 10_000 })
      .catch(async () => {
        throw new Error(`Not done: ${await opened.locator('[data-ref=log-body]').textContent()}`);
      });
  const logged = async (opened: Page) =>
    (await opened.locator('[data-line]').allInnerTexts()).map((line) => line.replace(/\s+/g, ' '));

  it('puts the signature into a new mail by office.js and the launch event, once', async () => {
    const opened = await open(`?as=${ada.address}`);
    await settled(opened);
    const html = await body(opened).innerHTML();
    expect(await body(opened).innerText()).toContain('ada@contoso.example (newMail)');
    expect(html).not.toMatch(/onclick|<script/);
    expect(
      await body(opened)
        .locator('img[data-cid="dot.png"]')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBe(1);
    expect(await opened.getByRole('list', { name: 'Attachments' }).innerText()).toContain('dot.png');
    await opened.getByText('Office calls').click();
    const lines = await logged(opened);
    expect(lines.filter((line) => line.includes('completed('))).toHaveLength(1);
    expect(lines.join('\n')).toMatch(/getComposeTypeAsync.*newMail.*ms/);
    expect(lines.join('\n')).toMatch(/setSignatureAsync/);
    expect(lines.join('\n')).not.toMatch(/completed\(\) again/);
  });
});
