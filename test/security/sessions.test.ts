import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoleGrants } from '../../server/access/index.ts';
import { findPerson } from '../../server/people/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { signInAs } from '../support/admin-session.ts';
import { addressOf, idOf } from '../support/small-directory.ts';
import { adminRoutes, nameOf, pathOf } from './attack-ids.ts';

const hour = 3_600_000;
const api = '/api/v1';

describe('sessions of the admin app', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld({ people: 24 });
  });
  afterAll(() => world?.close());

  const enters = async (who: Credentials) => (await world.ask('GET', `${api}/session`, who)).status === 200;
  const cookiesOf = (headers: Headers) =>
    headers.getSetCookie().map((cookie) => cookie.split(';').map((part) => part.trim()));

  it('begin with code, PKCE, state and nonce, which wait in a sealed cookie that only our host gets back', async () => {
    const start = await world.ask('GET', '/auth/sign-in');
    const asked = new URL(start.headers.get('location') ?? '').searchParams;
    expect(asked.get('response_type')).toBe('code');
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(30);
    const [[pair = '', ...flags] = []] = cookiesOf(start.headers);
    expect(pair).toMatch(/^__Host-signet-sign-in=/);
    expect(flags).toEqual(expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']));
    expect(flags.join()).not.toContain('Domain');
    expect(pair).not.toContain(asked.get('state'));
  });

  it.each([
    ['without the cookie', 'code=x&state=y', {}],
    ['with an invented cookie', 'code=x&state=y', { Cookie: '__Host-signet-sign-in=eyJhbGciOiJkaXIifQ..a.b.c' }],
    ['with everything twice', 'code=x&code=y&state=z&state=z', {}],
    ['with an error only', 'error=access_denied', {}],
    ['with nothing', '', {}],
  ])('do not begin %s', async (_name, query, headers: Credentials) => {
    const answer = await world.ask('GET', `/auth/callback?${query}`, headers);
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie().join()).not.toContain('__Host-signet=');
  });

  it("do not begin with the answer to somebody else's sign-in (state), nor with a cookie sealed for another purpose", async () => {
    const mine = cookiesOf((await world.ask('GET', '/auth/sign-in')).headers)[0]?.[0] ?? '';
    const theirs = new URL((await world.ask('GET', '/auth/sign-in')).headers.get('location') ?? '').searchParams;
    const mixed = await world.ask('GET', `/auth/callback?code=x&state=${theirs.get('state')}`, { Cookie: mine });
    expect([mixed.status, mixed.body.error.code]).toEqual([400, 'SIGN_IN_FAILED']);
    const setUp = await world.ask('GET', `/connect?link=1`, await world.session(['admin']));
    const sealed = cookiesOf(setUp.headers)[0]?.[0]?.replace('__Host-signet-setup', '__Host-signet-sign-in') ?? '';
    expect(sealed).toContain('__Host-signet-sign-in=');
    const other = await world.ask('GET', '/auth/callback?code=x&state=y', { Cookie: sealed });
    expect([other.status, other.body.error.code]).toEqual([400, 'SIGN_IN_FAILED']);
  });

  it('are new with each sign-in: one that stood in the browser before is no good afterwards (fixation)', async () => {
    const planted = await world.session(['auditor'], { person: 3 });
    const signedIn = await signInAs(world.url, idOf(1), planted.Cookie);
    expect((await signedIn.call('GET', `${api}/session`)).body).toMatchObject({ roles: ['admin'] });
    expect(await enters(planted)).toBe(false);
    expect(await enters({ Cookie: '__Host-signet=of-my-own-choosing' })).toBe(false);
  });

  it('end after eight hours without a request, and after a day whatever happens', async () => {
    const idle = await world.session(['admin']);
    const busy = await world.session(['admin']);
    world.clock.advance(8 * hour - 1000);
    expect(await enters(busy)).toBe(true);
    world.clock.advance(2000);
    expect([await enters(idle), await enters(busy)]).toEqual([false, true]);
    for (let hours = 8; hours < 23; hours += 5) {
      world.clock.advance(5 * hour);
      expect(await enters(busy)).toBe(true);
    }
    world.clock.advance(hour);
    expect(await enters(busy)).toBe(false);
  });

  it('end on the server with signing out, here or everywhere', async () => {
    const [here, there] = [await world.session(['admin']), await world.session(['admin'])];
    const other = await world.session(['auditor'], { person: 2 });
    expect((await world.ask('POST', '/auth/sign-out', here)).status).toBe(204);
    expect([await enters(here), await enters(there)]).toEqual([false, true]);
    const again = await world.session(['admin']);
    expect((await world.ask('POST', '/auth/sign-out-everywhere', again)).status).toBe(204);
    expect([await enters(there), await enters(again), await enters(other)]).toEqual([false, false, true]);
  });

  it('lose a role with the next request after it was taken', async () => {
    const admin = await world.session(['admin'], { person: 1 });
    const editor = await world.session([], { person: 6 });
    const start = () => world.ask('POST', `${api}/sync/runs`, editor, { preview: true });
    expect((await start()).status).toBe(403);
    const granted = await world.ask('POST', `${api}/roles`, admin, { address: addressOf(6), role: 'editor' });
    expect(granted.status).toBe(201);
    expect((await start()).status).toBe(202);
    const { id } = granted.body.items.find(({ role }: { role: string }) => role === 'editor');
    expect((await world.ask('DELETE', `${api}/roles/${encodeURIComponent(id)}`, admin)).status).toBe(204);
    expect((await start()).status).toBe(403);
  });

  it.each([
    ['disabled', 7],
    ['deleted', 8],
  ])('of an account that was %s are over with the next sync', async (how, person) => {
    const gone = await world.session(['admin'], { person });
    const stays = await world.session(['admin'], { person: 3 });
    if (how === 'disabled') world.sandbox.world.changeUser(idOf(person), { accountEnabled: false });
    else world.sandbox.world.softDelete(idOf(person));
    expect(await enters(gone)).toBe(true);
    await world.sync();
    expect([await enters(gone), await enters(stays)]).toEqual([false, true]);
  });

  it.each([
    ['disabled', 'full', 4],
    ['disabled', 'delta', 10],
    ['deleted', 'full', 11],
    ['deleted', 'delta', 12],
  ] as const)('of a paused person whose account was %s are over with the next %s sync', async (how, kind, person) => {
    const { clock, signet, tenantId, sandbox } = world;
    const run = async (preview = false) => {
      clock.advance(1000);
      await signet.worker.work(tenantId);
      const { run } = await signet.sync.start(tenantId, { kind, trigger: 'manual', preview });
      await signet.worker.work(tenantId);
      expect(await signet.sync.find(tenantId, run._id)).toMatchObject({ kind });
    };
    const paused = await world.session(['admin'], { person });
    const id = `${tenantId}:${idOf(person)}`;
    const by = { kind: 'system', name: 'test' } as const;
    await signet.people.bulk(tenantId, { action: 'pause', on: { ids: [id] } }, by);
    await run();
    expect(await enters(paused)).toBe(true);
    if (how === 'disabled') sandbox.world.changeUser(idOf(person), { accountEnabled: false });
    else sandbox.world.softDelete(idOf(person));
    await run(true);
    expect(await enters(paused)).toBe(true);
    await run();
    expect(await enters(paused)).toBe(false);
    expect(await findPerson(tenantId, id)).toMatchObject({ state: 'paused', address: addressOf(person) });

    if (how === 'disabled') {
      // What a delta tells beside the account leaves it as it was said last.
      sandbox.world.changeUser(idOf(person), { jobTitle: 'Gone fishing' });
      await run();
      expect(await enters(paused)).toBe(false);
      sandbox.world.changeUser(idOf(person), { accountEnabled: true });
    } else sandbox.world.restore(idOf(person));
    await run();
    expect(await enters(paused)).toBe(true);
  });

  it('of paused people go on while a hold keeps back who seems to be gone', async () => {
    const { signet, tenantId, sandbox } = world;
    const paused = await world.session(['admin'], { person: 5 });
    const by = { kind: 'system', name: 'test' } as const;
    await signet.people.bulk(tenantId, { action: 'pause', on: { ids: [`${tenantId}:${idOf(5)}`] } }, by);
    const missing = [5, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];
    for (const person of missing) sandbox.world.softDelete(idOf(person));
    await world.sync();
    const [run] = (await world.ask('GET', `${api}/sync/runs`, await world.session(['admin']))).body.items;
    expect(run).toMatchObject({ outcome: 'held' });
    expect(await enters(paused)).toBe(true);
    await signet.sync.approve(tenantId, run.runId);
    expect(await enters(paused)).toBe(false);
    for (const person of missing) sandbox.world.restore(idOf(person));
    await world.sync();
  });

  it('of an admin who is merely out of scope go on', async () => {
    const admin = await world.session(['admin'], { person: 9 });
    const rule = {
      name: 'Not me',
      condition: { field: 'mail', operator: 'equals', value: addressOf(9) },
      action: 'leaveOut',
    };
    expect((await world.ask('PUT', `${api}/import-rules`, admin, { items: [rule] })).status).toBe(200);
    await world.sync();
    expect(await enters(admin)).toBe(true);
  });

  it('cannot take the last admin away, not even two at once', async () => {
    const admin = await world.session(['admin'], { person: 1 });
    const [only] = (await world.ask('GET', `${api}/roles`, admin)).body.items;
    const remove = (id: string) => world.ask('DELETE', `${api}/roles/${encodeURIComponent(id)}`, admin);
    expect((await remove(only.id)).body.error.code).toBe('LAST_ADMIN');
    expect((await listRoleGrants(world.tenantId)).length).toBe(1);
    await world.ask('POST', `${api}/roles`, admin, { address: addressOf(2), role: 'admin' });
    const both = (await listRoleGrants(world.tenantId)).map(({ _id }) => _id);
    await Promise.all(both.map(remove));
    expect((await listRoleGrants(world.tenantId)).filter(({ role }) => role === 'admin').length).toBeGreaterThan(0);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\r\nX: y',
    '/@evil.example',
  ])('lead nobody to another site: returnTo=%j', async (returnTo) => {
    const start = await world.ask('GET', `/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    const back = await signInAs(world.url, idOf(1), '', returnTo);
    expect(start.status).toBe(302);
    expect(back.landed).toMatch(/^\/(?![/\\])/);
    expect(new URL(back.landed, world.url).origin).toBe(world.url);
  });
});

describe('writes from other sites (CSRF)', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld();
  });
  afterAll(() => world?.close());

  const writes = [
    ...adminRoutes.filter(({ method }) => method !== 'get').map((route) => [nameOf(route), route] as const),
  ];
  const foreign = (url: string): (string | undefined)[] => [
    undefined,
    'null',
    'https://evil.example',
    `${url}.evil.example`,
    url.replace('http:', 'https:'),
    url.replace(/:\d+$/, ':1'),
    `${url}@evil.example`,
  ];

  it.each(writes)('%s takes no cookie without our own Origin', async (_name, route) => {
    const { Cookie = '' } = await world.session(['admin']);
    for (const origin of foreign(world.url)) {
      const headers = { Cookie, ...(origin === undefined ? {} : { Origin: origin }) };
      const answer = await world.ask(route.method.toUpperCase(), pathOf(route, 'x'), headers, route.body?.example);
      expect([origin, answer.status, answer.body.error.code]).toEqual([origin, 403, 'CROSS_SITE']);
    }
  });

  it.each(['/auth/sign-out', '/auth/sign-out-everywhere'])('POST %s neither', async (path) => {
    const session = await world.session(['admin']);
    for (const origin of foreign(world.url).slice(1)) {
      const answer = await world.ask('POST', path, { ...session, Origin: String(origin) });
      expect(answer.status).toBe(403);
    }
    expect((await world.ask('GET', `${api}/session`, session)).status).toBe(200);
  });

  it('never reach the answers of the API: no other origin is let in by CORS', async () => {
    for (const route of adminRoutes) {
      const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': route.method.toUpperCase() };
      const answer = await world.ask('OPTIONS', pathOf(route, 'x'), headers);
      expect([nameOf(route), answer.headers.get('access-control-allow-origin')]).toEqual([nameOf(route), null]);
    }
  });
});
