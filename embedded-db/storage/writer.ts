import { CommandError } from '../errors.ts';
import type { Environment } from './environment.ts';

/** A piece of work inside a write transaction; `until` is when it should stop (performance.now milliseconds). */
type Work<T> = (until: number) => T;

interface Waiting {
  run(until: number): void;
}

/** How long the event loop may be held by writes at a stretch. */
const SLICE_MS = 5;

/**
 * The one writer. Pieces of work run one after another inside LMDB transactions; pieces that wait together are committed
 * together. Work must check before it writes: what it has written before it throws stays.
 */
export class Writer {
  readonly #environment: Environment;
  readonly #queue: Waiting[] = [];
  readonly #onFailure: () => void;
  #pumping = false;
  #commit: Promise<void> = Promise.resolve();
  #flush: Promise<unknown> = Promise.resolve();

  constructor(environment: Environment, onFailure: () => void) {
    this.#environment = environment;
    this.#onFailure = onFailure;
  }

  /** Runs the work in a transaction. Resolves when it ran; `committed` tells when it is safe from a crash of this process. */
  work<T>(work: Work<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({
        run: (until) => {
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

  /** Waits until all work that ran so far is committed: it survives the end of this process. Rejects if it could not be written. */
  committed(): Promise<void> {
    return this.#commit;
  }

  /** Waits until all work that ran so far is on the disk: it survives a power cut. */
  async flushed(): Promise<void> {
    await this.#commit;
    await this.#flush;
  }

  /** Waits until nothing is left to be done. */
  async idle(): Promise<void> {
    while (this.#pumping) await new Promise((resolve) => setImmediate(resolve));
    await this.flushed().catch(() => {});
  }

  #pump(): void {
    this.#pumping = true;
    let ran: () => void = () => {};
    const executed = new Promise<void>((resolve) => {
      ran = resolve;
    });
    const transaction = this.#environment.root.transaction(() => {
      const until = performance.now() + SLICE_MS;
      do this.#queue.shift()?.run(until);
      while (this.#queue.length > 0 && performance.now() < until);
      ran();
    });
    this.#commit = Promise.resolve(transaction).then(
      () => {},
      (error: unknown) => {
        ran();
        this.#onFailure();
        throw storageError(error);
      },
    );
    this.#commit.catch(() => {});
    this.#flush = this.#environment.root.flushed;
    void executed.then(() => setImmediate(() => (this.#queue.length > 0 ? this.#pump() : this.#rest())));
  }

  #rest(): void {
    this.#pumping = false;
  }
}

function storageError(error: unknown): CommandError {
  const text = error instanceof Error ? error.message : String(error);
  return /ENOSPC|no space|MAP_FULL/i.test(text)
    ? new CommandError(14031, `The disk is full: nothing was written (${text})`)
    : new CommandError(1, `The write could not be stored: ${text}`);
}
