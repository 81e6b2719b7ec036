/** One measured value, and the bound it must keep, where it has one. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  atMost?: number;
  atLeast?: number;
  /** What the value was in each round, so that noise can be seen. */
  rounds?: number[];
}

/** How thorough a benchmark has to be. */
export interface BenchmarkOptions {
  /** How often everything is measured; the median counts. */
  rounds: number;
  /** A smaller world than the bounds are meant for, for trying out; undefined: the real one. */
  users?: number;
  /** Says how far it has come. */
  say(line: string): void;
}

/** A benchmark: a file `*.bench.ts` exports one as `benchmark`. */
export interface Benchmark {
  about: string;
  run(options: BenchmarkOptions): Promise<Figure[]>;
}

/** The middle of some values; 0 of none. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? 0;
  return ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A figure whose value is the median of its rounds. */
export function figure(
  name: string,
  unit: string,
  rounds: number[],
  bound: Pick<Figure, 'atMost' | 'atLeast'> = {},
): Figure {
  return { name, unit, value: median(rounds), rounds, ...bound };
}

/** Does the figure keep its bound? */
export function isKept({ value, atMost, atLeast }: Figure): boolean {
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}
