import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { api, pages } from '../../contract/api/index.ts';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { routesOf } from '../support/express-routes.ts';

const routes = api.flatMap((room) => room.routes);

describe('the OpenAPI document', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld();
  });
  afterAll(() => world?.close());

  it('has every route of the server, and no other; pages are listed as pages', () => {
    const described = [...routes.map(({ method, path }) => `${method} ${path}`), ...pages];
    expect(routesOf(world.app).sort()).toEqual(described.sort());
  });

  it('is served as OpenAPI 3.1, with every reference where it leads to', async () => {
    const { body, status } = await world.ask('GET', '/api/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(references.length).toBeGreaterThan(50);
    const names = Object.keys(body.components.schemas);
    expect([...new Set(references)].filter((name) => !names.includes(String(name)))).toEqual([]);
    expect(JSON.stringify(body)).not.toContain('$defs');
    expect(
      body.paths['/api/v1/people/{id}'].patch.requestBody.content['application/json'].schema.properties,
    ).toMatchObject({ dataSync: { type: 'boolean' } });
    const [limit] = body.paths['/api/v1/people'].get.parameters.filter(
      ({ name }: { name: string }) => name === 'limit',
    );
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { type: 'integer', maximum: 200 } });
  });

  it.each(routes.filter(({ body }) => body).map((route) => [`${route.method} ${route.path}`, route] as const))(
    'shows a body for %s that is right',
    (_name, { body }) => {
      if (body?.schema instanceof z.ZodType) expect(body.schema.safeParse(body.example).error).toBeUndefined();
      else expect(typeof body?.example).toBe('string');
    },
  );

  it('is a page, too, without a script and under the strict policy', async () => {
    const page = await world.ask('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script|\son\w+=|javascript:/i);
    const nonce = /<style nonce="([^"]+)"/.exec(page.text)?.[1];
    expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    for (const { path } of routes) expect(page.text).toContain(path.replace(/:(\w+)/g, '{$1}'));
  });
});
