import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDataDir, runSignet, type Settings } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;

interface Check {
  name: string;
  ok: boolean;
  message: string;
}

describe('signet doctor', () => {
  let tenant: OwnTenant;
  const https = { PUBLIC_URL: 'https://signet.example' };

  beforeAll(async () => {
    tenant = await startTenant();
    await runSignet(['tenant', 'connect', tenant.microsoft.tenantId], tenant.settings);
  }, minute);
  afterAll(() => tenant?.stop());

  /** What it finds with these settings beside those of the tenant. */
  async function examine(settings: Settings): Promise<{ code: number; checks: Check[]; bad: Check[] }> {
    const { code, stdout } = await runSignet(['doctor', '--json'], { ...tenant.settings, ...settings });
    const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Check[] };
    expect(code).toBe(ok ? 0 : 1);
    return { code, checks, bad: checks.filter((check) => !check.ok) };
  }

  it(
    'names what it looked at where all is well',
    async () => {
      const { code, checks } = await examine(https);
      expect([code, checks.map(({ name }) => name)]).toEqual([
        0,
        ['configuration', 'add-in', 'credential', 'database', `tenant ${tenant.microsoft.tenantId}`],
      ]);
    },
    minute,
  );

  it(
    'says how to connect a tenant where none is',
    async () => {
      const elsewhere = makeDataDir();
      const { bad } = await examine({ ...https, DATA_DIR: elsewhere.path });
      elsewhere.remove();
      expect(bad).toEqual([{ name: 'tenant', ok: false, message: expect.stringContaining('signet tenant connect') }]);
    },
    minute,
  );

  it.each([
    ['an address without https', { PUBLIC_URL: 'http://signet.example' }, 'add-in', 'TLS_CERT and TLS_KEY'],
    ['a wrong secret', { ...https, ENTRA_CLIENT_SECRET: 'wrong' }, 'tenant', 'secret'],
    ['an expired secret', { ...https, ENTRA_CLIENT_SECRET_EXPIRES: '2020-01-01' }, 'credential', '2020'],
    ['an Entra that is not there', { ...https, ENTRA_AUTHORITY_HOST: 'https://localhost:1' }, 'tenant', 'localhost:1'],
  ])(
    '%s is bad, and what to do is said',
    async (_what, settings, name, words) => {
      const { bad } = await examine(settings);
      expect(bad.map((check) => check.name.split(' ')[0])).toEqual([name]);
      expect(bad[0]?.message).toContain(words);
    },
    minute,
  );
});
