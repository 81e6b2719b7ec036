import { describe, expect, it } from '@jest/globals';
import { stoppedClock } from '../platform/clock.ts';
import { readUserPage } from './directory.ts';
import { searchGroups } from './directory-groups.ts';
import { watchLinks } from './directory-pages.ts';
import { openGraph } from './graph-client.ts';
import type { GraphSurroundings } from './graph-middleware.ts';

const graphUrl = 'https://localhost:9443/graph';
type Answer = () => Response;
const json =
  (body: unknown, init?: ResponseInit): Answer =>
  () =>
    new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' }, ...init });
const page = (ids: string[], next?: string): Answer =>
  json({ value: ids.map((id) => ({ id, displayName: `Person ${id}` })), ...(next ? { '@odata.nextLink': next } : {}) });

/** A Graph whose network gives these answers, one after the other, and remembers what was asked. */
function graphAnswering(answers: Answer[], change: Partial<GraphSurroundings> = {}) {
  const asked: { url: string; method: string; headers: Headers }[] = [];
  const waits: number[] = [];
  const tokens: boolean[] = [];
  const graph = openGraph({
    graphUrl,
    token: async ({ renew }) => {
      tokens.push(renew);
      return `token-${tokens.length}`;
    },
    clock: stoppedClock('2026-11-22T03:00:00Z'),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 1,
    priority: 'low',
    fetch: async (url, init) => {
      asked.push({ url: String(url), method: init?.method ?? 'GET', headers: new Headers(init?.headers) });
      const answer = answers[asked.length - 1];
      if (!answer) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
      return answer();
    },
    ...change,
  });
  return { graph, asked, waits, tokens };
}

async function idsOf(graph: ReturnType<typeof openGraph>): Promise<string[]> {
  const ids: string[] = [];
  const watch = watchLinks();
  let link: string | undefined;
  do {
    const page = await readUserPage(graph, link);
    ids.push(...page.items.map((user) => user.id));
    link = page.nextLink && watch(page.nextLink);
  } while (link !== undefined);
  return ids;
}

describe('asking', () => {
  it('keeps every value in its own parameter, whatever stands in it', async () => {
    const { graph, asked } = graphAnswering([json({ value: [] })]);
    await searchGroups(graph, 'R&D #1 100% + "x"&$expand=members');
    const { searchParams } = new URL(asked[0]?.url ?? '');
    expect(searchParams.get('$search')).toContain('"displayName:R&D #1 100% + \\"x\\"&$expand=members"');
    expect(searchParams.get('$expand')).toBeNull();
    expect(searchParams.get('$top')).toBe('20');
  });
});

describe('reading users', () => {
  it('follows the next link to the letter, over pages that may be empty', async () => {
    const link = `${graphUrl}/v1.0/users?$skiptoken=a%2Bb==&$top=999&x='1'`;
    const { graph, asked } = graphAnswering([page(['1'], link), page([], `${link}2`), page(['2'])]);
    expect(await idsOf(graph)).toEqual(['1', '2']);
    expect(asked.map(({ url }) => url).slice(1)).toEqual([link, `${link}2`]);
  });

  it('asks with a token, low priority and a request id of its own each time', async () => {
    const { graph, asked } = graphAnswering([page(['1'])]);
    await idsOf(graph);
    expect(asked[0]?.url).toContain('/graph/v1.0/users?');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer token-1');
    expect(asked[0]?.headers.get('x-ms-throttle-priority')).toBe('low');
    expect(asked[0]?.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('never takes a token to another host', async () => {
    const { graph, asked } = graphAnswering([page(['1'], 'https://evil.example/graph/v1.0/users?$skiptoken=1')]);
    await expect(idsOf(graph)).rejects.toMatchObject({
      code: 'DIRECTORY_ANSWER',
      message: expect.stringContaining('evil.example'),
    });
    expect(asked).toHaveLength(1);
  });

  it('stops when the same next page comes twice', async () => {
    const link = `${graphUrl}/v1.0/users?$skiptoken=again`;
    const { graph } = graphAnswering([page(['1'], link), page(['1'], link)]);
    await expect(idsOf(graph)).rejects.toMatchObject({ code: 'DIRECTORY_ANSWER' });
  });

  it('waits as told when throttled, and says until when', async () => {
    const until: string[] = [];
    const { graph, waits } = graphAnswering(
      [json({ error: { code: 'TooManyRequests' } }, { status: 429, headers: { 'Retry-After': '420' } }), page(['1'])],
      {
        onThrottled: (time) => until.push(time.toISOString()),
      },
    );
    expect(await idsOf(graph)).toEqual(['1']);
    expect(waits).toEqual([420_000]);
    expect(until).toEqual(['2026-11-22T03:07:00.000Z']);
  });

  it('fetches a page again that came cut short', async () => {
    const { graph, asked } = graphAnswering([() => new Response('{"value":[{"id":"1"'), page(['1'])]);
    expect(await idsOf(graph)).toEqual(['1']);
    expect(asked).toHaveLength(2);
  });

  it('tries six times when nobody answers, then says which host', async () => {
    const { graph, asked } = graphAnswering([]);
    await expect(idsOf(graph)).rejects.toMatchObject({
      code: 'DIRECTORY_UNREACHABLE',
      message: expect.stringContaining('localhost:9443'),
    });
    expect(asked).toHaveLength(6);
  });

  it('asks for a new token once after 401, and gives up after the second', async () => {
    const refused = json({ error: { code: 'InvalidAuthenticationToken' } }, { status: 401 });
    const renewed = graphAnswering([refused, page(['1'])]);
    expect(await idsOf(renewed.graph)).toEqual(['1']);
    expect(renewed.tokens).toEqual([false, true]);
    await expect(idsOf(graphAnswering([refused, refused]).graph)).rejects.toMatchObject({ code: 'CREDENTIALS' });
  });

  it('asks for a new token once after 403, for one from before the consent, and names missing consent for what it is', async () => {
    const denied = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };
    const refused = json(denied, { status: 403 });
    const renewed = graphAnswering([refused, page(['1'])]);
    expect(await idsOf(renewed.graph)).toEqual(['1']);
    expect(renewed.tokens).toEqual([false, true]);
    const denying = graphAnswering([refused, refused, refused]);
    for (let call = 0; call < 2; call += 1)
      await expect(idsOf(denying.graph)).rejects.toMatchObject({ code: 'CONSENT_MISSING' });
    expect(denying.tokens).toEqual([false, true, false]);
  });
});
