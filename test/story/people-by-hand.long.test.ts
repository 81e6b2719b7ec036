import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditView,
  BulkResult,
  ImportResult,
  Page,
  PersonView,
  SignatureAnswer,
  SignaturesAnswer,
} from '../../contract/index.ts';
import { type AdminSession, signInAs } from '../support/admin-session.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;
const info = 'crew@northwind-harbour.example';

describe('looking after people by hand, on the command line and over HTTP', () => {
  const files = makeDataDir();
  const sessions: Record<string, AdminSession> = {};
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let employee = '';

  const objectIdOf = (address: string) => tenant.microsoft.world.findUser(address)?.user.id ?? '';
  const sampleOf = (role: string) => tenant.microsoft.signIn.filter((sample) => sample.role === role);
  const as = (role: string): AdminSession => {
    const session = sessions[role];
    if (!session) throw new Error(`nobody signed in as ${role}`);
    return session;
  };

  beforeAll(async () => {
    tenant = await startTenant();
    signet = await startSignet(tenant.settings);
    await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
    // Every run of this test is one that it started.
    await signet.command('settings', 'set', 'sync.auto.enabled', 'false');
    await signet.command('sync', 'run');
    const [one, other] = sampleOf('employee').map(({ address }) => address);
    employee = one ?? '';
    await signet.command('role', 'grant', other ?? '', 'auditor');
    const addresses = { admin: sampleOf('admin')[0]?.address, editor: sampleOf('editor')[0]?.address, auditor: other };
    for (const [role, address] of Object.entries(addresses))
      sessions[role] = await signInAs(signet.ready.url, objectIdOf(address ?? ''));
  }, 2 * minute);
  afterAll(async () => {
    await signet?.stop();
    await tenant?.stop();
    files.remove();
  }, minute);

  async function command(...args: string[]) {
    const ended = await signet.command(...args, '--json');
    if (!ended.stdout) throw new Error(`${args.join(' ')} printed nothing: ${ended.stderr}`);
    return { code: ended.code, json: JSON.parse(ended.stdout), stderr: ended.stderr };
  }
  const csv = (name: string, text: string) => {
    const file = join(files.path, name);
    writeFileSync(file, text);
    return file;
  };
  const show = async (address: string): Promise<PersonView | undefined> => {
    const { body } = await as('admin').call('GET', `/api/v1/people?query=${encodeURIComponent(address)}`);
    return (body as Page<PersonView>).items.find((person) => person.addresses.includes(address));
  };
  const pathOf = ({ id }: PersonView) => `/api/v1/people/${encodeURIComponent(id)}`;
  const personAt = async (address: string): Promise<PersonView> => {
    const person = await show(address);
    if (!person) throw new Error(`nobody has ${address}`);
    return person;
  };

  it(
    'a CSV file is previewed, refused as a whole with line numbers, imported, and imported again without effect',
    async () => {
      const bad = csv('bad.csv', 'mail;name;phone\nzoe@freelance.example;Zoe Quay;+49 40 1\nnot an address;X;\n');
      const refused = await command('people', 'import', bad);
      expect(refused.code).toBe(1);
      expect(refused.json).toMatchObject({ problems: [{ line: 3, column: 'mail' }] });
      expect(refused.stderr).toMatch(/Line 3, mail: .*write it like/);
      expect(await show('zoe@freelance.example')).toBeUndefined();

      const good = csv(
        'good.csv',
        `\uFEFFmail;name;phone;groups\r\nzoe@freelance.example;"Quay; Zoe";+49 40 1;Crew\r\n${employee};;+49 40 2;\r\n`,
      );
      const preview = await command('people', 'import', good, '--dry-run');
      expect(preview).toMatchObject({ code: 0, json: { dryRun: true, created: 1, updated: 1, problems: [] } });
      expect(await show('zoe@freelance.example')).toBeUndefined();
      expect((await command('people', 'import', good)).json).toMatchObject({ created: 1, updated: 1, unchanged: 0 });
      expect((await command('people', 'import', good)).json).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
      expect((await command('people', 'show', 'zoe@freelance.example')).json).toMatchObject({
        ...{ source: 'manual', fields: { displayName: 'Quay; Zoe' }, sources: { displayName: 'hand' } },
        groups: expect.arrayContaining([expect.objectContaining({ name: 'Crew' })]),
      });
      expect((await personAt(employee)).sources).toMatchObject({ businessPhone: 'hand', displayName: 'directory' });
      const rendered = await signet.command('render', 'zoe@freelance.example', '--format', 'text');
      expect(rendered.stdout).toContain('Quay; Zoe');
    },
    2 * minute,
  );

  it(
    'the same by HTTP: editors upload, auditors do not, and a wrong encoding is said to be one',
    async () => {
      const upload = (role: string, text: string, query = '') =>
        as(role).call('POST', `/api/v1/people/import${query}`, text, { 'Content-Type': 'text/csv' });
      const text = 'address,displayName\nkai@freelance.example,Kai\n';
      expect((await upload('auditor', text)).status).toBe(403);
      const preview = await upload('editor', text, '?dryRun=true');
      expect(preview).toMatchObject({ status: 200, body: { dryRun: true, created: 1 } });
      expect((await upload('editor', `${text}kai,Kai\n`)).status).toBe(422);
      expect((await upload('editor', text)).body as ImportResult).toMatchObject({ dryRun: false, created: 1 });
    },
    2 * minute,
  );

  it(
    'editors change values, admins remove, auditors look; whoever comes late is told (412)',
    async () => {
      const path = pathOf(await personAt(employee));
      const seen = await as('auditor').call('GET', path);
      expect(seen.status).toBe(200);
      expect((await as('auditor').call('PATCH', path, { fields: { jobTitle: 'X' } })).status).toBe(403);
      const tag = seen.headers.get('etag') ?? '';
      const edit = { fields: { jobTitle: 'Captain' } };
      const edited = await as('editor').call('PATCH', path, edit, { 'If-Match': tag });
      expect(edited).toMatchObject({ status: 200, body: { fields: edit.fields, sources: { jobTitle: 'hand' } } });
      expect((await as('editor').call('PATCH', path, edit, { 'If-Match': tag })).status).toBe(412);
      expect((await as('editor').call('PATCH', path, { fields: { shoeSize: '42' } })).status).toBe(400);
      expect((await as('editor').call('POST', `${path}/follow`, { fields: ['jobTitle'] })).body).toMatchObject({
        sources: { jobTitle: 'directory' },
      });
      expect((await as('editor').call('DELETE', path)).status).toBe(403);
      const log = (await as('auditor').call('GET', '/api/v1/audit?limit=1')).body as Page<AuditView>;
      expect(log.items).toMatchObject([
        { what: 'person.follow', by: { kind: 'user' }, before: { jobTitle: 'Captain' } },
      ]);
      const older = await as('auditor').call('GET', `/api/v1/audit?limit=1&cursor=${log.nextCursor}`);
      expect(older.body).toMatchObject({ items: [{ what: 'person.edit', after: { jobTitle: 'Captain' } }] });
      const removed = await as('admin').call('DELETE', path, { reason: 'left us' });
      expect(removed.body).toMatchObject({ state: 'removed', removed: { reason: 'left us' } });
      expect((await as('editor').call('POST', `${path}/restore`)).body).toMatchObject({ state: 'active' });
      const twice = await as('editor').call('POST', '/api/v1/people', { address: employee });
      expect(twice).toMatchObject({ status: 409, body: { error: { code: 'DUPLICATE' } } });
    },
    2 * minute,
  );

  it(
    'sync is paused and resumed for several or all, by editors; ended by admins only',
    async () => {
      const bulk = (role: string, body: object) => as(role).call('POST', '/api/v1/people/bulk', body);
      const { id } = await personAt(employee);
      expect((await bulk('editor', { action: 'pause', ids: [id] })).body as BulkResult).toMatchObject({ changed: 1 });
      expect((await command('people', 'resume', employee)).json).toMatchObject({ state: 'active' });
      expect((await bulk('auditor', { action: 'pause', all: true })).status).toBe(403);
      expect((await bulk('editor', { action: 'end', all: true })).status).toBe(403);
      expect((await bulk('editor', { action: 'pause' })).status).toBe(400);
      expect((await bulk('editor', { action: 'pause', ids: [id], all: true })).status).toBe(400);
      const all = await command('people', 'pause', '--all');
      expect(all.json.changed).toBeGreaterThan(100);
      expect((await bulk('editor', { action: 'resume', query: 'northwind' })).body).toMatchObject({
        changed: expect.any(Number),
      });
      await command('people', 'resume', '--all');
      expect((await signet.command('people', 'pause')).code).toBe(2);
    },
    2 * minute,
  );

  it(
    'someone granted a shared mailbox gets its signature in Outlook; nobody else does',
    async () => {
      const { microsoft } = tenant;
      const scopes = [`api://${microsoft.clientId}/access_as_user`];
      const { access_token: token } = await microsoft.issueUserToken(objectIdOf(employee), { scopes });
      const me = async (path: string) =>
        fetch(`${signet.ready.url}/api/v1/me/${path}`, { headers: { Authorization: `Bearer ${token}` } });
      expect((await me(`signature?from=${info}`)).status).toBe(403);
      await command('people', 'add', info, '--shared', '--set', 'displayName=The Crew');
      expect((await me(`signature?from=${info}`)).status).toBe(403);
      const granted = await command('people', 'grant', info, employee);
      expect(granted.json).toMatchObject({ items: [{ to: { kind: 'person', address: employee } }] });
      const answer = (await (await me(`signature?from=${info}`)).json()) as SignatureAnswer;
      expect(answer.person.id).toBe((await personAt(info)).id);
      expect(answer.signature.text).toContain('The Crew');
      const { signatures } = (await (await me('signatures')).json()) as SignaturesAnswer;
      expect(signatures.map(({ from }) => from)).toContain(info);
      const path = `${pathOf(await personAt(info))}/grants`;
      expect((await as('auditor').call('GET', path)).body).toMatchObject({ items: [{ to: { address: employee } }] });
      expect((await as('editor').call('DELETE', `${path}?address=${employee}`)).body).toEqual({ items: [] });
      expect((await me(`signature?from=${info}`)).status).toBe(403);
      expect((await as('editor').call('POST', path, { group: 'Everyone' })).status).toBe(201);
      expect((await me(`signature?from=${info}`)).status).toBe(200);
      expect((await command('people', 'revoke', info, '--group', 'everyone')).json.items).toEqual([]);
    },
    2 * minute,
  );

  it(
    'everything stored about one person comes out as JSON, and can be erased',
    async () => {
      await command('people', 'edit', 'zoe@freelance.example', '--set', 'city=Kiel');
      const { id } = await personAt('zoe@freelance.example');
      const exported = (await command('people', 'export', 'zoe@freelance.example')).json;
      expect(exported.person).toMatchObject({ _id: id, fields: { city: 'Kiel' } });
      expect(exported.audit.map(({ what }: { what: string }) => what)).toEqual([
        'person.edit',
        'person.resume',
        'person.pause',
        'person.import',
      ]);
      expect((await as('editor').call('GET', `/api/v1/people/${encodeURIComponent(id)}/export`)).status).toBe(403);
      expect((await command('people', 'erase', 'zoe@freelance.example')).json).toMatchObject({ auditEntries: 2 });
      expect(await show('zoe@freelance.example')).toBeUndefined();

      await command('sync', 'run', '--person', employee);
      const person = await personAt(employee);
      const before = await command('people', 'export', employee);
      expect(JSON.stringify(before.json.runs)).toContain(employee);
      expect((await as('admin').call('POST', `${pathOf(person)}/erase`)).body).toMatchObject({
        pages: expect.any(Number),
        runs: 1,
      });
      const runs = await command('sync', 'list');
      expect(JSON.stringify(runs.json)).not.toContain(employee);
    },
    2 * minute,
  );
});
