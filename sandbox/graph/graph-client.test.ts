import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareCertificate } from '../certificate.ts';
import { startTestSandbox, type TestSandbox } from '../testing/ask.ts';
import { runTrusting } from '../testing/run-trusting.ts';

let sandbox: TestSandbox;
let caBundle: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-client-'));
  caBundle = (await prepareCertificate(folder)).caBundleFile;
  sandbox = await startTestSandbox({ folder });
});
afterAll(() => sandbox.stop());

/** Runs code with Microsoft's own client library (`client`). */
async function withClient(code: string): Promise<Record<string, unknown>> {
  const token = JSON.stringify(await sandbox.appToken());
  return runTrusting(
    sandbox,
    caBundle,
    `import { BatchRequestContent, BatchResponseContent, Client, PageIterator } from '@microsoft/microsoft-graph-client';
    const client = Client.initWithMiddleware({ baseUrl: sandbox.graphUrl + '/', defaultVersion: 'v1.0',
      customHosts: new Set(['localhost']), authProvider: { getAccessToken: async () => ${token} } });`,
    code,
  );
}

describe('Microsoft’s own Graph client', () => {
  it('reads the whole directory page by page', async () => {
    const { names } = await withClient(`
      const names = [];
      const first = await client.api('/users').select('displayName').top(50).get();
      await new PageIterator(client, first, (user) => { names.push(user.displayName); return true; }).iterate();
      return { names };`);
    expect(names).toEqual([...sandbox.world.presentUsers()].map(({ user }) => user.displayName));
  });

  it('waits out a 429 and gets there', async () => {
    const fault = sandbox.faults.next({ match: '/organization', status: 429, retryAfter: 0 });
    expect(
      await withClient(`return { name: (await client.api('/organization').get()).value[0].displayName };`),
    ).toEqual({
      name: 'Northwind Harbour',
    });
    expect(fault.hits()).toBe(1);
  });

  it('batches, and is told in Graph’s words what it may not do', async () => {
    const { statuses, thrown, code } = await withClient(`
      const batch = new BatchRequestContent([
        { id: '1', request: new Request('https://host.is.stripped/users/nobody', { method: 'GET' }) },
        { id: '2', request: new Request('https://host.is.stripped/organization', { method: 'GET' }) }]);
      const answer = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()));
      const statuses = [answer.getResponseById('1').status, answer.getResponseById('2').status];
      return await client.api('/users/x').patch({ jobTitle: 'x' }).catch((error) => ({ statuses, thrown: error.statusCode, code: error.code }));`);
    expect([statuses, thrown, code]).toEqual([[404, 200], 403, 'Authorization_RequestDenied']);
  });
});
