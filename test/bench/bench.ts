import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Benchmark, type Figure, isKept } from './benchmark.ts';
import { tableOf } from './table.ts';

const suffix = '.bench.js';
const results = join(import.meta.dirname, '../../../bench');

/** Runs the benchmarks named on the command line, or all; ends with 1 where a bound is broken. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '3' }, users: { type: 'string' } },
  });
  const all = (await readdir(import.meta.dirname)).filter((file) => file.endsWith(suffix)).sort();
  const names = all.map((file) => file.slice(0, -suffix.length));
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`No such benchmark: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  const options = {
    rounds: Math.max(1, Number(values.rounds)),
    users: values.users === undefined ? undefined : Number(values.users),
    say: (line: string) => void process.stderr.write(`  ${line}\n`),
  };
  await mkdir(results, { recursive: true });
  const broken: string[] = [];
  for (const name of positionals.length > 0 ? positionals : names) {
    const { benchmark }: { benchmark: Benchmark } = await import(join(import.meta.dirname, `${name}${suffix}`));
    process.stdout.write(`\n${name}: ${benchmark.about}\n`);
    const figures: Figure[] = await benchmark.run(options);
    process.stdout.write(`${tableOf(figures)}\n`);
    await writeFile(join(results, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
    broken.push(...figures.filter((figure) => !isKept(figure)).map((figure) => `${name}: ${figure.name}`));
  }
  if (broken.length > 0) process.stdout.write(`\nBounds broken:\n${broken.map((line) => `  ${line}\n`).join('')}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

await main();
