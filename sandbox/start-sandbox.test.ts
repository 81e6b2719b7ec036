import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { prepareCertificate, startSandbox } from './index.ts';
import { startTestSandbox, type TestSandbox } from './testing/ask.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

describe('startSandbox', () => {
  it('gives an app token with which Graph lists users', async () => {
    const { status, json } = await sandbox.get('/users?$select=id,displayName&$top=5');
    expect(status).toBe(200);
    expect(json.value).toHaveLength(5);
    expect(json['@odata.nextLink']).toMatch(/^https:\/\/localhost:\d+\/graph\/v1\.0\/users\?.*\$skiptoken=/);
  });

  it('takes another port where the one asked for is in use', async () => {
    const ports = { httpsPort: Number(new URL(sandbox.url).port), httpPort: Number(new URL(sandbox.pagesUrl).port) };
    const second = await startTestSandbox(ports);
    const urls = [sandbox.url, sandbox.pagesUrl, second.url, second.pagesUrl];
    const { status } = await second.get('/users?$top=1');
    await second.stop();
    expect([status, new Set(urls).size]).toEqual([200, 4]);
  });

  it('listens on this machine only', async () => {
    const start = startSandbox({
      folder: tmpdir(),
      host: '0.0.0.0',
      httpsPort: 0,
      httpPort: 0,
      appUrl: 'http://localhost:3000',
    });
    await expect(start).rejects.toThrow('this machine only');
  });

  it('proposes an admin, an editor and employees to be', () => {
    expect(sandbox.signIn.map(({ role }) => role)).toEqual(['admin', 'editor', 'employee', 'employee']);
    for (const { address } of sandbox.signIn) expect(sandbox.world.findUser(address)).toBeDefined();
  });

  it('takes tokens and delta links of before a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-again-'));
    const before = await startTestSandbox({ folder });
    const token = await before.appToken();
    let answer = await before.ask('/users/delta?$select=displayName', { token });
    while (answer.json['@odata.nextLink']) answer = await before.ask(answer.json['@odata.nextLink'], { token });
    const ports = { httpsPort: Number(new URL(before.url).port), httpPort: Number(new URL(before.pagesUrl).port) };
    await before.stop();
    const after = await startTestSandbox({ folder, ...ports });
    const quiet = await after.ask(answer.json['@odata.deltaLink'], { token });
    expect([quiet.status, quiet.json.value]).toEqual([200, []]);
    after.world.changeUser(after.signIn[0]?.address ?? '', { displayName: 'Changed' });
    const later = await after.ask(answer.json['@odata.deltaLink'], { token });
    await after.stop();
    expect(later.json.value).toHaveLength(1);
  });

  it('opens the pretend Outlook with people who may send as shared mailboxes', async () => {
    expect((await sandbox.ask(sandbox.composeUrl)).text).toContain('no mail leaves this machine');
    const { json } = await sandbox.ask(`${sandbox.composeUrl}setup.json`);
    const editor = json.mailboxes.find(({ address }: { address: string }) => address === sandbox.signIn[1]?.address);
    expect(editor.sendAs).toEqual(['info@northwind-harbour.example', 'press@northwind-harbour.example']);
    expect(editor.addresses).toContain(editor.address);
  });

  it('has its banner on every page of its own, unknown addresses too', async () => {
    for (const path of ['/', '/nothing/here']) {
      const { text } = await sandbox.ask(`${sandbox.pagesUrl}${path}`);
      expect(text).toContain('Sandbox: a pretend Microsoft 365 – no real tenant');
    }
  });

  it('keeps nothing secret in its notes of requests', async () => {
    await sandbox.get('/users?$top=1');
    const notes = JSON.stringify(sandbox.requests);
    expect(notes).not.toContain('Bearer');
    expect(notes).not.toContain(sandbox.clientSecret);
    expect(sandbox.requests.at(-1)).toMatchObject({ service: 'graph', method: 'GET', write: false, status: 200 });
  });
});

describe('prepareCertificate', () => {
  it('makes a new one when less than thirty days are left, or the key is another’s', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-cert-'));
    const { certFile, keyFile } = await prepareCertificate(folder);
    const notAfterDate = new Date(Date.now() + 29 * 24 * 60 * 60 * 1000);
    const short = await generate([{ name: 'commonName', value: 'localhost' }], { algorithm: 'sha256', notAfterDate });
    await writeFile(certFile, short.cert);
    await writeFile(keyFile, short.private);
    await prepareCertificate(folder);
    const renewed = new X509Certificate(await readFile(certFile));
    expect(new Date(renewed.validTo).getTime()).toBeGreaterThan(notAfterDate.getTime());
    expect(renewed.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    await writeFile(keyFile, short.private);
    await prepareCertificate(folder);
    expect(await readFile(certFile, 'utf8')).not.toBe(renewed.toString());
  });

  it('keeps what it made, the key for its owner only, and adds the existing bundle', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-cert-'));
    const first = await prepareCertificate(folder);
    const made = await readFile(first.certFile, 'utf8');
    const second = await prepareCertificate(folder, first.certFile);
    expect(await readFile(second.certFile, 'utf8')).toBe(made);
    expect((await stat(first.keyFile)).mode & 0o777).toBe(0o600);
    expect((await readFile(second.caBundleFile, 'utf8')).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });
});
