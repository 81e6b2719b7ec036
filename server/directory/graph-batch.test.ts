import { describe, expect, it } from '@jest/globals';
import { stoppedClock } from '../platform/clock.ts';
import { readBatch } from './graph-batch.ts';

type Part = { id: string; status: number; headers?: Record<string, string>; body?: unknown };

/** A Graph that answers batches by these functions, one after the other; and what it was asked. */
function graphAnswering(...rounds: ((paths: string[]) => Part[])[]) {
  const asked: string[][] = [];
  const waits: number[] = [];
  const read = (paths: string[]) =>
    readBatch(
      paths,
      async (body) => {
        const { requests } = body as { requests: { method: string; url: string }[] };
        expect(requests.every(({ method }) => method === 'GET')).toBe(true);
        asked.push(requests.map(({ url }) => url));
        const answer = rounds[asked.length - 1] ?? rounds.at(-1);
        return { responses: answer?.(requests.map(({ url }) => url)) };
      },
      {
        graphUrl: 'https://graph.example',
        token: async () => 'token',
        clock: stoppedClock('2026-11-22T03:00:00Z'),
        wait: async (milliseconds) => void waits.push(milliseconds),
        random: () => 1,
        priority: 'low',
      },
    );
  return { read, asked, waits };
}
const well = (paths: string[]) => paths.map((path, id) => ({ id: String(id), status: 200, body: path }));

describe('readBatch', () => {
  it('finds every answer by its id, in whatever order they come', async () => {
    const { read } = graphAnswering((paths) => well(paths).reverse());
    const answers = await read(['/a', '/b', '/c']);
    expect([...answers].map(([path, { body }]) => [path, body]).sort()).toEqual([
      ['/a', '/a'],
      ['/b', '/b'],
      ['/c', '/c'],
    ]);
  });

  it('asks again for what was throttled, after the longest Retry-After in full, and for nothing else', async () => {
    const throttled = (id: string, seconds: string) => ({ id, status: 429, headers: { 'Retry-After': seconds } });
    const { read, asked, waits } = graphAnswering(
      (paths) => [...well(paths).slice(0, 1), throttled('1', '7'), throttled('2', '600')],
      well,
    );
    expect((await read(['/a', '/b', '/c'])).get('/c')).toMatchObject({ status: 200, body: '/c' });
    expect(asked).toEqual([
      ['/a', '/b', '/c'],
      ['/b', '/c'],
    ]);
    expect(waits).toEqual([600_000]);
  });

  it('asks again for what was not answered, and says so when it never is', async () => {
    const { read, asked } = graphAnswering((paths) => well(paths).slice(1), well);
    expect((await read(['/a', '/b'])).size).toBe(2);
    expect(asked[1]).toEqual(['/a']);
    await expect(graphAnswering(() => []).read(['/a'])).rejects.toMatchObject({ code: 'DIRECTORY_ANSWER' });
  });

  it('gives what failed six times as it is, and 404 at once', async () => {
    const { read, asked } = graphAnswering((paths) =>
      paths.map((path, id) => ({ id: String(id), status: path === '/a' ? 404 : 503 })),
    );
    const answers = await read(['/a', '/b']);
    expect([answers.get('/a')?.status, answers.get('/b')?.status]).toEqual([404, 503]);
    expect(asked).toHaveLength(6);
  });
});
