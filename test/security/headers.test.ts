import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessWorld, openAccessWorld } from '../support/access-world.ts';
import { nameOf, pathOf, routes } from './attack-ids.ts';

describe('what the server sends along', () => {
  let world: AccessWorld;
  beforeAll(async () => {
    world = await openAccessWorld();
  });
  afterAll(() => world?.close());

  const policyOf = (headers: Headers) =>
    new Map(
      (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        return [name, sources.join(' ')] as const;
      }),
    );
  const ask = (path: string, headers = {}) => world.ask('GET', path, headers);

  it.each(['/', '/auth/callback', '/connect', '/api/v1/session', '/api/docs', '/nowhere'])(
    'keeps %s out of frames, runs scripts from here only, and none inline',
    async (path) => {
      const { headers } = await ask(path, { Accept: 'text/html' });
      const policy = policyOf(headers);
      expect(policy.get('frame-ancestors')).toBe("'none'");
      expect(policy.get('script-src')).toBe("'self'");
      expect(policy.get('default-src')).toBe("'self'");
      expect(policy.get('object-src')).toBe("'none'");
      expect(policy.get('base-uri')).toBe("'none'");
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  it('gives styles another nonce each time', async () => {
    const nonces = await Promise.all(
      [1, 2, 3].map(async () => policyOf((await ask('/api/docs')).headers).get('style-src')),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it.each(['/addin/runtime.html', '/addin/taskpane.html'])('lets only Outlook frame %s', async (path) => {
    const { headers, status } = await ask(path);
    expect(status).toBe(200);
    const policy = policyOf(headers);
    const ancestors = policy.get('frame-ancestors') ?? '';
    expect(ancestors).toContain('https://*.office.com');
    expect(ancestors.split(' ')).not.toContain('*');
    expect(ancestors.split(' ')).not.toContain('https:');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(policy.get('script-src')).not.toContain("'unsafe-inline'");
    expect(policy.get('default-src')).toBe("'none'");
  });

  it.each(routes.filter(({ method }) => method === 'get').map((route) => [nameOf(route), route] as const))(
    'lets no shared cache keep what %s answers to somebody',
    async (_name, route) => {
      if (!Array.isArray(route.may) && route.may !== 'employee') return;
      const proof = route.may === 'employee' ? world.bearer(await world.userToken()) : await world.apiToken('admin');
      const { headers } = await ask(pathOf(route, 'x'), proof);
      expect(headers.get('cache-control') ?? '').toMatch(/private|no-store/);
    },
  );

  it.each([
    ['the add-in itself', (url: string) => url, true],
    ['classic Outlook, with a slash', (url: string) => `${url}/`, true],
    ['another site', () => 'https://evil.example', false],
    ['a site that begins alike', (url: string) => `${url}.evil.example`, false],
    ['nothing in particular', () => 'null', false],
  ])("lets %s's pages ask for signatures: CORS", async (_name, originOf, allowed) => {
    const Origin = originOf(world.url);
    const asked = { Origin, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' };
    const preflight = await world.ask('OPTIONS', '/api/v1/me/signature', asked);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed ? Origin : null);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect(preflight.headers.get('vary') ?? '').toMatch(/origin/i);
  });

  it.each([
    ['Host', { Host: 'evil.example' }],
    ['X-Forwarded-Host', { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }],
    ['Forwarded', { Forwarded: 'host=evil.example;proto=https' }],
  ])('makes no address from the header %s', async (_name, headers: Record<string, string>) => {
    for (const path of ['/auth/sign-in', '/manifest.xml', '/admin', '/', '/addin/launch.js', '/api/openapi.json']) {
      const text = await rawGet(world.url, path, headers);
      expect([path, text.includes('evil.example')]).toEqual([path, false]);
    }
  });
});

/** Head and body of an answer; `fetch` lets nobody set Host. */
function rawGet(url: string, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request(`${url}${path}`, { headers }, (answer) => {
      let text = JSON.stringify(answer.headers);
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(text));
    });
    asking.on('error', reject);
    asking.end();
  });
}
