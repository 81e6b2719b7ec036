import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { limits } from '../../server/platform/rate-limits.ts';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';

describe('too much from one side', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld();
  });
  beforeEach(() => world.clock.advance(10_000));
  afterAll(() => world?.close());

  /** So many requests, some at a time. */
  async function flood(count: number, path: string, headers: Record<string, string>): Promise<Set<number>> {
    const statuses = new Set<number>();
    for (let sent = 0; sent < count; sent += 50) {
      const asked = Array.from({ length: Math.min(50, count - sent) }, () => world.ask('GET', path, headers));
      for (const { status } of await Promise.all(asked)) statuses.add(status);
    }
    return statuses;
  }

  it('of a session is answered 429 with the time to wait, while others go on', async () => {
    const busy = await world.session(['auditor'], { person: 2 });
    expect(await flood(limits.session, '/api/v1/session', busy)).toEqual(new Set([200]));
    const refused = await world.ask('GET', '/api/v1/session', busy);
    expect([refused.status, refused.body.error.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(refused.headers.get('retry-after'))).toBe(10);
    expect((await world.ask('GET', '/api/v1/session', await world.session(['auditor'], { person: 3 }))).status).toBe(
      200,
    );
    world.clock.advance(10_000);
    expect((await world.ask('GET', '/api/v1/session', busy)).status).toBe(200);
  });

  it('of bad tokens turns the address away, and locks nobody out who shares it', async () => {
    const employee = world.bearer(await world.userToken());
    const [admin, session] = [await world.apiToken('admin'), await world.session(['admin'])];
    const everybody = () =>
      Promise.all([
        world.ask('GET', '/api/v1/me/profile', employee),
        world.ask('GET', '/api/v1/session', admin),
        world.ask('GET', '/api/v1/session', session),
      ]);
    await everybody();
    expect(
      await flood(limits.stranger, '/api/v1/people', world.bearer(`signet_0123456789abcdef_${'x'.repeat(43)}`)),
    ).toEqual(new Set([401]));
    expect((await world.ask('GET', '/api/v1/people', world.bearer('signet_x'))).status).toBe(429);
    expect((await world.ask('GET', '/api/v1/me/profile', world.bearer('x'))).status).toBe(429);
    expect((await everybody()).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('of sign-ins ends with 429, too', async () => {
    await flood(limits.stranger, '/auth/callback', {});
    expect((await world.ask('GET', '/auth/sign-in')).status).toBe(429);
    world.clock.advance(10_000);
    expect((await world.ask('GET', '/auth/sign-in')).status).toBe(302);
  });
});
