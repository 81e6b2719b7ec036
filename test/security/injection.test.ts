import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDocument } from 'htmlparser2';
import mongoose from 'mongoose';
import { z } from 'zod';
import type { ApiRoute } from '../../contract/api/index.ts';
import { type AccessWorld, type Credentials, openAccessWorld } from '../support/access-world.ts';
import { idOf, smallUser } from '../support/small-directory.ts';
import { adminRoutes, nameOf, pathOf, realIds } from './attack-ids.ts';

const markup = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</td></table><iframe src=javascript:alert(1)>',
  'javascript:alert(1)',
  '<svg/onload=alert(1)>',
  '<style>*{background:url(//evil.example)}</style>',
  '<!--<script>-->alert(1)//',
  '{{constructor.constructor "return process"}}',
  'data:text/html,<script>alert(1)</script>',
];
const operators = ['{"$ne":null}', '$where', "';return true;//", '$$ROOT', '.*', '[a-', '\u0000', '../../etc/passwd'];

describe('what comes in', () => {
  let world: AccessWorld;
  let admin: Credentials;
  beforeAll(async () => {
    world = await openAccessWorld();
    admin = await world.apiToken('admin');
  });
  afterAll(() => world?.close());

  interface Element {
    name?: string;
    attribs?: Record<string, string>;
    children?: Element[];
  }
  const elementsOf = (node: Element): Element[] =>
    [node, ...(node.children ?? []).flatMap(elementsOf)].filter(({ name }) => name);
  /** What could run, load or break out in a piece of mail. */
  const dangers = (html: string) =>
    elementsOf(parseDocument(html) as unknown as Element).flatMap(({ name = '', attribs = {} }) => [
      ...(/^(script|iframe|object|embed|svg|style|form|base|meta|link)$/.test(name) ? [`<${name}>`] : []),
      ...Object.entries(attribs).flatMap(([attribute, value]) =>
        /^on/i.test(attribute) || /^\s*(javascript|data|vbscript):/i.test(value) || /evil\.example/.test(value)
          ? [`${attribute}=${value}`]
          : [],
      ),
    ]);

  it.each(markup)('of a directory field is text in mail and in the API, never markup: %s', async (payload) => {
    const plain = Object.keys(smallUser(60)).filter(
      (name) =>
        !['id', 'mail', 'userPrincipalName', 'proxyAddresses', 'assignedLicenses', 'createdDateTime'].includes(name),
    );
    const fields = Object.fromEntries(
      [...plain, 'companyName', 'streetAddress', 'city', 'country'].map((name) => [name, payload]),
    );
    const number = 60 + markup.indexOf(payload);
    world.sandbox.world.addUser({ ...smallUser(number), ...fields, accountEnabled: true, userType: 'Member' });
    await world.sync();
    const token = world.bearer(await world.userToken({ oid: idOf(number) }));
    for (const composeType of ['newMail', 'reply', 'forward']) {
      const { status, body, headers } = await world.ask(
        'GET',
        `/api/v1/me/signature?composeType=${composeType}`,
        token,
      );
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')]);
      expect(dangers(body.signature.html)).toEqual([]);
    }
    const person = await world.ask('GET', `/api/v1/people/${world.tenantId}:${idOf(number)}`, admin);
    expect(person.headers.get('x-content-type-options')).toBe('nosniff');
    expect(person.headers.get('content-type')).toContain('application/json');
  });

  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{lookup this "constructor"}}',
    '{{lookup (lookup this "__proto__") "constructor"}}',
    '{{#with (lookup this "constructor")}}{{name}}{{/with}}',
    '{{person.constructor.constructor}}',
    '{{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{/with}}{{/with}}{{/with}}',
    '{{> (lookup . "x")}}',
    '{{{displayName}}}',
    '{{&displayName}}',
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)">x</a>',
    '<p onclick="alert(1)">x</p>',
    '<iframe src="https://evil.example"></iframe>',
  ])('of a template cannot leave it: %s', async (html) => {
    const made = await world.ask('POST', '/api/v1/templates', admin, { title: 'Escape', source: { html } });
    if (made.status === 201) {
      const published = await world.ask('POST', `/api/v1/templates/${made.body.id}/publish`, admin, {});
      const templateId = made.body.id;
      const [first] = (await world.ask('GET', '/api/v1/assignments', admin)).body.items;
      const assignment = { name: 'Escape', templateId, who: { everyone: true }, before: first.id };
      const assigned = await world.ask('POST', '/api/v1/assignments', admin, assignment);
      const shown = await world.ask('GET', `/api/v1/people/${world.tenantId}:${idOf(1)}/signature`, admin);
      if (published.status < 300) expect(shown.body.template.id).toBe(templateId);
      if (assigned.status === 201) await world.ask('DELETE', `/api/v1/assignments/${assigned.body.id}`, admin);
      await world.ask('DELETE', `/api/v1/templates/${templateId}`, admin);
      if (published.status < 300) expect([html, dangers(shown.body.signature.html)]).toEqual([html, []]);
      else expect([html, published.status]).toEqual([html, 422]);
    } else expect([html, [400, 422].includes(made.status)]).toEqual([html, true]);
  });

  it('never becomes an operator or a pattern of the database, in any parameter of any route', async () => {
    const ids = await realIds(world);
    const asked = adminRoutes.flatMap((route, place) =>
      ['\u0000', operators[place % operators.length] ?? ''].flatMap((text) => variants(route, text, ids)),
    );
    const before = await countPeople();
    for (let at = 0; at < asked.length; at += 20) {
      await Promise.all(
        asked.slice(at, at + 20).map(async ({ method, path, body, name }) => {
          const answer = await world.ask(method, path, admin, body);
          expect([name, path, answer.status >= 500 && answer.status !== 502]).toEqual([name, path, false]);
        }),
      );
      world.clock.advance(10_000);
    }
    expect(await countPeople()).toBe(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }, 120_000);

  it.each([
    ...[
      '/admin/../package.json',
      '/admin/..%2f..%2fpackage.json',
      '/admin/%2e%2e/%2e%2e/package.json',
      '/admin/....//package.json',
    ],
    ...[
      '/addin/assets/../../../package.json',
      '/addin/assets/..%5c..%5cpackage.json',
      '/addin/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    ],
    ...[
      '/images/..%2f..%2fpackage.json',
      '/images/made/..%2f..%2fpackage.json',
      '/%00',
      '/admin/%00',
      '//etc/passwd',
      '/addin/launch.js/../../../package.json',
    ],
  ])('of a path stays below what is served: %s', async (path) => {
    const { status, text } = await rawGet(world.url, path);
    expect(text).not.toContain('"license": "MIT"');
    expect(text).not.toContain('root:');
    expect(status).toBeLessThan(500);
  });

  it('ends at sizes that are known: bodies, files, headers', async () => {
    const large = await world.ask('POST', '/api/v1/people', admin, `{"address":"${'x'.repeat(220_000)}"}`);
    expect([large.status, large.body.error.code]).toEqual([413, 'TOO_LARGE']);
    const csv = { ...admin, 'Content-Type': 'text/csv' };
    const file = await world.ask('POST', '/api/v1/people/import', csv, 'address,displayName\n'.padEnd(11_000_000, 'x'));
    expect([file.status, file.body.error.code]).toEqual([413, 'TOO_LARGE']);
    expect((await rawGet(world.url, '/api/v1/session', { Authorization: `Bearer ${'x'.repeat(40_000)}` })).status).toBe(
      431,
    );
    expect((await world.ask('POST', '/hooks/graph', {}, `{"value":[${'{},'.repeat(2_000_000)}{}]}`)).status).toBe(413);
  });

  it('is read by what it is: forms, other encodings and broken JSON are refused in the same words', async () => {
    for (const [type, body] of [
      ['application/json', '{"address":'],
      ['application/json; charset=utf-7', '{}'],
      ['application/x-www-form-urlencoded', 'address=anna%40example.com'],
      ['multipart/form-data; boundary=x', '--x--'],
      ['text/plain', '{"address":"anna@example.com"}'],
    ] as const) {
      const answer = await world.ask('POST', '/api/v1/people', { ...admin, 'Content-Type': type }, body);
      expect([type, answer.status, typeof answer.body.error.requestId]).toEqual([type, 400, 'string']);
    }
  });

  const countPeople = () => mongoose.connection.collection('people').countDocuments({ state: 'active' });

  /** A route with one text in one place: path, each parameter, each field of the body (as a text, and as an operator). */
  function variants(route: ApiRoute, text: string, ids: Record<string, string>) {
    const method = route.method.toUpperCase();
    const name = nameOf(route);
    const example =
      route.body?.schema instanceof z.ZodType ? (route.body.example as Record<string, unknown>) : undefined;
    const path = pathOf(route, ids);
    // What would remove or end something stays as it is: with real ids it would.
    const harmless = method !== 'DELETE' && !/erase|disconnect|bulk/.test(route.path);
    return [
      ...(route.path.includes(':') ? [{ method, name, path: pathOf(route, text), body: example }] : []),
      ...Object.keys(harmless ? (route.query?.shape ?? {}) : {}).flatMap((key) => [
        { method, name, path: `${path}?${key}=${encodeURIComponent(text)}`, body: example },
        { method, name, path: `${path}?${key}[$ne]=1&${key}[$regex]=.*`, body: example },
      ]),
      ...Object.keys(harmless && example ? example : {}).flatMap((key) => [
        { method, name, path, body: { ...example, [key]: text } },
        { method, name, path, body: { ...example, [key]: { $ne: null, $where: text } } },
      ]),
    ];
  }
});

/** A request whose path nobody tidies up on the way. */
function rawGet(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asking.on('error', reject);
    asking.end();
  });
}
