import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createdTokenSchema, tokenViewSchema } from '../../contract/index.ts';
import { listApiTokens } from '../../server/access/api-token-store.ts';
import { type AccessWorld, type Credentials, foreignTenantId, openAccessWorld } from '../support/access-world.ts';

const day = 86_400_000;

describe('API tokens', () => {
  let world: AccessWorld;
  let admin: Credentials;
  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
  });
  afterAll(() => world?.close());

  const create = (body: object, by = admin) =>
    world.ask('POST', '/api/v1/tokens', by, { name: 'CI', role: 'editor', ...body });
  const status = async (token: string, path = '/api/v1/people', method = 'GET', body?: unknown) =>
    (await world.ask(method, path, world.bearer(token), body)).status;

  it('are shown once, listed without what opens anything, and known to secret scanners by their form', async () => {
    const made = await create({ name: 'nightly export' });
    expect(made.status).toBe(201);
    const created = createdTokenSchema.parse(made.body);
    expect(created.token).toMatch(/^signet_[0-9a-f]{16}_[\w-]{43}$/);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const list = await world.ask('GET', '/api/v1/tokens', admin);
    const listed = list.body.items.find(({ id }: { id: string }) => id === created.id);
    expect(tokenViewSchema.strict().parse(listed)).toMatchObject({
      name: 'nightly export',
      role: 'editor',
      expired: false,
    });
    const secret = created.token.slice(-43);
    expect(list.text).not.toContain(secret);
    expect(JSON.stringify(await listApiTokens(world.tenantId))).not.toContain(secret);
    expect(world.log.join()).not.toContain(secret);
  });

  it('may do what their role may, in their tenant, without any Origin', async () => {
    const editor = (await create({})).body.token;
    expect(await status(editor)).toBe(200);
    const newcomer = { address: 'guest@elsewhere.example', fields: { displayName: 'Guest' } };
    expect(await status(editor, '/api/v1/people', 'POST', newcomer)).toBe(201);
    expect(await status(editor, '/api/v1/tokens')).toBe(403);
    const auditor = (await create({ role: 'auditor' })).body.token;
    expect(await status(auditor)).toBe(200);
    expect(await status(auditor, '/api/v1/people', 'POST', newcomer)).toBe(403);
    const foreign = await world.ask(
      'GET',
      '/api/v1/people',
      await world.apiToken('admin', { tenantId: foreignTenantId }),
    );
    expect(foreign.body).toEqual({ items: [] });
    const session = await world.ask('GET', '/api/v1/session', world.bearer(auditor));
    expect(session.body).toMatchObject({ name: 'CI', roles: ['auditor'], tenantId: world.tenantId });
  });

  it("end when they are revoked, at once; nobody else's admin can do it", async () => {
    const { id, token } = (await create({})).body;
    const foreigner = await world.apiToken('admin', { tenantId: foreignTenantId });
    expect((await world.ask('DELETE', `/api/v1/tokens/${id}`, foreigner)).status).toBe(404);
    expect(await status(token)).toBe(200);
    expect((await world.ask('DELETE', `/api/v1/tokens/${id}`, admin)).status).toBe(204);
    expect(await status(token)).toBe(401);
    expect((await world.ask('DELETE', `/api/v1/tokens/${id}`, admin)).status).toBe(404);
  });

  it('end when their time is over; one made with another ends with it', async () => {
    const short = (await create({ role: 'admin', expires: '12h' })).body;
    const child = (await create({ expires: '1y' }, world.bearer(short.token))).body;
    expect(child.expiresAt).toBe(short.expiresAt);
    world.clock.advance(day / 2 - 1000);
    expect(await status(child.token)).toBe(200);
    world.clock.advance(1000);
    const late = await world.ask('GET', '/api/v1/people', world.bearer(child.token));
    expect(late).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_INVALID' } } });
    expect(late.body.error.message).toContain('expired');
  });

  it('note their last use now and then, not with each request', async () => {
    const { id, token } = (await create({})).body;
    const used = async () =>
      (await listApiTokens(world.tenantId)).find(({ _id }) => _id === id)?.lastUsedAt?.toISOString();
    expect(await used()).toBeUndefined();
    await status(token);
    const first = world.clock.now().toISOString();
    expect(await used()).toBe(first);
    world.clock.advance(60_000);
    await status(token);
    expect(await used()).toBe(first);
    world.clock.advance(5 * 60_000);
    await status(token);
    expect(await used()).toBe(world.clock.now().toISOString());
  });

  it.each([
    ['an unknown role', { role: 'owner' }, 'role'],
    ['no name', { name: ' ' }, 'name'],
    ['a life of no length', { expires: '0d' }, 'expires'],
    ['a life without end', { expires: '3y' }, 'expires'],
    ['more than is asked for', { tenantId: foreignTenantId }, 'tenantId'],
  ])('are not made with %s', async (_name, wish, word) => {
    const refused = await create(wish);
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain(word);
  });

  it.each([
    ['another secret', (token: string) => `${token.slice(0, -3)}AAA`],
    ['another id', (token: string) => token.replace(/_[0-9a-f]{16}_/, '_0123456789abcdef_')],
    ['an operator for an id', () => 'signet_[$ne]'],
    ['nothing behind the prefix', () => 'signet_'],
    ['a token for the add-in', () => 'eyJhbGciOiJSUzI1NiJ9.e30.x'],
  ])('are refused with %s', async (_name, change) => {
    const { token } = (await create({})).body;
    expect(await status(change(token))).toBe(401);
  });

  it('leave traces in the audit log', async () => {
    const { id } = (await create({ name: 'traced' })).body;
    await world.ask('DELETE', `/api/v1/tokens/${id}`, admin);
    const { items } = (await world.ask('GET', `/api/v1/audit?target=${id}`, admin)).body;
    expect(items.map((entry: { what: string; by: { kind: string } }) => [entry.what, entry.by.kind])).toEqual(
      expect.arrayContaining([
        ['token.create', 'token'],
        ['token.revoke', 'token'],
      ]),
    );
  });
});
