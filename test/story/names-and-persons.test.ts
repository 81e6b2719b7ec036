import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessWorld, type Credentials, foreignTenantId, openAccessWorld } from '../support/access-world.ts';
import { idOf } from '../support/small-directory.ts';

const everyone = { who: { everyone: true } };
const rule = { condition: { field: 'department', operator: 'equals', value: 'Sales' } };

describe('what people enter by hand', () => {
  let world: AccessWorld;
  let admin: Credentials;
  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.session(['admin']);
  });
  afterAll(() => world?.close());
  const ask = (method: string, path: string, body: unknown) => world.ask(method, `/api/v1${path}`, admin, body);

  const named: [string, string, string, (name: string) => object][] = [
    ['a group', 'POST', '/groups', (name) => ({ name })],
    ['a template', 'POST', '/templates', (title) => ({ title })],
    ['an assignment', 'POST', '/assignments', (name) => ({ name, templateId: 'classic', ...everyone })],
    ['a campaign', 'POST', '/campaigns', (name) => ({ name, banner: { kind: 'html', html: '<p>x</p>' } })],
    ['an API token', 'POST', '/tokens', (name) => ({ name, role: 'auditor' })],
    ['an import rule', 'PUT', '/import-rules', (name) => ({ items: [{ name, ...rule }] })],
    ["a person's group", 'POST', '/people', (name) => ({ address: 'zoe@x.example', groups: [name] })],
  ];
  it.each(named)('needs a name that can be read: %s', async (_what, method, path, body) => {
    for (const name of ['\u0000', '\u0007\u001b', ' \u00a0\u3000', '\u200b\u2060', '\u202e', '\ud800', '\ue000']) {
      const answer = await ask(method, path, body(name));
      expect([JSON.stringify(name), answer.status]).toEqual([JSON.stringify(name), 400]);
      expect(answer.body.error.message).toMatch(/must be a name|must not be empty/);
    }
    expect((await ask(method, path, body('Ölçüm 東京 👩‍💻'))).status).toBeLessThan(300);
  });

  const nobody = `${foreignTenantId}:${idOf(2)}`;
  it.each([
    ['an assignment', '/assignments', { templateId: 'classic' }],
    ['a campaign', '/campaigns', { banner: { kind: 'html', html: '<p>x</p>' } }],
  ])('names only persons that are there: %s', async (_what, path, rest) => {
    const known = `${world.tenantId}:${idOf(2)}`;
    const refused = await ask('POST', path, { name: 'Two', ...rest, who: { personIds: [known, nobody, 'x'] } });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION' } } });
    expect(refused.body.error.message).toContain(`who.personIds: there is no person ${nobody}.`);
    expect(refused.body.error.message).toContain('who.personIds: there is no person x.');
    expect(refused.body.error.message).not.toContain(known);
    const taken = await ask('POST', path, { name: 'One', ...rest, who: { personIds: [known] } });
    expect(taken.status).toBe(201);
    const changed = { name: 'One', ...rest, who: { personIds: [nobody] } };
    expect((await ask('PUT', `${path}/${taken.body.id}`, changed)).status).toBe(400);
  });
});
