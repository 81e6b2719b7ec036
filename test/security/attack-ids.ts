import sharp from 'sharp';
import { api } from '../../contract/api/index.ts';
import { type ApiRoute, pixel } from '../../contract/api/route.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createImages } from '../../server/signatures/index.ts';
import type { AccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

/** Every route of the API, from the same table as the OpenAPI document. */
export const routes: ApiRoute[] = api.flatMap((room) => room.routes);

/** Routes that people and API tokens call, by role. */
export const adminRoutes = routes.filter(({ may }) => Array.isArray(may));

export const nameOf = ({ method, path }: ApiRoute): string => `${method.toUpperCase()} ${path}`;

/** Where a real id comes from, by the beginning of the path that takes one. A route whose id nobody makes fails the tests. */
const makers: Record<string, (world: AccessWorld) => Promise<string>> = {
  '/api/v1/people/': async ({ ask, apiToken, tenantId }) => {
    const id = `${tenantId}:${idOf(2)}`;
    const headers = { ...(await apiToken('admin')), 'Content-Type': 'image/gif' };
    await ask('PUT', `/api/v1/people/${encodeURIComponent(id)}/photo`, headers, pixel);
    return id;
  },
  '/api/v1/deliveries/': async ({ tenantId }) => `${tenantId}:${idOf(2)}`,
  '/api/v1/templates/': async () => 'classic',
  '/api/v1/images/': async ({ tenantId }) => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#10808a' } })
      .png()
      .toBuffer();
    const images = createImages({ clock: systemClock, baseUrl: 'https://signet.invalid/images' });
    const upload = { name: 'logo', variant: 'light' as const, bytes: picture };
    return (await images.add(tenantId, upload, { kind: 'command', name: 'tests' })).name;
  },
  '/api/v1/assignments/': async () => 'new-mail',
  '/api/v1/campaigns/': async ({ ask, apiToken }) => {
    const banner = { kind: 'html', html: '<p>Hall 4</p>' };
    return (await ask('POST', '/api/v1/campaigns', await apiToken('admin'), { name: 'Fair', banner })).body.id;
  },
  '/api/v1/tenants/': async ({ tenantId }) => tenantId,
  '/api/v1/sync/runs/': async ({ ask, apiToken }) =>
    (await ask('GET', '/api/v1/sync/runs', await apiToken('admin'))).body.items[0].runId,
  '/api/v1/tokens/': async ({ ask, apiToken }) =>
    (await ask('GET', '/api/v1/tokens', await apiToken('admin'))).body.items[0].id,
  '/api/v1/roles/': async ({ ask, apiToken }) =>
    (await ask('GET', '/api/v1/roles', await apiToken('admin'))).body.items[0].id,
};

/** The ids of things of the first tenant, by where they are used. */
export async function realIds(world: AccessWorld): Promise<Record<string, string>> {
  const entries = Object.entries(makers).map(async ([prefix, make]) => [prefix, await make(world)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The path with this id for its parameters. @throws where nobody says what a real one would be */
export function pathOf({ path }: ApiRoute, ids: Record<string, string> | string): string {
  return path.replace(/:\w+/g, () => {
    if (typeof ids === 'string') return encodeURIComponent(ids);
    const prefix = Object.keys(ids).find((one) => path.startsWith(one));
    if (prefix === undefined) throw new Error(`attack-ids.ts does not know a real id for ${path}: add a maker.`);
    return encodeURIComponent(ids[prefix] ?? '');
  });
}

/** The query that a route needs to do anything at all. */
export const neededQuery: Record<string, string> = {
  'DELETE /api/v1/tenants/:id': '?people=delete',
  'POST /api/v1/images': '?name=pixel',
  'GET /api/v1/explain': `?address=${addressOf(2)}`,
  'DELETE /api/v1/people/:id/grants': `?address=${addressOf(3)}`,
};
