import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { z } from 'zod';
import { errorSchema } from '../../contract/api/index.ts';
import type { ApiRoute } from '../../contract/api/route.ts';
import { roles } from '../../contract/index.ts';
import {
  type AccessWorld,
  type Answer,
  type Credentials,
  foreignTenantId,
  openAccessWorld,
} from '../support/access-world.ts';
import { addressOf } from '../support/small-directory.ts';
import { adminRoutes, nameOf, neededQuery, pathOf, realIds, routes } from './attack-ids.ts';

const callers = ['nobody', 'employee', 'signed-in employee', ...roles, 'foreign admin'] as const;
type Caller = (typeof callers)[number];

describe('who may call what', () => {
  let world: AccessWorld;
  const proofs = new Map<Caller, Credentials>();
  let ids: Record<string, string>;

  beforeAll(async () => {
    world = await openAccessWorld();
    proofs.set('nobody', {});
    proofs.set('employee', world.bearer(await world.userToken()));
    proofs.set('signed-in employee', await world.session([], { person: 4 }));
    for (const role of roles) proofs.set(role, await world.session([role], { person: 5 }));
    proofs.set('foreign admin', await world.apiToken('admin', { tenantId: foreignTenantId }));
    ids = await realIds(world);
  });
  afterAll(() => world?.close());

  const call = (route: ApiRoute, caller: Caller, given: Record<string, string> | string): Promise<Answer> =>
    send(route, proofs.get(caller) ?? {}, given);
  const send = (route: ApiRoute, proof: Credentials, given: Record<string, string> | string): Promise<Answer> => {
    const type = route.body && !(route.body.schema instanceof z.ZodType) ? route.body.schema.type : 'application/json';
    const headers = { ...(route.body ? { 'Content-Type': type } : {}), ...proof };
    const path = `${pathOf(route, given)}${neededQuery[nameOf(route)] ?? ''}`;
    return world.ask(route.method.toUpperCase(), path, headers, route.body?.example);
  };
  const everything = async () => {
    const collections = await mongoose.connection.db?.collections();
    const parts = (collections ?? []).map((collection) =>
      collection.find({ tenantId: world.tenantId }).sort({ _id: 1 }).toArray(),
    );
    return JSON.stringify(await Promise.all(parts));
  };
  const refused = (answer: Answer) => {
    errorSchema.parse(answer.body);
    return answer.status;
  };

  // Each with an id that nobody has, so that whoever is let in changes nothing.
  const cells = adminRoutes.flatMap((route) => callers.map((caller) => [nameOf(route), caller, route] as const));
  it.each(cells)('%s by %s', async (_name, caller, route) => {
    const answer = await call(route, caller, 'nobody-has-this');
    const may = Array.isArray(route.may) ? (route.may as string[]) : [];
    if (caller === 'nobody' || caller === 'employee') expect(refused(answer)).toBe(401);
    else if (caller === 'signed-in employee' && route.path === '/api/v1/session') expect(answer.status).toBe(200);
    else if (may.includes(caller) || caller === 'foreign admin') expect([401, 403]).not.toContain(answer.status);
    else expect(refused(answer)).toBe(403);
    // 502: the foreign tenant has no directory.
    expect([500, 503]).not.toContain(answer.status);
  });

  it.each(routes.filter(({ may }) => may === 'employee').map((route) => [nameOf(route), route] as const))(
    '%s takes an employee of a connected tenant, by token or by session, and no API token',
    async (_name, route) => {
      const withoutOrigin = { Cookie: proofs.get('signed-in employee')?.Cookie ?? '' };
      const apiToken = await world.apiToken('admin');
      for (const caller of ['employee', 'signed-in employee', ...roles] as const)
        expect((await call(route, caller, 'x')).status).toBeLessThan(300);
      for (const proof of [{}, apiToken]) expect(refused(await send(route, proof, 'x'))).toBe(401);
      if (route.method !== 'get') expect(refused(await send(route, withoutOrigin, 'x'))).toBe(403);
    },
  );

  it("lets another tenant's admin see and change nothing, whatever ids they know", async () => {
    const before = await everything();
    for (const route of adminRoutes) {
      const answer = await call(route, 'foreign admin', ids);
      if (route.path.includes(':')) expect([nameOf(route), answer.status]).toEqual([nameOf(route), 404]);
      // What they sent themselves may come back in an error.
      for (const secret of [world.tenantId, addressOf(2), 'Job 02'])
        expect([nameOf(route), answer.text.includes(String(secret))]).toEqual([nameOf(route), false]);
    }
    expect(await everything()).toBe(before);
  });

  it('answers admins as the document says, field by field', async () => {
    for (const route of adminRoutes.filter(({ method }) => method === 'get')) {
      const answer = await call(route, 'admin', ids);
      const schema = route.answers[answer.status];
      expect([nameOf(route), answer.status, schema !== undefined]).toEqual([nameOf(route), answer.status, true]);
      if (schema instanceof z.ZodType)
        expect([nameOf(route), schema.safeParse(answer.body).error]).toEqual([nameOf(route), undefined]);
    }
  });
});
