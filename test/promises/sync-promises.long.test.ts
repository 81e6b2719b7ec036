import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, PersonView, RunResult, RunView } from '../../contract/index.ts';
import { type AdminSession, signInAs } from '../support/admin-session.ts';
import { until } from '../support/eventually.ts';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;
const domain = 'northwind-harbour.example';

/** The product's promises, by number and in its own words; each of those that concern synchronisation. */
describe('promises', () => {
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let admin: AdminSession;

  beforeAll(async () => {
    tenant = await startTenant();
    signet = await startSignet(tenant.settings);
  }, minute);
  afterAll(async () => {
    await signet?.stop();
    await tenant?.stop();
  }, minute);

  const world = () => tenant.microsoft.world;
  const idOf = (address: string) => world().findUser(address)?.user.id ?? '';
  async function json<Answer>(...args: string[]): Promise<Answer> {
    const ended = await signet.command(...args, '--json');
    if (!ended.stdout) throw new Error(ended.stderr);
    return JSON.parse(ended.stdout);
  }
  const sync = (...args: string[]) => json<RunResult>('sync', 'run', ...args);
  const person = (address: string) => json<PersonView>('people', 'show', address);
  const newcomer = (name: string, more: object = {}) =>
    world().addUser({
      displayName: name,
      userPrincipalName: `${name.toLowerCase()}@${domain}`,
      mail: `${name.toLowerCase()}@${domain}`,
      accountEnabled: true,
      userType: 'Member',
      assignedLicenses: [],
      ...more,
    });

  it(
    '14: Start Sync is enabled only when authorisation has succeeded, and says why when it is not',
    async () => {
      const refused = await signet.command('sync', 'run', '--json');
      expect(refused.code).toBe(1);
      expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'NOT_CONNECTED' });
      world().revokeConsent();
      const unconsented = await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
      world().grantConsent();
      expect(unconsented).toMatchObject({ code: 1, stderr: expect.stringContaining('adminconsent') });
    },
    2 * minute,
  );

  it(
    '1: set-up takes three steps, and each says what comes next',
    async () => {
      const connected = await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
      expect(connected.stdout).toMatch(/Next: signet sync preview/);
      expect((await signet.command('settings', 'get', 'sync.scope')).code).toBe(0);
      expect((await signet.command('settings', 'get', 'sync.importRules')).code).toBe(0);
      admin = await signInAs(signet.ready.url, idOf(tenant.microsoft.signIn[0]?.address ?? ''));
    },
    2 * minute,
  );

  it(
    '3: users become persons, and stay up to date; field mapping and import rules define which data is transferred',
    async () => {
      await json(
        'settings',
        'set',
        'sync.mappings',
        '{"jobTitle":{"from":{"join":["jobTitle","department"],"separator":", "}}}',
      );
      await json(
        'settings',
        'set',
        'sync.importRules',
        '[{"name":"No temps","condition":{"field":"employeeType","operator":"equals","value":"temp"},"action":"leaveOut"}]',
      );
      newcomer('Paula', { jobTitle: 'Captain', department: 'Fleet' });
      newcomer('Timo', { employeeType: 'Temp' });
      expect(await sync()).toMatchObject({ outcome: 'applied' });
      expect((await person(`paula@${domain}`)).fields.jobTitle).toBe('Captain, Fleet');
      expect((await signet.command('people', 'show', `timo@${domain}`)).code).toBe(1);
      world().changeUser(`paula@${domain}`, { jobTitle: 'Admiral' });
      expect(await sync('--kind', 'delta')).toMatchObject({ kind: 'delta', counts: { updated: 1 } });
      expect((await person(`paula@${domain}`)).fields.jobTitle).toBe('Admiral, Fleet');
    },
    2 * minute,
  );

  it(
    '4: decide which signature is shown to which person or group',
    async () => {
      const explained = await json<{ template: string; trail: unknown[] }>(
        'explain',
        `paula@${domain}`,
        '--compose-type',
        'reply',
      );
      expect(explained).toMatchObject({ template: expect.stringContaining('compact'), trail: expect.any(Array) });
      expect((await signet.command('render', `paula@${domain}`, '--format', 'text')).stdout).toContain('Admiral');
    },
    2 * minute,
  );

  it(
    '5: sync by hand at any time, or every night at 03:00 in the tenant’s time zone if auto-sync is on',
    async () => {
      await json('settings', 'set', 'sync.auto', '{"enabled":true,"timeZone":"Europe/Berlin"}');
      const schedule = await json<{ enabled: boolean; time: string; next: string[] }>('sync', 'next');
      expect(schedule).toMatchObject({ enabled: true, time: '03:00' });
      for (const next of schedule.next)
        expect(
          new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(new Date(next)),
        ).toBe('03:00');
      const path = '/api/v1/sync/schedule';
      expect((await fetch(`${signet.ready.url}${path}`)).status).toBe(401);
      const shown = await admin.call('GET', `${path}?time=04:30&timeZone=Asia/Kolkata`);
      expect(shown).toMatchObject({ status: 200, body: { time: '04:30', timeZone: 'Asia/Kolkata' } });
      for (const next of (shown.body as { next: string[] }).next) expect(next).toContain('T23:00:00');
      expect((await admin.call('GET', `${path}?time=25:00`)).status).toBe(400);
      expect((await admin.call('GET', path)).body).toMatchObject({ time: '03:00', timeZone: 'Europe/Berlin' });
      expect(await sync()).toMatchObject({ outcome: 'applied' });
      // From here on nothing starts on its own, so that every run of this test is one that it started.
      await json('settings', 'set', 'sync.auto.enabled', 'false');
    },
    2 * minute,
  );

  it(
    '6: persons entered by hand whose address equals a directory user’s are not imported twice; a setting decides whether the directory overwrites, a switch turns it on for one',
    async () => {
      const address = `hanna@${domain}`;
      await json('people', 'add', address, '--set', 'displayName=Hanna by hand', 'jobTitle=Poet');
      newcomer('Hanna', { displayName: 'Hanna Directory', jobTitle: 'Pilot' });
      await sync();
      const { items } = await json<Page<PersonView>>('people', 'list', '--query', address);
      expect(items.filter((found) => found.addresses.includes(address))).toHaveLength(1);
      expect((await person(address)).fields.displayName).toBe('Hanna by hand');
      await json('settings', 'set', 'sync.overwriteByHand', 'true');
      expect((await person(address)).fields.displayName).toBe('Hanna Directory');
      await json('settings', 'set', 'sync.overwriteByHand', 'false');
    },
    2 * minute,
  );

  it(
    '7: sync can be paused, or ended for good, for one person, several, or everyone, at any time',
    async () => {
      const addresses = ['Ines', 'Jana'].map((name) => {
        newcomer(name, { jobTitle: 'Pilot' });
        return `${name.toLowerCase()}@${domain}`;
      });
      await sync('--kind', 'delta');
      expect((await signet.command('people', 'pause', ...addresses)).code).toBe(0);
      for (const address of addresses) world().changeUser(address, { jobTitle: 'Sailor' });
      await sync();
      for (const address of addresses) expect((await person(address)).fields.jobTitle).toContain('Pilot');
      expect((await signet.command('people', 'resume', ...addresses)).code).toBe(0);
      expect((await signet.command('people', 'end', String(addresses[1]))).code).toBe(0);
      await sync();
      expect((await person(String(addresses[0]))).fields.jobTitle).toContain('Sailor');
      expect((await person(String(addresses[1]))).fields.jobTitle).toContain('Pilot');
      expect((await signet.command('people', 'pause', '--all')).code).toBe(0);
      expect((await signet.command('people', 'resume', '--all')).code).toBe(0);
    },
    4 * minute,
  );

  it(
    '8: a Microsoft 365 admin is needed only to connect; everything afterwards works without',
    async () => {
      const editor = await signInAs(signet.ready.url, idOf(tenant.microsoft.signIn[1]?.address ?? ''));
      const started = await editor.call('POST', '/api/v1/sync/runs', { kind: 'full' });
      expect(started.status).toBe(202);
    },
    2 * minute,
  );

  it(
    '11: users without an active licence are created too; a switch leaves them out',
    async () => {
      newcomer('Uwe', { assignedLicenses: [] });
      await sync('--kind', 'delta');
      expect((await person(`uwe@${domain}`)).state).toBe('active');
      await json('settings', 'set', 'sync.include.unlicensed', 'false');
      const preview = await json<RunResult>('sync', 'preview');
      expect(preview.counts.removed).toBeGreaterThan(0);
      await json('settings', 'set', 'sync.include.unlicensed', 'true');
    },
    2 * minute,
  );

  it(
    '15 and 16: one or several directory groups of any kind, nested ones included; a warning before restricting says who leaves; removal is reversible',
    async () => {
      const crew = world().addGroup({ displayName: 'Night crew' }, [idOf(`paula@${domain}`), idOf(`uwe@${domain}`)]);
      const all = world().addGroup({ displayName: 'All crews' }, [crew]);
      const scope = JSON.stringify({ mode: 'groups', groupIds: [all] });
      const preview = await signet.command('sync', 'preview', '--scope', scope);
      expect(preview.stdout).toMatch(/would be removed/);
      expect(preview.stdout).toMatch(/leaves\s+\S+/);
      await json('settings', 'set', 'sync.scope', scope);
      const held = await signet.command('sync', 'run', '--json');
      expect(held.code).toBe(3);
      const { runId, hold } = JSON.parse(held.stdout) as RunResult;
      expect(hold?.removals.length).toBeGreaterThan(100);
      expect((await signet.command('sync', 'approve', runId)).code).toBe(0);
      expect(
        (await json<Page<PersonView>>('people', 'list', '--state', 'active', '--limit', '200')).items.map(
          (one) => one.address,
        ),
      ).toEqual(expect.arrayContaining([`paula@${domain}`, `uwe@${domain}`]));
      await json('settings', 'set', 'sync.scope', '{"mode":"all"}');
      expect(await sync()).toMatchObject({ outcome: 'applied', counts: { restored: hold?.removed } });
    },
    4 * minute,
  );

  it(
    '17: sync runs in the background; progress is visible everywhere; completion is confirmed',
    async () => {
      const { runId } = await json<{ runId: string }>('sync', 'run', '--no-wait');
      const read = async () => (await admin.call('GET', `/api/v1/sync/runs/${runId}`)).body as RunView;
      const { answer } = await until(read, ({ outcome }) => outcome !== undefined, 60);
      expect(answer).toMatchObject({ outcome: 'applied', phase: 'ended', endedAt: expect.any(String) });
      expect((await json<Page<RunView>>('sync', 'list')).items[0]?.runId).toBe(runId);
    },
    2 * minute,
  );

  it(
    '18: editors may start a sync but not change its scope; admins may do both',
    async () => {
      const editor = await signInAs(signet.ready.url, idOf(tenant.microsoft.signIn[1]?.address ?? ''));
      const change = { path: 'sync.scope', value: { mode: 'all' } };
      expect((await editor.call('PATCH', '/api/v1/settings', change)).status).toBe(403);
      expect((await admin.call('PATCH', '/api/v1/settings', change)).status).toBe(200);
    },
    2 * minute,
  );

  it(
    'a CSV file is taken as a whole or not at all, with the lines that are wrong',
    async () => {
      const file = join(tenant.settings.DATA_DIR ?? '', 'people.csv');
      writeFileSync(file, `mail,displayName\nlena@${domain},Lena\nnot-an-address,Max\n`);
      const refused = await signet.command('people', 'import', file);
      expect(refused.code).not.toBe(0);
      expect(`${refused.stdout}${refused.stderr}`).toMatch(/line 3|Line 3/);
      expect((await signet.command('people', 'show', `lena@${domain}`)).code).toBe(1);
    },
    2 * minute,
  );

  it('2: nothing in Microsoft 365’s directory or mailboxes is ever written', () => {
    const graph = tenant.microsoft.requests.filter(({ path }) => path.startsWith('/graph/'));
    const writes = graph.filter(
      ({ method, path }) => method !== 'GET' && !(method === 'POST' && path.endsWith('/$batch')),
    );
    expect(graph.length).toBeGreaterThan(20);
    expect(writes).toEqual([]);
  });

  it(
    '10: on disconnect the synchronised persons are kept, or deleted; the counts are shown first',
    async () => {
      const own = `/api/v1/tenants/${tenant.microsoft.tenantId}`;
      const editor = await signInAs(signet.ready.url, idOf(tenant.microsoft.signIn[1]?.address ?? ''));
      expect((await fetch(`${signet.ready.url}${own}/disconnect-preview`)).status).toBe(401);
      expect((await editor.call('GET', `${own}/disconnect-preview`)).status).toBe(403);
      expect((await editor.call('DELETE', `${own}?people=keep`)).status).toBe(403);
      expect(
        (await admin.call('GET', '/api/v1/tenants/00000000-0000-4000-8000-000000000000/disconnect-preview')).status,
      ).toBe(404);
      expect((await admin.call('DELETE', own)).status).toBe(400);
      const counts = await admin.call('GET', `${own}/disconnect-preview`);
      expect(counts).toMatchObject({
        status: 200,
        body: { people: expect.any(Number), documents: expect.any(Object) },
      });
      const asked = await signet.command('tenant', 'disconnect', tenant.microsoft.tenantId);
      expect(asked.code).toBe(2);
      expect(`${asked.stdout}${asked.stderr}`).toMatch(/\d+ people|\d+ persons/);
      expect((await admin.call('DELETE', `${own}?people=keep`)).status).toBe(200);
      expect((await json<Page<PersonView>>('people', 'list')).items.length).toBeGreaterThan(0);
      expect((await signet.command('tenant', 'connect', tenant.microsoft.tenantId)).code).toBe(0);
      expect((await signet.command('tenant', 'disconnect', tenant.microsoft.tenantId, '--delete')).code).toBe(0);
      expect((await json<{ items: unknown[] }>('tenant', 'list')).items).toEqual([]);
    },
    2 * minute,
  );
});
