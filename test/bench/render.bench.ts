import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Benchmark, figure, median } from './benchmark.ts';
import type { Measured, Turn } from './render/measure.ts';

/** Rendering for everyone in a company, beside Handlebars alone; each round is a process of its own. */
export const benchmark: Benchmark = {
  about:
    'signatures of 10,000 people through the whole pipeline, beside a bare loop over Handlebars with the same functions',
  async run({ rounds, users = 10_000, say }) {
    const all: Measured[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      all.push(await measureOnce(users));
      say(`round ${round}: the first signature after ${all.at(-1)?.firstMs.toFixed(1)} ms`);
    }
    const ratio = (id: keyof Measured['turns'], side: 'html' | 'both') =>
      all.map(({ turns }) => median(turns[id].map((turn: Turn) => turn.bare / turn[side])));
    const bound = { atLeast: 0.7 };
    return [
      figure('classic: Signet / bare Handlebars', '×', ratio('classic', 'html'), bound),
      figure('compact: Signet / bare Handlebars', '×', ratio('compact', 'html'), bound),
      figure('classic, HTML and text: Signet / bare Handlebars, HTML', '×', ratio('classic', 'both')),
      figure('compact, HTML and text: Signet / bare Handlebars, HTML', '×', ratio('compact', 'both')),
      figure(
        'first signature of a template',
        'ms',
        all.map(({ firstMs }) => firstMs),
        { atMost: 50 },
      ),
      figure(
        'first signature of another template',
        'ms',
        all.map(({ secondMs }) => secondMs),
        { atMost: 50 },
      ),
    ];
  },
};

async function measureOnce(users: number): Promise<Measured> {
  const profiling = process.env.BENCH_PROF ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROF}`] : [];
  const child = fork(join(import.meta.dirname, 'render/measure.js'), [String(users)], {
    execArgv: ['--expose-gc', ...profiling],
  });
  const [found] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`Measuring ended with ${code}`))),
  ]);
  return found as Measured;
}
