import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const halfMinute = 30_000;

describe('an operator connects a tenant by settings and commands alone', () => {
  let tenant: OwnTenant;
  const signet = (...args: string[]) => runSignet(args, tenant.settings);
  const signetWith = (change: Record<string, string>, ...args: string[]) =>
    runSignet(args, { ...tenant.settings, ...change });

  beforeAll(async () => {
    tenant = await startTenant();
  }, halfMinute);
  afterAll(() => tenant?.stop(), halfMinute);

  it(
    'is told what to do where nothing is connected yet',
    async () => {
      const ended = await signet('sync', 'run', '--json');
      expect(ended.code).toBe(1);
      expect(JSON.parse(ended.stdout).error).toMatchObject({
        code: 'NOT_CONNECTED',
        message: expect.stringContaining('tenant connect'),
      });
    },
    halfMinute,
  );

  it(
    'is told that the secret is wrong, with exit code 1',
    async () => {
      const ended = await signetWith({ ENTRA_CLIENT_SECRET: 'wrong' }, 'tenant', 'connect', tenant.microsoft.tenantId);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain('AADSTS7000215');
      expect(ended.stderr).toContain('ENTRA_CLIENT_SECRET');
    },
    halfMinute,
  );

  it(
    'is told that consent is missing, with the link where an administrator gives it',
    async () => {
      tenant.microsoft.world.revokeConsent();
      const ended = await signet('tenant', 'connect', tenant.microsoft.tenantId, '--json');
      tenant.microsoft.world.grantConsent();
      expect(ended.code).toBe(1);
      const answer = JSON.parse(ended.stdout);
      expect(answer).toMatchObject({ connected: false, error: { code: 'CONSENT_MISSING' } });
      expect(answer.consentUrl).toBe(
        `${tenant.microsoft.url}/${tenant.microsoft.tenantId}/adminconsent?client_id=${tenant.microsoft.clientId}`,
      );
      expect(ended.stderr).toContain(answer.consentUrl);
    },
    halfMinute,
  );

  it.each([
    [
      'a tenant that may not connect',
      {},
      ['tenant', 'connect', '11111111-2222-3333-4444-555555555555'],
      1,
      'ALLOWED_TENANTS',
    ],
    ['an id that is none', {}, ['tenant', 'connect', 'contoso.com'], 2, 'not a tenant id'],
    [
      'an Entra that is not there',
      { ENTRA_AUTHORITY_HOST: 'https://localhost:1' },
      ['tenant', 'connect'],
      1,
      'localhost:1',
    ],
    ['a Graph that is not there', { GRAPH_URL: 'https://localhost:1/graph' }, ['tenant', 'connect'], 1, 'localhost:1'],
    [
      'a certificate that nobody vouches for',
      { NODE_EXTRA_CA_CERTS: '' },
      ['tenant', 'connect'],
      1,
      'NODE_EXTRA_CA_CERTS',
    ],
  ])(
    'says what is wrong with %s',
    async (_name, change, args, code, words) => {
      const withId = args.length === 2 ? [...args, tenant.microsoft.tenantId] : args;
      const ended = await signetWith(change, ...withId);
      expect(ended.stderr).toContain(words);
      expect(ended.code).toBe(code);
    },
    halfMinute,
  );

  it(
    'connects, previews, synchronises, renders, and a second sync finds nothing to do',
    async () => {
      const { microsoft } = tenant;
      const address = microsoft.signIn.find((sample) => sample.role === 'employee')?.address ?? '';
      expect(await signet('tenant', 'connect', microsoft.tenantId)).toMatchObject({ code: 0 });

      const preview = JSON.parse((await signet('sync', 'preview', '--json')).stdout);
      expect(preview).toMatchObject({ kind: 'full', outcome: 'previewed', issues: expect.any(Array) });
      expect(JSON.parse((await signet('people', 'list', '--json')).stdout).items).toEqual([]);

      const first = await signet('sync', 'run', '--json');
      expect(first.code).toBe(0);
      const run = JSON.parse(first.stdout);
      expect(run).toMatchObject({ outcome: 'applied', runId: expect.any(String), seconds: expect.any(Number) });
      expect(run.counts).toEqual({ ...preview.counts });
      expect(run.counts.created).toBeGreaterThan(100);

      const second = JSON.parse((await signet('sync', 'run', '--json')).stdout);
      expect(second.counts).toEqual({ ...run.counts, created: 0, unchanged: run.counts.created });

      const html = await signet('render', address);
      expect(html).toMatchObject({ code: 0, stdout: expect.stringContaining('<table') });
      const text = await signet('render', address, '--format', 'text', '--compose-type', 'reply');
      expect(text.stdout).not.toContain('<');
      expect(await signet('render', 'nobody@nowhere.example')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('nobody@nowhere.example'),
      });
    },
    4 * halfMinute,
  );

  it('and Microsoft 365 saw no write', () => {
    const graph = tenant.microsoft.requests.filter(({ path }) => path.startsWith('/graph/'));
    expect(graph.length).toBeGreaterThan(5);
    expect(new Set(graph.map(({ method }) => method))).toEqual(new Set(['GET']));
    const entra = tenant.microsoft.requests.filter(
      ({ method, path }) => method !== 'GET' && !path.startsWith('/graph/'),
    );
    expect(entra.every(({ path }) => /\/oauth2\/v2\.0\/token(\?|$)/.test(path))).toBe(true);
  });
});
