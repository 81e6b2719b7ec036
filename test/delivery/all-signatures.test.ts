import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetSettings } from '../../server/tenants/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { addressOf, idOf } from '../support/small-directory.ts';

const api = '/api/v1';

describe('all that somebody keeps in Outlook (GET /me/signatures)', () => {
  let world: AccessWorld;
  let admin: Credentials;
  let employee: Credentials;
  let rendered = 0;
  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.session(['admin']);
    employee = world.bearer(await world.userToken({ oid: idOf(2) }));
    const { signatures } = world.signet;
    const { render } = signatures;
    signatures.render = (request) => {
      rendered += 1;
      return render(request);
    };
  });
  afterAll(() => world?.close());

  const change = async (method: string, path: string, body?: unknown) => {
    world.clock.advance(1000);
    const { status, text } = await world.ask(method, `${api}${path}`, admin, body);
    expect([path, status < 300 ? 'done' : text]).toEqual([path, 'done']);
  };
  const person = (number: number) => `/people/${encodeURIComponent(`${world.tenantId}:${idOf(number)}`)}`;
  const ask = async (tag = '') => {
    const before = rendered;
    const answer = await world.ask('GET', `${api}/me/signatures`, { ...employee, 'If-None-Match': tag });
    return { ...answer, tag: answer.headers.get('etag') ?? '', rendered: rendered - before };
  };

  it('is not rendered for who has it by its tag', async () => {
    const first = await ask();
    expect(first).toMatchObject({ status: 200, rendered: 6 });
    expect(await ask(first.tag)).toMatchObject({ status: 304, rendered: 0, tag: first.tag, text: '' });
    expect(await ask('"another"')).toMatchObject({ status: 200, tag: first.tag, body: first.body });
  });

  it.each<[string, () => Promise<void>]>([
    ['the person', () => change('PATCH', person(2), { fields: { jobTitle: 'Captain' } })],
    ['what is published', () => change('POST', '/templates/classic/publish', { note: 'again' })],
    ['a mailbox they may send as', () => change('POST', `${person(3)}/grants`, { address: addressOf(2) })],
    ['somebody of such a mailbox', () => change('PATCH', person(3), { fields: { displayName: 'Info Desk' } })],
    [
      'a campaign',
      () =>
        change('POST', '/campaigns', { name: 'Fair', enabled: true, banner: { kind: 'html', html: '<p>Hall 4</p>' } }),
    ],
    [
      'whose domains are internal',
      () => change('PATCH', '/settings', { path: 'signatures.internalDomains', value: ['daughter.example'] }),
    ],
    ['the settings of the add-in', () => change('PATCH', '/settings', { path: 'addin.sendCheck', value: 'always' })],
    [
      'the rules',
      () =>
        change('POST', '/assignments', { name: 'None', templateId: null, who: { everyone: true }, before: 'new-mail' }),
    ],
  ])('is made anew for another of %s', async (what, work) => {
    if (what === 'what is published')
      await change('PUT', '/templates/classic/draft', { html: '<b>{{name}}</b>{{#if campaign}}{{banner}}{{/if}}' });
    const before = await ask();
    expect((await ask(before.tag)).status).toBe(304);
    await work();
    // Settings are read again after two seconds.
    forgetSettings();
    const after = await ask(before.tag);
    expect([what, after.status, after.tag === before.tag]).toEqual([what, 200, false]);
    expect((await ask(after.tag)).status).toBe(304);
  });

  it('holds until the first of its signatures may be another', async () => {
    await change('POST', '/assignments', {
      ...{ name: 'Winter', templateId: 'classic', who: { everyone: true }, before: 'new-mail' },
      when: { starts: '2026-12-01' },
    });
    const { tag } = await ask();
    expect((await ask(tag)).status).toBe(304);
    world.clock.advance(10 * 24 * 3_600_000);
    expect(await ask(tag)).toMatchObject({ status: 401 });
    employee = world.bearer(await world.userToken({ oid: idOf(2) }));
    expect(await ask(tag)).toMatchObject({ status: 200, rendered: expect.any(Number) });
  });

  it('is nothing for who is removed or unknown', async () => {
    const { people } = world.signet;
    const by = { kind: 'system', name: 'test' } as const;
    const on = { ids: [`${world.tenantId}:${idOf(2)}`] };
    await people.bulk(world.tenantId, { action: 'remove', on }, by);
    expect((await ask()).body).toEqual({ signatures: [] });
    employee = world.bearer(await world.userToken({ oid: idOf(77) }));
    expect((await ask()).body).toEqual({ signatures: [] });
  });
});
