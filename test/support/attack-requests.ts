import { z } from 'zod';
import type { ApiRoute } from '../../contract/api/index.ts';

/** A request as somebody might send it who means no good, or whose program is broken. */
export interface AttackRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Texts that have broken something, somewhere. */
export const nastyTexts: string[] = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'undefined',
    'true',
    '[]',
    '{}',
    '%',
    '%00',
    '%E0%A4%A',
    '\u0000',
    '\ud800',
  ],
  ...[
    '{"$ne":null}',
    '{"$gt":""}',
    '$where',
    'a[$ne]=1',
    "';sleep(9)//",
    "' OR '1'='1",
    '$$NOW',
    '.*(a+)+$',
    '[unclosed',
    '(?<a>',
  ],
  ...[
    '__proto__',
    'constructor',
    'constructor.prototype',
    'hasOwnProperty',
    'toString',
    '__defineGetter__',
    'prototype',
  ],
  ...[
    '../../../../etc/passwd',
    '..%2f..%2fpackage.json',
    '..\\..\\boot.ini',
    '/etc/passwd',
    'file:///etc/passwd',
    '//evil.example',
  ],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '{{constructor}}',
    '{{#with this}}{{lookup . "constructor"}}{{/with}}',
  ],
  ...[
    "=cmd|' /C calc'!A0",
    '+1',
    '@SUM(1)',
    '\u202eexe.txt',
    '🧪'.repeat(50),
    'é\u0301',
    '\r\nX-Injected: yes',
    'http://169.254.169.254/latest/meta-data',
  ],
  ...[
    'a'.repeat(5000),
    'ünï@exämple.com',
    'a@b',
    `${'a'.repeat(300)}@example.com`,
    '2027-02-30',
    '9999-99-99T99:99',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ],
];

/** JSON values that are not what was asked for. */
const nastyValues: unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, [], {}, [[]], [null], { $ne: null }, { $gt: '' }],
  ...[
    { constructor: { prototype: { polluted: 1 } } },
    { $where: 'sleep(1)' },
    { length: 1e9 },
    { toJSON: 1 },
    Array(2000).fill('x'),
  ],
];

const rawBodies = [
  ...[
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '1',
    '{"a":',
    '\ufeff{}',
    '{"__proto__":{"polluted":1}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
  ],
  ...[deep(20_000), `{"a":${deep(5000)}}`, '{"a":1,"a":2}', '\u0000', `{"name":"${'x'.repeat(250_000)}"}`],
];

/** So many requests against these routes: half-right, mutated, or nonsense; the same for the same seed. `idFor` gives real ids for some. */
export function attackRequests(
  { routes, seed, idFor }: { routes: ApiRoute[]; seed: number; idFor(route: ApiRoute): string },
  count: number,
): AttackRequest[] {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const chance = (of: number) => random() < of;
  const nasty = () => (chance(0.7) ? pick(nastyTexts) : pick(nastyValues));

  const mutate = (value: unknown, depth = 0): unknown => {
    if (depth > 4 || chance(0.15)) return nasty();
    if (Array.isArray(value)) return value.map((item) => mutate(item, depth + 1));
    if (typeof value !== 'object' || value === null) return chance(0.4) ? nasty() : value;
    const entries = Object.entries(value)
      .filter(() => !chance(0.1))
      .map(([key, item]) => [key, mutate(item, depth + 1)]);
    if (chance(0.2)) entries.push([pick(nastyTexts).slice(0, 100), nasty()]);
    return Object.fromEntries(entries);
  };
  const pathOf = (route: ApiRoute) =>
    route.path.replace(/:\w+|\*\w+/g, () =>
      chance(0.5) ? encodeURIComponent(idFor(route)) : encoded(pick(nastyTexts), chance(0.8)),
    );
  const queryOf = (route: ApiRoute) => {
    const names = [...Object.keys(route.query?.shape ?? {}), 'cursor', 'limit', '__proto__', 'a[b]', '$where'];
    const parts = names
      .filter(() => chance(0.4))
      .map((name) => `${encoded(name, true)}=${encoded(pick(nastyTexts), chance(0.9))}`);
    return parts.length > 0 ? `?${parts.join('&')}${chance(0.1) ? `&${parts[0]}` : ''}` : '';
  };
  const bodyOf = ({ body }: ApiRoute): Pick<AttackRequest, 'headers' | 'body'> => {
    if (!body && chance(0.7)) return { headers: {} };
    const own = body && !(body.schema instanceof z.ZodType) ? body.schema.type : 'application/json';
    const type = chance(0.9)
      ? own
      : pick([
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'application/json; charset=utf-16',
          'x',
        ]);
    const text = chance(0.25)
      ? pick(rawBodies)
      : typeof body?.example === 'string'
        ? body.example + pick(nastyTexts)
        : JSON.stringify(mutate(body?.example ?? {}));
    return { headers: { 'Content-Type': type }, body: text };
  };
  const headersOf = (): Record<string, string> => ({
    ...(chance(0.1)
      ? { 'If-Match': pick(['"1"', '*', 'W/"x"', '"-9"', '"99999999999999999999"', 'x'.repeat(3000)]) }
      : {}),
    ...(chance(0.05) ? { 'If-None-Match': '"' } : {}),
    ...(chance(0.05) ? { Range: 'bytes=-1' } : {}),
    ...(chance(0.05) ? { 'X-Forwarded-For': '1.1.1.1, evil', 'X-Forwarded-Host': 'evil.example' } : {}),
    ...(chance(0.05) ? { Accept: pick(['text/html', '*/*;q=0', 'x/y', ',,,']) } : {}),
    ...(chance(0.05) ? { 'Accept-Encoding': 'br;q=9, x' } : {}),
    ...(chance(0.05) ? { Cookie: `a=${'b'.repeat(3000)}; __proto__=1; %E0%A4%A=1` } : {}),
  });

  return Array.from({ length: count }, () => {
    const route = pick(routes);
    const method = chance(0.95)
      ? route.method.toUpperCase()
      : pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']);
    const { headers, body } = method === 'GET' ? { headers: {}, body: undefined } : bodyOf(route);
    return { method, path: `${pathOf(route)}${queryOf(route)}`, headers: { ...headersOf(), ...headers }, body };
  });
}

/** Text in an address: as it should be written, or as it comes (then without what would end the request line). */
function encoded(text: string, properly: boolean): string {
  return properly
    ? encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
    : text.replace(/[^\x21-\x7e]|[?#&=/]/g, '_').slice(0, 2000);
}
