import { statfsSync } from 'node:fs';
import { CommandError, systemCode } from '../errors.ts';
import type { Environment } from './environment.ts';

/** A piece of work inside a write transaction; `until` is when it should stop (performance.now milliseconds). */
type Work<T> = (until: number) => T;

/** What commands write with. */
export interface WriteSession {
  /** Runs the work in a transaction and resolves when it ran. Work must check before it writes: what it wrote stays. */
  work<T>(work: Work<T>): Promise<T>;
  /** Waits until all work of this session that ran is committed: it survives the end of this process. Rejects if it was lost. */
  committed(): Promise<void>;
  /** Waits until all work of this session that ran is on the disk: it survives a power cut. */
  flushed(): Promise<void>;
}

interface Waiting {
  run(until: number, commit: Promise<void>): void;
}

/** How long the event loop may be held by writes at a stretch: briefly where others are at work; a longer stretch is less work. */
const SLICE_MS = { shared: 5, alone: 25 };
/** More commands than this in a tenth of a second are others at work, and will be for a while. */
const FEW_COMMANDS = 10;

/**
 * The one writer. Pieces of work run one after another inside LMDB transactions; pieces that wait together are committed
 * together.
 */
export class Writer {
  readonly #environment: Environment;
  readonly #queue: Waiting[] = [];
  readonly #onFailure: () => void;
  #pumping = false;
  /** Who waits for a flush: rejected when a commit fails. */
  readonly #flushing = new Set<Signal>();
  #last: Promise<unknown> = Promise.resolve();
  #commands = { since: 0, count: 0 };
  #sharedUntil = 0;

  /** `onFailure` is told when a commit failed, and again when all is quiet: what is in memory may be ahead of the file. */
  constructor(environment: Environment, onFailure: () => void) {
    this.#environment = environment;
    this.#onFailure = onFailure;
  }

  /** A session for one command: it waits for its own commits, and fails only if one of them does. */
  session(): WriteSession {
    this.#noteCommand(performance.now());
    const commits = new Set<Promise<void>>();
    const committed = async () => {
      const own = [...commits];
      commits.clear();
      await Promise.all(own);
    };
    return {
      work: (work) => this.#enqueue(work, (commit) => commits.add(commit)),
      committed,
      flushed: async () => {
        await committed();
        // lmdb may never tell of a flush when a later commit fails: whoever waits is then told of that.
        const failure = quietSignal();
        this.#flushing.add(failure);
        await Promise.race([this.#environment.root.flushed, failure.promise]).finally(() =>
          this.#flushing.delete(failure),
        );
      },
    };
  }

  #noteCommand(now: number): void {
    if (now - this.#commands.since > 100) this.#commands = { since: now, count: 0 };
    this.#commands.count += 1;
    if (this.#commands.count > FEW_COMMANDS) this.#sharedUntil = now + 1000;
  }

  /** Waits until nothing is left to be done. */
  async idle(): Promise<void> {
    while (this.#pumping) await new Promise((resolve) => setImmediate(resolve));
    await this.#last;
    await this.#environment.root.flushed;
  }

  #enqueue<T>(work: Work<T>, onRun: (commit: Promise<void>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({
        run: (until, commit) => {
          onRun(commit);
          try {
            resolve(work(until));
          } catch (error) {
            reject(error);
          }
        },
      });
      if (!this.#pumping) this.#pump();
    });
  }

  #pump(): void {
    this.#pumping = true;
    const executed = signal();
    const done = quietSignal();
    const transaction = this.#environment.root.transaction(() => {
      const now = performance.now();
      const until = now + (now < this.#sharedUntil ? SLICE_MS.shared : SLICE_MS.alone);
      do this.#queue.shift()?.run(until, done.promise);
      while (this.#queue.length > 0 && performance.now() < until);
      executed.resolve();
    });
    this.#last = Promise.resolve(transaction).then(
      () => done.resolve(),
      async (error: unknown) => {
        executed.resolve();
        this.#onFailure();
        const told = storageError(await causeOf(error), this.#environment.path);
        done.reject(told);
        for (const waiting of this.#flushing) waiting.reject(told);
        void this.idle().then(this.#onFailure);
      },
    );
    void executed.promise.then(() => setImmediate(() => (this.#queue.length > 0 ? this.#pump() : this.#rest())));
  }

  #rest(): void {
    this.#pumping = false;
  }
}

/** A promise that is settled from outside. */
interface Signal {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

function signal(): Signal {
  let resolve: () => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The same, where it doesn't matter that nobody looks at a rejection. */
function quietSignal(): Signal {
  const made = signal();
  made.promise.catch(() => {});
  return made;
}

/** lmdb tells the cause by a promise, which would end the process if nobody looked at it. */
async function causeOf(error: unknown): Promise<unknown> {
  if (typeof error !== 'object' || error === null || !('commitError' in error)) return error;
  return Promise.resolve(error.commitError).catch((cause: unknown) => cause);
}

/** Less than this is no room for a commit (bytes). */
const LEAST_ROOM = 1 << 20;

function storageError(error: unknown, file: string): CommandError {
  const text = error instanceof Error ? error.message : String(error);
  if (/no space/i.test(text) || systemCode(error) === 'ENOSPC' || roomBeside(file) < LEAST_ROOM) {
    return new CommandError(14031, 'The disk is full: the write was not stored. Make room; reads go on meanwhile.');
  }
  return new CommandError(1, `The write could not be stored: ${text}`);
}

function roomBeside(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(file);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
