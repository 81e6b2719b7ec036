import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AssignmentsAnswer,
  AssignmentView,
  AuditView,
  Explanation,
  Page,
  PersonView,
  TemplateDetail,
  TemplateDiff,
  TemplateVersionView,
  TemplateView,
} from '../../contract/index.ts';
import { type AdminSession, signInAs } from '../support/admin-session.ts';
import { type RunningSignet, startSignet } from '../support/signet-process.ts';
import { type OwnTenant, startTenant } from '../support/tenant.ts';

const minute = 60_000;

describe('templates and assignments, by people of every role', () => {
  let tenant: OwnTenant;
  let signet: RunningSignet;
  let admin: AdminSession;
  let other: AdminSession;
  let editor: AdminSession;
  let auditor: AdminSession;
  const sampleOf = (role: string) => tenant.microsoft.signIn.find((sample) => sample.role === role)?.address ?? '';
  const objectIdOf = (address: string) => tenant.microsoft.world.findUser(address)?.user.id ?? '';
  const employees = () =>
    tenant.microsoft.signIn.filter(({ role }) => role === 'employee').map((sample) => sample.address);
  const employee = () => employees()[0] ?? '';

  beforeAll(async () => {
    tenant = await startTenant();
    signet = await startSignet(tenant.settings);
    await signet.command('tenant', 'connect', tenant.microsoft.tenantId);
    await signet.command('settings', 'set', 'sync.auto.enabled', 'false');
    await signet.command('sync', 'run');
    const signIn = (address: string) => signInAs(signet.ready.url, objectIdOf(address));
    await signet.command('role', 'grant', employee(), 'admin');
    await signet.command('role', 'grant', employees()[1] ?? '', 'auditor');
    [admin, other, editor, auditor] = await Promise.all([
      signIn(sampleOf('admin')),
      signIn(employee()),
      signIn(sampleOf('editor')),
      signIn(employees()[1] ?? ''),
    ]);
  }, minute);
  afterAll(async () => {
    await signet?.stop();
    await tenant?.stop();
  }, minute);

  const tagOf = async (path: string) => (await admin.call('GET', path)).headers.get('etag') ?? '';
  const personOf = async (address: string) => {
    const { body } = await admin.call('GET', `/api/v1/people?query=${encodeURIComponent(address)}`);
    return (body as Page<PersonView>).items[0] as PersonView;
  };
  const signatureOf = async (address: string, query = '') => {
    const { id } = await personOf(address);
    return (await admin.call('GET', `/api/v1/people/${encodeURIComponent(id)}/signature?${query}`)).body as {
      signature: { html: string };
      template: { id: string; version: number };
    };
  };

  it('a fresh tenant has templates in use, and an assignment for every kind of mail', async () => {
    const { items } = (await auditor.call('GET', '/api/v1/templates')).body as { items: TemplateView[] };
    expect(items.find(({ id }) => id === 'classic')).toMatchObject({
      ...{ state: 'published', version: 1, changedBy: 'Signet', usedBy: [{ id: 'new-mail', name: 'New mail' }] },
      size: expect.any(Number),
    });
    const list = (await auditor.call('GET', '/api/v1/assignments')).body as AssignmentsAnswer;
    expect(list.items.map(({ id, templateId, conflicts }) => [id, templateId, conflicts])).toEqual([
      ['replies', 'compact', []],
      ['new-mail', 'classic', []],
    ]);
  });

  it('an editor writes a draft from a starter; a slower one is told who was faster, and nothing is lost', async () => {
    const created = await editor.call('POST', '/api/v1/templates', { title: 'Sales, Germany', starter: 'classic' });
    expect(created).toMatchObject({ status: 201, body: { id: 'sales-germany', state: 'draft', version: 0 } });
    const path = '/api/v1/templates/sales-germany';
    const seen = { 'If-Match': await tagOf(path) };
    const saved = await editor.call('PUT', `${path}/draft`, { html: '<p>{{name}}</p>', text: null }, seen);
    expect(saved).toMatchObject({ status: 200, body: { source: { html: '<p>{{name}}</p>' }, problems: [] } });
    const slower = await admin.call('PUT', `${path}/draft`, { html: '<p>mine</p>' }, seen);
    expect(slower).toMatchObject({
      ...{
        status: 412,
        body: { error: { code: 'CONFLICT', details: { by: expect.any(String), at: expect.any(String) } } },
      },
    });
    expect((await admin.call('GET', path)).body).toMatchObject({ source: { html: '<p>{{name}}</p>' } });
  });

  it('keeps a draft that cannot be rendered, says where it is wrong, and does not publish it', async () => {
    const path = '/api/v1/templates/sales-germany';
    const saved = await editor.call('PUT', `${path}/draft`, { html: '<p>\n  {{#if name}}' });
    const [problem] = (saved.body as TemplateDetail).problems;
    expect(problem).toMatchObject({ severity: 'error', variant: 'html', line: expect.any(Number) });
    expect(await admin.call('POST', `${path}/publish`)).toMatchObject({
      ...{ status: 422, body: { error: { code: 'TEMPLATE_INVALID', details: { line: expect.any(Number) } } } },
    });
    await editor.call('PUT', `${path}/draft`, { html: '<p>{{name}}, version one</p>' });
  });

  it('editors publish only where an admin lets them', async () => {
    const path = '/api/v1/templates/sales-germany/publish';
    expect(await editor.call('POST', path)).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    expect((await auditor.call('POST', path)).status).toBe(403);
    await admin.call('PATCH', '/api/v1/settings', { path: 'signatures.publishing.editors', value: true });
    expect(await editor.call('POST', path, { note: 'first' })).toMatchObject({
      status: 200,
      body: { state: 'published', version: 1 },
    });
    expect(await editor.call('POST', path)).toMatchObject({
      status: 409,
      body: { error: { code: 'NOTHING_TO_PUBLISH' } },
    });
  });

  it('an assignment put first reaches the next mail; one that can never decide says so', async () => {
    const { id } = await personOf(employee());
    const added = await editor.call('POST', '/api/v1/assignments', {
      name: 'Sales first',
      templateId: 'sales-germany',
      who: { personIds: [id] },
      before: 'replies',
    });
    expect(added).toMatchObject({ status: 201, body: { id: 'sales-first', position: 1, conflicts: [] } });
    expect(await signatureOf(employee())).toMatchObject({ template: { id: 'sales-germany', version: 1 } });
    const hidden = await editor.call('POST', '/api/v1/assignments', {
      name: 'Never',
      templateId: 'compact',
      who: { personIds: [id] },
    });
    expect((hidden.body as AssignmentView).conflicts).toMatchObject([{ code: 'HIDDEN', by: 'sales-first' }]);
    const listTag = { 'If-Match': await tagOf('/api/v1/assignments') };
    const order = ['never', 'sales-first', 'replies', 'new-mail'];
    const moved = await editor.call('PUT', '/api/v1/assignments/order', { ids: order }, listTag);
    expect((moved.body as AssignmentsAnswer).items.map((item) => item.id)).toEqual(order);
    expect((await editor.call('PUT', '/api/v1/assignments/order', { ids: order }, listTag)).status).toBe(412);
    expect(await signatureOf(employee())).toMatchObject({ template: { id: 'compact' } });
    expect((await editor.call('DELETE', '/api/v1/assignments/never')).status).toBe(204);
    expect((await auditor.call('DELETE', '/api/v1/assignments/sales-first')).status).toBe(403);
  });

  it('explains with every rule that lost', async () => {
    const query = `address=${encodeURIComponent(employee())}&composeType=reply&at=2027-01-31T09:00`;
    const { body } = await auditor.call('GET', `/api/v1/explain?${query}`);
    const explanation = body as Explanation;
    expect(explanation).toMatchObject({ template: 'sales-germany', asked: { at: '2027-01-31T09:00:00.000Z' } });
    expect(explanation.trail.map(({ assignment, matched }) => [assignment, matched])).toEqual([
      ['sales-first', true],
      ['replies', false],
      ['new-mail', false],
    ]);
    expect((await auditor.call('GET', '/api/v1/explain?address=nobody@nowhere.example')).status).toBe(404);
    expect((await auditor.call('GET', `/api/v1/explain?address=x@y.z&at=tomorrow`)).status).toBe(404);
    const wrong = await auditor.call('GET', `/api/v1/explain?address=${encodeURIComponent(employee())}&at=tomorrow`);
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
  });

  it('shows history and differences, and goes back in one step', async () => {
    const path = '/api/v1/templates/sales-germany';
    await editor.call('PUT', `${path}/draft`, { html: '<p>{{name}}, version two</p>' });
    const { parts } = (await auditor.call('GET', `${path}/diff`)).body as TemplateDiff;
    expect(parts).toEqual([
      {
        part: 'html',
        added: 1,
        removed: 1,
        lines: [
          { kind: 'removed', text: '<p>{{name}}, version one</p>' },
          { kind: 'added', text: '<p>{{name}}, version two</p>' },
        ],
      },
    ]);
    await editor.call('POST', `${path}/publish`);
    expect((await signatureOf(employee())).signature.html).toContain('version two');
    const back = await admin.call('POST', `${path}/rollback`, { version: 1, note: 'too early' });
    expect(back).toMatchObject({ status: 200, body: { version: 3, state: 'published' } });
    expect((await signatureOf(employee())).signature.html).toContain('version one');
    const { items } = (await auditor.call('GET', `${path}/versions`)).body as { items: TemplateVersionView[] };
    expect(items).toMatchObject([
      { version: 3, restored: 1, current: true, note: 'too early' },
      { version: 2, current: false },
      { version: 1, note: 'first' },
    ]);
  });

  it('a second person approves where the tenant asks for one; nobody approves what they asked for themselves', async () => {
    const path = '/api/v1/templates/sales-germany';
    await admin.call('PATCH', '/api/v1/settings', {
      path: 'signatures.publishing',
      value: { editors: false, approval: true },
    });
    await editor.call('PUT', `${path}/draft`, { html: '<p>{{name}}, asked for</p>' });
    expect(await editor.call('POST', `${path}/publish`)).toMatchObject({
      status: 202,
      body: { version: 3, waiting: { state: 'approval' } },
    });
    expect((await editor.call('POST', `${path}/approve`)).status).toBe(403);
    expect(await admin.call('POST', `${path}/reject`, { reason: 'a typo' })).toMatchObject({ status: 200 });
    expect((await admin.call('POST', `${path}/publish`)).status).toBe(202);
    expect((await admin.call('POST', `${path}/publish`)).body).toMatchObject({ error: { code: 'ALREADY_WAITING' } });
    expect(await admin.call('POST', `${path}/approve`)).toMatchObject({ status: 403 });
    // What is approved is what was asked for, whatever became of the draft.
    await editor.call('PUT', `${path}/draft`, { html: '<p>{{name}}, later</p>' });
    expect(await other.call('POST', `${path}/approve`)).toMatchObject({
      status: 200,
      body: { version: 4, state: 'changed' },
    });
    expect((await signatureOf(employee())).signature.html).toContain('asked for');
    await admin.call('PATCH', '/api/v1/settings', { path: 'signatures.publishing', value: {} });
  });

  it('refuses to archive or delete what is in use, and says by what', async () => {
    const path = '/api/v1/templates/sales-germany';
    for (const [method, at] of [
      ['POST', `${path}/archive`],
      ['DELETE', path],
    ] as const)
      expect(await admin.call(method, at)).toMatchObject({
        ...{ status: 409, body: { error: { code: 'IN_USE', details: { usedBy: [{ id: 'sales-first' }] } } } },
      });
    await admin.call('DELETE', '/api/v1/assignments/sales-first');
    expect(await admin.call('POST', `${path}/archive`)).toMatchObject({ status: 200, body: { state: 'archived' } });
    expect((await admin.call('DELETE', path)).status).toBe(204);
    expect((await admin.call('GET', path)).status).toBe(404);
  });

  it('keeps who did what, before and after', async () => {
    const { items } = (await auditor.call('GET', '/api/v1/audit?target=sales-germany&limit=200'))
      .body as Page<AuditView>;
    const done = items.map(({ what }) => what);
    for (const what of ['create', 'save', 'publish', 'rollback', 'requestApproval', 'reject', 'archive', 'delete'])
      expect(done).toContain(`template.${what}`);
    expect(items.find(({ what }) => what === 'template.rollback')).toMatchObject({
      before: { version: 2 },
      after: { version: 3, restored: 1 },
    });
  });
});
