import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PersonView, RunResult } from '../../contract/index.ts';
import { sandboxTenantId } from '../../sandbox/constants.ts';
import { makeDataDir, runSignet } from '../support/signet-process.ts';

/** Milliseconds after the first word of a run; -1: it is left alone. */
const moments = [-1, 0, 120, 300, 500, 800];

/** A data folder with the sandbox's tenant; a first sync that is killed; a second one; and what stands there then. */
async function syncKilledAfter(moment: number) {
  const folder = makeDataDir();
  const settings = { DATA_DIR: folder.path, PORT: '0' };
  const json = async <Answer>(...args: string[]): Promise<Answer> => {
    const { code, stdout, stderr } = await runSignet([...args, '--json'], settings);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${code}\n${stdout}\n${stderr}`);
    return JSON.parse(stdout);
  };
  try {
    await json('tenant', 'connect', sandboxTenantId);
    const killed = moment >= 0 && (await runAndKill({ ...settings }, moment));
    // Nobody gave the lease back: this waits until it has run out, a minute at most, and goes on with that run.
    const run = await json<RunResult>('sync', 'run');
    const people: PersonView[] = [];
    let cursor: string | undefined;
    do {
      const page: { items: PersonView[]; nextCursor?: string } = await json(
        ...['people', 'list', '--limit', '200'],
        ...(cursor ? ['--cursor', cursor] : []),
      );
      people.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return { killed, run, people: people.map(({ updatedAt: _updatedAt, ...person }) => person) };
  } finally {
    folder.remove();
  }
}

/** Gives whether the process was still at it when it was killed. */
async function runAndKill(settings: Record<string, string>, moment: number): Promise<boolean> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [resolve('dist/server/cli.js'), 'sync', 'run'], {
    env: { PATH, HOME, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  child.stderr.once('data', () => setTimeout(() => child.kill('SIGKILL'), moment));
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

describe('fault 11: the process is killed with SIGKILL', () => {
  it('five times at different moments: the next sync ends as if nothing had happened', async () => {
    const [clean, ...others] = await Promise.all(moments.map(syncKilledAfter));
    expect(clean?.people.length).toBeGreaterThan(200);
    for (const [index, { killed, run, people }] of others.entries()) {
      expect([moments[index + 1], run.outcome, people]).toEqual([moments[index + 1], 'applied', clean?.people]);
      // A run taken up counts like one that was never interrupted; after one that had ended, nothing is left to do.
      expect([killed, run.counts.created]).toEqual([killed, run.counts.unchanged > 0 ? 0 : clean?.run.counts.created]);
    }
    expect(others.filter(({ killed }) => killed).length).toBeGreaterThanOrEqual(3);
  }, 300_000);
});
