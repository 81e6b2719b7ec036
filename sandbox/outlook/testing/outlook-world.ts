import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { generate } from 'selfsigned';
import { createOutlook } from '../index.ts';
import type { OutlookMailbox, UserToken } from '../options.ts';
import { clientId, dot, launchScript, manifest, page, paneScript, tenantId } from './fake-addin.ts';

const { resolve } = createRequire(import.meta.url);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What the bridge asked the sandbox's sign-in for. */
export interface Asked {
  oid: string;
  scopes: string[];
  clientId: string;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

async function serveAddin(app: Express, appUrl: string, url: string): Promise<void> {
  const msal = resolve('@azure/msal-browser').replace(/lib.*$/, 'lib/msal-browser.min.js');
  const files: [string, string, string | Buffer][] = [
    ['/manifest.xml', 'application/xml', manifest(appUrl)],
    ['/launch.html', 'text/html', page(url, '/launch.js')],
    ['/launch.js', 'text/javascript', launchScript],
    ['/pane.html', 'text/html', page(url, '/msal.js', '/pane.js')],
    ['/pane.js', 'text/javascript', paneScript],
    ['/msal.js', 'text/javascript', await readFile(msal)],
    ['/icon.png', 'image/png', Buffer.from(dot, 'base64')],
  ];
  for (const [path, type, body] of files) {
    app.get(path, (_, response) => {
      response.type(type).send(body);
    });
  }
}

function issue({ oid, scopes, clientId: aud }: Asked, count: number, person?: OutlookMailbox): UserToken {
  const iat = Math.floor(performance.timeOrigin / 1000);
  const iss = `https://login.microsoftonline.com/${tenantId}/v2.0`;
  const who = { oid, sub: oid, tid: tenantId, preferred_username: person?.address, name: person?.name };
  const claims = { ...who, aud, iss, iat, exp: iat + 36_000, ver: '2.0' };
  return {
    access_token: `token-${count}`,
    id_token: `${part({ alg: 'none' })}.${part(claims)}.x`,
    expires_in: 3600,
    scope: scopes.join(' '),
  };
}

/** A fake add-in's server over http, and the pretend Outlook over https, both on localhost, as in the real sandbox. */
export async function openWorld(people: OutlookMailbox[]) {
  const asked: Asked[] = [];
  const addin = express();
  const addinServer = createServer(addin);
  const appUrl = `http://localhost:${await listen(addinServer)}`;
  const pems = await generate([{ name: 'commonName', value: 'localhost' }]);
  const outlook = express();
  const outlookServer = createTlsServer({ key: pems.private, cert: pems.cert }, outlook);
  const url = `https://localhost:${await listen(outlookServer)}`;
  await serveAddin(addin, appUrl, url);
  const issueUserToken = async (oid: string, scopes: string[], client: string) => {
    const person = people.find((candidate) => candidate.oid === oid);
    return issue({ oid, scopes, clientId: client }, asked.push({ oid, scopes, clientId: client }), person);
  };
  outlook.use(createOutlook({ appUrl, url, tenantId, clientId, mailboxes: () => people, issueUserToken }));
  const stop = async (server: Server) => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const stopAddin = () => stop(addinServer);
  return { appUrl, url, asked, stopAddin, close: () => Promise.all([stop(addinServer), stop(outlookServer)]) };
}
