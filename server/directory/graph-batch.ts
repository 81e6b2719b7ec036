import { z } from 'zod';
import { SignetError } from '../platform/errors.ts';
import type { GraphSurroundings } from './graph-middleware.ts';
import { backoff, retryAfter } from './retry-policy.ts';

/** One answer inside a batch. */
export interface BatchAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** As many as Graph takes at once (learn.microsoft.com/graph/json-batching). */
export const batchSize = 20;
/** How often one of them is asked for: when Graph fails, or forgets to answer it. Being told to wait counts as well. */
const mostRounds = 6;

const answerSchema = z.object({
  responses: z.array(
    z.object({
      id: z.coerce.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
  ),
});

/**
 * Answers for up to twenty GETs, by path. A batch as a whole succeeds whatever happens inside it, and nobody but us asks again:
 * what was throttled (waiting as long as the longest Retry-After says), what failed, and what was not answered at all.
 * Gives the last answer there was; @throws {SignetError} DIRECTORY_ANSWER where one never came
 */
export async function readBatch(
  paths: string[],
  post: (body: unknown) => Promise<unknown>,
  { clock, wait, random = Math.random, onThrottled }: GraphSurroundings,
  signal?: AbortSignal,
): Promise<Map<string, BatchAnswer>> {
  const answers = new Map<string, BatchAnswer>();
  let open = paths;
  for (let round = 1; open.length > 0 && round <= mostRounds; round += 1) {
    const parsed = answerSchema.safeParse(
      await post({ requests: open.map((url, index) => ({ id: String(index), method: 'GET', url })) }),
    );
    if (!parsed.success) throw new SignetError('DIRECTORY_ANSWER', undefined, { cause: parsed.error });
    const again: string[] = [];
    const waits: number[] = [0];
    for (const [index, path] of open.entries()) {
      const part = parsed.data.responses.find(({ id }) => id === String(index));
      if (part) answers.set(path, { status: part.status, headers: lowered(part.headers), body: part.body });
      if (part && part.status !== 429 && part.status < 500) continue;
      again.push(path);
      const told = retryAfter(answers.get(path)?.headers['retry-after'] ?? null, clock.now());
      if (part) waits.push(told ?? backoff(round, random()));
    }
    open = again;
    const longest = Math.max(...waits);
    if (open.length === 0 || longest === 0) continue;
    onThrottled?.(new Date(clock.now().getTime() + longest));
    await wait(longest, signal);
  }
  const missing = paths.filter((path) => !answers.has(path));
  if (missing.length > 0)
    throw new SignetError('DIRECTORY_ANSWER', `Microsoft Graph left ${missing.length} parts of a batch unanswered.`);
  return answers;
}

function lowered(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
