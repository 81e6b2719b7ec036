import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../testing/ask.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const eleven = [
  ...['businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation'],
  ...['preferredLanguage', 'surname', 'userPrincipalName', 'id'],
];

describe('GET /users', () => {
  it('shows the eleven default properties, what has no value as null, a hundred to a page', async () => {
    const { json, headers } = await sandbox.get('/users');
    expect(json.value).toHaveLength(100);
    expect(json['@odata.context']).toBe(`${sandbox.graphUrl}/v1.0/$metadata#users`);
    for (const user of json.value) expect(Object.keys(user).sort()).toEqual([...eleven].sort());
    const bare = await sandbox.get('/users/bare@northwind-harbour.example');
    expect(bare.json).toMatchObject({ jobTitle: null, mobilePhone: null, businessPhones: [] });
    expect(headers['odata-version']).toBe('4.0');
    expect(headers['request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('leads through the whole directory by its links, each present user once', async () => {
    const ids: string[] = [];
    const token = await sandbox.appToken();
    let url: string | undefined = `${sandbox.graphUrl}/v1.0/users?$select=id&$top=37`;
    while (url) {
      const { json } = await sandbox.ask(url, { token });
      expect(json.value.length).toBeGreaterThan(0);
      expect(json.value.length).toBeLessThanOrEqual(37);
      for (const user of json.value) ids.push(user.id);
      url = json['@odata.nextLink'];
    }
    const present = [...sandbox.world.presentUsers()].map(({ user }) => user.id);
    expect(ids).toEqual(present);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows what was selected, in the context too, and always the id', async () => {
    const { json, headers } = await sandbox.get('/users?$select=displayName,department&$top=2');
    expect(json['@odata.context']).toMatch(/\$metadata#users\(displayName,department\)$/);
    expect(Object.keys(json.value[0])).toEqual(['displayName', 'department', 'id']);
    expect(headers['x-ms-resource-unit']).toBe('1');
  });

  it.each([
    ['?$top=1000', 400, 'Request_BadRequest'],
    ['?$top=0', 400, 'Request_BadRequest'],
    ['?$select=nonsense', 400, 'BadRequest'],
    ['?$select=aboutMe', 501, 'NotImplemented'],
    ['?$skip=10', 400, 'Request_UnsupportedQuery'],
    ["?$filter=contains(displayName,'a')", 400, 'Request_UnsupportedQuery'],
    ['?$filter=displayName eq', 400, 'Request_BadRequest'],
    ["?$filter=endsWith(mail,'example')", 400, 'Request_UnsupportedQuery'],
    ["?$filter=department ne 'Sales'", 400, 'Request_UnsupportedQuery'],
    ["?$filter=startswith(displayName,'a')&$orderby=displayName", 400, 'Request_UnsupportedQuery'],
    ['?$count=true', 400, 'Request_UnsupportedQuery'],
    ['?$search="displayName:a"', 400, 'Request_UnsupportedQuery'],
    ['?$skiptoken=garbage', 400, 'Directory_ExpiredPageToken'],
  ])('refuses %s with %i %s', async (query, status, code) => {
    const answer = await sandbox.get(`/users${encodeURI(query)}`);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect(Object.keys(answer.json.error.innerError).sort()).toEqual(['client-request-id', 'date', 'request-id']);
  });

  it.each([
    [
      "department eq 'sales' and accountEnabled eq true",
      {},
      (user: User) => user.department === 'Sales' && user.accountEnabled,
    ],
    ["startswith(surname,'O''B')", {}, (user: User) => user.surname?.startsWith("O'B")],
    ["usageLocation in ('SE','JP')", {}, (user: User) => ['SE', 'JP'].includes(user.usageLocation ?? '')],
    [
      "proxyAddresses/any(x:x eq 'smtp:vertrieb@northwind-harbour.example')",
      {},
      (user: User) => user.mail === 'sales@northwind-harbour.example',
    ],
    ["userType ne 'Guest'", { ConsistencyLevel: 'eventual' }, (user: User) => user.userType !== 'Guest'],
    ['assignedLicenses/$count eq 0', { ConsistencyLevel: 'eventual' }, (user: User) => !user.assignedLicenses?.length],
    [
      "not(startswith(displayName,'A')) and endsWith(mail,'.example')",
      { ConsistencyLevel: 'eventual' },
      (user: User) => !/^a/i.test(user.displayName ?? '') && user.mail?.endsWith('.example'),
    ],
  ])('filters by %s', async (filter, headers, test) => {
    const count = 'ConsistencyLevel' in headers ? '&$count=true' : '';
    const query = `/users?$filter=${encodeURIComponent(filter)}&$select=id&$top=999${count}`;
    const { json } = await sandbox.get(query, headers as Record<string, string>);
    const wanted = [...sandbox.world.presentUsers()].filter(({ user }) => test(user)).map(({ user }) => user.id);
    expect(wanted.length).toBeGreaterThan(0);
    expect(json.value.map(({ id }: { id: string }) => id)).toEqual(wanted);
    if (count) expect(json['@odata.count']).toBe(wanted.length);
  });

  it('expands the manager, and leaves it out where there is none', async () => {
    const { json } = await sandbox.get('/users?$select=id&$top=3&$expand=manager($select=id,displayName)');
    expect(json.value[0].manager).toBeUndefined();
    expect(json.value[1].manager).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: json.value[0].id,
      displayName: 'Marit Solheim',
    });
  });

  it('wants the consistency header again on the next page', async () => {
    const eventual = { ConsistencyLevel: 'eventual' };
    const first = await sandbox.get('/users?$select=id&$count=true&$top=5', eventual);
    const token = await sandbox.appToken();
    expect((await sandbox.ask(first.json['@odata.nextLink'], { token })).status).toBe(400);
    expect((await sandbox.ask(first.json['@odata.nextLink'], { token, headers: eventual })).status).toBe(200);
  });
});

type User = import('../world/types.ts').DirectoryUser;

describe('GET /users/{id}', () => {
  it('finds by id and by name, apostrophe included, and answers 404 for the rest', async () => {
    const name = "sean.o'brien@northwind-harbour.example";
    const { json } = await sandbox.get(`/users/${encodeURIComponent(name)}?$select=id,surname`);
    expect(json.surname).toBe("O'Brien");
    expect((await sandbox.get(`/users/${json.id}`)).json.userPrincipalName).toBe(name);
    const missing = await sandbox.get('/users/nobody@northwind-harbour.example');
    expect([missing.status, missing.json.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });

  it('has a deleted user only in the recycle bin', async () => {
    const bin = await sandbox.get('/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime');
    expect(bin.json.value.length).toBeGreaterThan(1);
    const [{ id, deletedDateTime }] = bin.json.value;
    expect(deletedDateTime).toMatch(/Z$/);
    expect((await sandbox.get(`/users/${id}`)).status).toBe(404);
    expect((await sandbox.get(`/directory/deletedItems/${id}`)).json.id).toBe(id);
  });
});

describe('who may ask', () => {
  it('nobody without a token, with another API’s, or with one that has run out', async () => {
    const none = await sandbox.ask('/users');
    expect([none.status, none.json.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
    expect(none.headers['www-authenticate']).toContain('Bearer');
    const oid = sandbox.world.findUser(sandbox.signIn[0]?.address ?? '')?.user.id ?? '';
    const own = await sandbox.issueUserToken(oid, { scopes: [`api://${sandbox.clientId}/access_as_user`] });
    expect((await sandbox.ask('/users', { token: own.access_token })).status).toBe(401);
  });

  it('without consent the token comes, but Graph denies', async () => {
    sandbox.world.revokeConsent();
    const denied = await sandbox.get('/users');
    sandbox.world.grantConsent();
    expect([denied.status, denied.json.error.code]).toEqual([403, 'Authorization_RequestDenied']);
  });

  it.each([
    ['PATCH', '/users/x', 403],
    ['DELETE', '/users/x', 403],
    ['POST', '/users', 403],
  ])('no one may %s %s, and the attempt is on record', async (method, path, status) => {
    const answer = await sandbox.ask(path, { method, token: await sandbox.appToken(), json: {} });
    expect(answer.status).toBe(status);
    expect(sandbox.requests.at(-1)).toMatchObject({ method, write: true, status });
  });
});
