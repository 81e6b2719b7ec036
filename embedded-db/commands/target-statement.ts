import type { Collection, StoredRecord } from '../storage/collection.ts';
import type { Call } from './command.ts';
import { type TargetQuestion, TargetSearch } from './target-search.ts';
import type { Statement } from './write-command.ts';

/** A statement that does something with each record that matches it: what updates and deletes have in common. */
export abstract class TargetStatement implements Statement {
  protected readonly call: Call;
  readonly #collection: Collection | null;
  readonly #search: TargetSearch | null;
  #targets: (StoredRecord | number)[] | null = null;
  #next = 0;
  #hits = 0;

  constructor(call: Call, collection: Collection | null, question: TargetQuestion) {
    this.call = call;
    this.#collection = collection;
    this.#search = collection ? new TargetSearch(collection, question) : null;
  }

  /** Writes to one record. */
  protected abstract act(collection: Collection, record: StoredRecord): void;

  /** Is told when no record matches. */
  protected nothingFound(): void {}

  step(until: number): 'done' | 'more' | 'search' {
    this.#targets ??= this.#search ? this.#search.now(until) : [];
    if (!this.#targets) return 'search';
    while (this.#next < this.#targets.length) {
      if (this.#next > 0 && performance.now() >= until) {
        // What was read may be altered by others before the next slice.
        this.#targets = this.#targets.map((target) => (typeof target === 'number' ? target : target.number));
        return 'more';
      }
      this.#actOn(this.#targets[this.#next] as StoredRecord | number);
      this.#next += 1;
    }
    if (this.#hits > 0) return 'done';
    // What was found outside of the transaction has gone meanwhile: look again.
    if (this.#targets.length > 0) {
      this.#targets = null;
      this.#next = 0;
      return this.step(until);
    }
    this.nothingFound();
    return 'done';
  }

  #actOn(target: StoredRecord | number): void {
    const collection = this.#collection as Collection;
    const record = typeof target === 'number' ? collection.read(target) : target;
    if (!record || (typeof target === 'number' && !this.#search?.matches(record.document))) return;
    this.act(collection, record);
    this.#hits += 1;
  }

  async search(): Promise<void> {
    this.#targets = this.#search ? await this.#search.later(this.call.pace) : [];
    this.#next = 0;
  }
}
