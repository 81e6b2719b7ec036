/** How long a command may hold the event loop at a stretch. */
const SLICE_MS = 4;

/** Lets a long command rest, so that others get their turn, and ends it when its time is over. */
export class Pace {
  #until = performance.now() + SLICE_MS;
  readonly #deadline: number;
  readonly #cancelled: () => Error | null;

  /** `milliseconds`: the command's maxTimeMS, 0 for no limit. `cancelled` gives the error to end with, if any. */
  constructor(deadline: number, cancelled: () => Error | null) {
    this.#deadline = deadline;
    this.#cancelled = cancelled;
  }

  /** Whether it is time to rest. */
  due(): boolean {
    return performance.now() >= this.#until;
  }

  /** Gives others their turn; throws when the command's time is over. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    const error = this.#cancelled();
    if (error) throw error;
    if (performance.now() >= this.#deadline) throw new TimeOver();
    this.#until = performance.now() + SLICE_MS;
  }
}

/** The command ran longer than its maxTimeMS. */
export class TimeOver extends Error {}
