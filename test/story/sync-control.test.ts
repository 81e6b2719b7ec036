import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditView,
  DirectoryGroupsAnswer,
  Page,
  PersonChange,
  RunView,
  UserExplanation,
} from '../../contract/index.ts';
import { type AdminSession, signInAs } from '../support/admin-session.ts';
import { until } from '../support/eventually.ts';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;

describe('admins steer the sync over HTTP', () => {
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let admin: AdminSession;
  let editor: AdminSession;
  const sampleOf = (role: string) => tenant.microsoft.signIn.find((sample) => sample.role === role)?.address ?? '';
  const objectIdOf = (address: string) => tenant.microsoft.world.findUser(address)?.user.id ?? '';

  beforeAll(async () => {
    tenant = await startTenant();
    signet = await startSignet(tenant.settings);
    await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
    // Every run of this test is one that it started.
    await signet.command('settings', 'set', 'sync.auto.enabled', 'false');
    admin = await signInAs(signet.ready.url, objectIdOf(sampleOf('admin')));
    editor = await signInAs(signet.ready.url, objectIdOf(sampleOf('editor')));
  }, minute);
  afterAll(async () => {
    await signet?.stop();
    await tenant?.stop();
  }, minute);

  async function run(session: AdminSession, body: unknown): Promise<RunView> {
    const started = await session.call('POST', '/api/v1/sync/runs', body);
    expect(started.status).toBe(202);
    const { runId } = started.body as RunView;
    const read = async () => (await session.call('GET', `/api/v1/sync/runs/${runId}`)).body as RunView;
    return (await until(read, ({ outcome }) => outcome !== undefined, 60)).answer;
  }

  it(
    'editors may start a sync, and may not change its scope (18)',
    async () => {
      expect(await run(editor, { kind: 'full' })).toMatchObject({ outcome: 'applied', startedBy: sampleOf('editor') });
      const refused = await editor.call('PATCH', '/api/v1/settings', { path: 'sync.scope', value: { mode: 'all' } });
      expect(refused).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
      expect((await editor.call('GET', '/api/v1/settings')).status).toBe(200);
    },
    minute,
  );

  it(
    "suggests the tenant's real groups while somebody types, with kind and members (15)",
    async () => {
      const { body } = await admin.call('GET', '/api/v1/directory/groups?query=sal');
      const { items } = body as DirectoryGroupsAnswer;
      expect(items.length).toBeGreaterThan(0);
      for (const group of items)
        expect(group).toMatchObject({
          id: expect.any(String),
          name: expect.stringMatching(/sal/i),
          kind: expect.any(String),
          members: expect.any(Number),
        });
    },
    minute,
  );

  it(
    'shows who would leave before a scope is saved, field by field what would change, and changes nothing (16)',
    async () => {
      const { body } = await admin.call('GET', '/api/v1/directory/groups?query=sal');
      const groupId = (body as DirectoryGroupsAnswer).items[0]?.id;
      const preview = await run(admin, {
        kind: 'full',
        preview: true,
        settings: { scope: { mode: 'groups', groupIds: [groupId] } },
      });
      expect(preview).toMatchObject({
        outcome: 'previewed',
        hold: { code: 'TOO_MANY_REMOVALS', removed: preview.counts.removed },
      });
      expect(preview.counts.removed).toBeGreaterThan(100);
      const changes = (await admin.call('GET', `/api/v1/sync/runs/${preview.runId}/changes?what=remove&limit=3`))
        .body as Page<PersonChange>;
      expect(changes.items).toHaveLength(3);
      expect(changes.items[0]).toMatchObject({
        what: 'remove',
        reason: expect.stringContaining('group'),
        name: expect.any(String),
      });
      expect(changes.nextCursor).toBe('3');
      expect(((await admin.call('GET', '/api/v1/people?limit=1')).body as Page<unknown>).items).toHaveLength(1);
    },
    minute,
  );

  it(
    'a mass removal is held with names; approving removes exactly those, and the way back brings them back',
    async () => {
      const { body } = await admin.call('GET', '/api/v1/directory/groups?query=sal');
      const groupId = (body as DirectoryGroupsAnswer).items[0]?.id;
      await admin.call('PATCH', '/api/v1/settings', {
        path: 'sync.scope',
        value: { mode: 'groups', groupIds: [groupId] },
      });
      const { body: log } = await admin.call('GET', '/api/v1/audit?subject=settings&limit=1');
      expect((log as Page<AuditView>).items).toMatchObject([
        { what: 'settings.change', before: { 'sync.scope.mode': 'all' }, after: { 'sync.scope.mode': 'groups' } },
      ]);
      const held = await run(admin, { kind: 'full' });
      expect(held).toMatchObject({ outcome: 'held', counts: { removed: 0 }, hold: { removals: expect.any(Array) } });
      expect((await editor.call('POST', `/api/v1/sync/runs/${held.runId}/approve`)).status).toBe(403);
      const approved = await admin.call('POST', `/api/v1/sync/runs/${held.runId}/approve`);
      expect(approved).toMatchObject({
        status: 200,
        body: { outcome: 'applied', counts: { removed: held.hold?.removed } },
      });
      await admin.call('PATCH', '/api/v1/settings', { path: 'sync.scope', value: { mode: 'all' } });
      const back = await run(admin, { kind: 'full' });
      expect(back).toMatchObject({ outcome: 'applied', counts: { restored: held.hold?.removed } });
    },
    2 * minute,
  );

  it(
    'tries rules and mappings against a named person, with the value that each condition met',
    async () => {
      const address = sampleOf('employee');
      const department = tenant.microsoft.world.findUser(address)?.user.department ?? '';
      const rules = [
        {
          name: 'Mine',
          condition: {
            all: [
              { field: 'department', operator: 'equals', value: department.toUpperCase() },
              { field: 'city', operator: 'isEmpty', not: true },
            ],
          },
          action: 'leaveOut',
          groups: [],
        },
      ];
      const explained = (await admin.call('POST', '/api/v1/import-rules/test', { address, rules }))
        .body as UserExplanation;
      expect(explained).toMatchObject({ import: false, reason: expect.stringContaining('Mine') });
      expect(explained.rules[0]?.trail).toMatchObject({
        kind: 'all',
        holds: true,
        parts: [{ actual: [department], holds: true }, { holds: true }],
      });
      const mapped = (
        await admin.call('POST', '/api/v1/mappings/test', {
          address,
          mappings: { jobTitle: { from: { upper: 'department' } } },
        })
      ).body as UserExplanation;
      expect(mapped.fields.jobTitle).toBe(department.toUpperCase());
    },
    minute,
  );

  it(
    'two admins who edit the same rules do not overwrite each other',
    async () => {
      const first = await admin.call('GET', '/api/v1/import-rules');
      const tag = first.headers.get('etag') ?? '';
      const rule = {
        name: 'Ops',
        condition: { field: 'department', operator: 'contains', value: 'oper' },
        groups: ['Operations'],
      };
      expect((await admin.call('PUT', '/api/v1/import-rules', { items: [rule] }, { 'If-Match': tag })).status).toBe(
        200,
      );
      expect(await admin.call('PUT', '/api/v1/import-rules', { items: [] }, { 'If-Match': tag })).toMatchObject({
        status: 412,
        body: { error: { code: 'CONFLICT' } },
      });
    },
    minute,
  );

  it(
    'changed rules are applied to the people that are there, without reading the directory again',
    async () => {
      const before = tenant.microsoft.requests.filter(({ path }) => path.startsWith('/graph/v1.0/users')).length;
      const applied = await run(admin, { kind: 'delta' });
      expect(applied.counts.updated).toBeGreaterThan(5);
      const asked = tenant.microsoft.requests.filter(({ path }) => path.startsWith('/graph/v1.0/users')).slice(before);
      expect(asked.every(({ path }) => path.includes('/users/delta'))).toBe(true);
      const { items } = (await admin.call('GET', '/api/v1/people?query=operations&limit=5')).body as Page<{
        groups: { name: string }[];
      }>;
      expect(items[0]?.groups.map(({ name }) => name)).toContain('Operations');
    },
    minute,
  );

  it.each([
    [
      'a regular expression that is none',
      {
        path: 'sync.importRules',
        value: [{ name: 'x', condition: { field: 'city', operator: 'matches', value: '(' } }],
      },
      'regular expression',
    ],
    ['a time that is none', { path: 'sync.auto.time', value: '25:00' }, '03:00'],
    ['a setting that there is not', { path: 'sync.colour', value: 1 }, 'colour'],
    [
      'a group that is no id',
      { path: 'sync.scope', value: { mode: 'groups', groupIds: ['Sales'] } },
      'id of a directory group',
    ],
  ])('refuses %s and says why', async (_name, change, words) => {
    const refused = await admin.call('PATCH', '/api/v1/settings', change);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION', message: expect.stringContaining(words) } },
    });
  });
});
