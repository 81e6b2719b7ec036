import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

  it('names the port that is in use', async () => {
    const port = Number(new URL(sandbox.url).port);
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-port-'));
    const start = startSandbox({ folder, httpsPort: port, httpPort: 0, appUrl: 'http://localhost:3000' });
    await expect(start).rejects.toThrow(`Port ${port} is in use`);
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

  it('keeps nothing secret in its notes of requests', async () => {
    await sandbox.get('/users?$top=1');
    const notes = JSON.stringify(sandbox.requests);
    expect(notes).not.toContain('Bearer');
    expect(notes).not.toContain(sandbox.clientSecret);
    expect(sandbox.requests.at(-1)).toMatchObject({ service: 'graph', method: 'GET', write: false, status: 200 });
  });
});

describe('prepareCertificate', () => {
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
