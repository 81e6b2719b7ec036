import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../testing/ask.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const ada = 'ada.lindgaard@northwind-harbour.example';
const withoutPhoto = () =>
  [...sandbox.world.presentUsers()].find(({ photo, purpose }) => !photo && purpose === 'user')?.user.id;

describe('photos', () => {
  it('are PNGs of the size asked for, the same each time', async () => {
    const { headers, bytes } = await sandbox.get(`/users/${ada}/photos/96x96/$value`);
    expect(headers['content-type']).toBe('image/png');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([96, 96]);
    expect((await sandbox.get(`/users/${ada}/photos/96x96/$value`)).bytes.equals(bytes)).toBe(true);
  });

  it('have metadata whose etag changes with the picture', async () => {
    const { json } = await sandbox.get(`/users/${ada}/photo`);
    expect(json).toMatchObject({ '@odata.mediaContentType': 'image/png', id: '648x648', width: 648, height: 648 });
    expect(json['@odata.mediaEtag']).toMatch(/^W\/"/);
  });

  it('may not be there: 404, or metadata of one pixel', async () => {
    const missing = await sandbox.get(`/users/${withoutPhoto()}/photo/$value`);
    expect([missing.status, missing.json.error.code]).toEqual([404, 'ImageNotFound']);
    const guest = [...sandbox.world.presentUsers()].find(({ user }) => user.userType === 'Guest')?.user.id;
    expect((await sandbox.get(`/users/${guest}/photo`)).json).toMatchObject({ id: '1x1', '@odata.mediaEtag': '' });
  });

  it('exist for some only in a small size', async () => {
    const small = [...sandbox.world.presentUsers()].find(({ photo }) => photo?.size === 96)?.user.id;
    expect((await sandbox.get(`/users/${small}/photos/240x240/$value`)).status).toBe(404);
    expect((await sandbox.get(`/users/${small}/photos/64x64/$value`)).status).toBe(200);
    const { json } = await sandbox.get(`/users/${small}/photos`);
    expect(json.value.map(({ id }: { id: string }) => id)).toEqual(['48x48', '64x64', '96x96']);
  });
});

describe('mailboxSettings', () => {
  it('needs its own role, and tells what the mailbox is for', async () => {
    const path = '/users/info@northwind-harbour.example/mailboxSettings';
    const denied = await sandbox.get(path);
    expect([denied.status, denied.json.error.code]).toEqual([403, 'ErrorAccessDenied']);
    sandbox.world.grantConsent(['MailboxSettings.Read']);
    expect((await sandbox.get(path)).json.userPurpose).toBe('shared');
    expect(
      (await sandbox.get('/users/room.elbe@northwind-harbour.example/mailboxSettings/userPurpose')).json.value,
    ).toBe('room');
    expect((await sandbox.get(`/users/${ada}/mailboxSettings`)).json.userPurpose).toBe('user');
    const guest = [...sandbox.world.presentUsers()].find(({ user }) => user.userType === 'Guest')?.user.id;
    expect((await sandbox.get(`/users/${guest}/mailboxSettings`)).status).toBe(404);
  });
});

describe('organization', () => {
  it('names the tenant and its domains', async () => {
    const [tenant] = (await sandbox.get('/organization')).json.value;
    expect(tenant).toMatchObject({ id: sandbox.tenantId, displayName: 'Northwind Harbour', city: null });
    expect(tenant.verifiedDomains[0]).toMatchObject({ name: 'northwind-harbour.example', isDefault: true });
  });
});

describe('$batch', () => {
  const batch = async (requests: object[]) =>
    sandbox.ask('/$batch', { token: await sandbox.appToken(), json: { requests } });
  const part = (answer: { json: { responses: { id: string }[] } }, id: string) =>
    answer.json.responses.find((each) => each.id === id);

  it('judges each request by itself, and answers in its own order', async () => {
    sandbox.faults.next({ match: '/users/x2', status: 429, retryAfter: 7 });
    const answer = await batch([
      { id: '1', method: 'GET', url: `/users/${ada}?$select=displayName` },
      { id: '2', method: 'GET', url: '/users/x2' },
      { id: '3', method: 'DELETE', url: `/groups/x` },
      { id: '4', method: 'POST', url: '/users/x/getPasswordSingleSignOnCredentials', body: {} },
      { id: '5', method: 'GET', url: 'users?$select=id&$count=true&$top=1', headers: { ConsistencyLevel: 'eventual' } },
      { id: '6', method: 'GET', url: `/users/${ada}/photos/48x48/$value` },
      { id: '7', method: 'GET', url: '/organization', dependsOn: ['3'] },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.json.responses.map(({ id }: { id: string }) => id)).not.toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(part(answer, '1')).toMatchObject({ status: 200, body: { displayName: 'Ada Lindgaard' } });
    expect(part(answer, '2')).toMatchObject({
      status: 429,
      headers: { 'Retry-After': '7' },
      body: { error: { code: 'TooManyRequests' } },
    });
    expect(part(answer, '3')).toMatchObject({ status: 403, body: { error: { code: 'Authorization_RequestDenied' } } });
    expect(part(answer, '4')).toMatchObject({ status: 405 });
    expect(part(answer, '5')).toMatchObject({ status: 200, headers: { 'x-ms-resource-unit': '1' } });
    const { body } = part(answer, '6') as unknown as { body: string };
    expect(Buffer.from(body, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(part(answer, '7')).toMatchObject({ status: 424 });
    const writes = sandbox.requests.filter(({ write, inBatch }) => write && inBatch);
    expect(writes.map(({ method }) => method)).toEqual(['DELETE', 'POST']);
  });

  it('takes at most twenty', async () => {
    const many = Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/organization' }));
    expect((await batch(many)).status).toBe(400);
  });
});
