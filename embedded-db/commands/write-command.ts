import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isDoc, isNumeric, type Value } from '../bson/values.ts';
import { CommandError, errorFields, fail } from '../errors.ts';
import { docField, flagField } from './arguments.ts';
import type { Call } from './command.ts';

/** MongoDB's maxWriteBatchSize. */
export const MAX_BATCH = 100_000;

/** One statement of a write command, done in steps inside write transactions. */
export interface Statement {
  /** Goes on until it is done ('done'), time is up ('more'), or it has to look through much first ('search'). */
  step(until: number): 'done' | 'more' | 'search';
  /** Looks for what it will write to, outside of a transaction. */
  search(): Promise<void>;
}

export interface WriteError {
  index: number;
  error: CommandError;
}

/**
 * Works through the statements of a write command in slices, so that others get their turn, and waits until all is safe.
 * Ordered: ends with the first error. `madeAhead`: statements need nothing stored to be made, and so are made while the transaction
 * before is being committed.
 */
export async function runStatements(
  call: Call,
  count: number,
  statementAt: (index: number) => Statement,
  { ordered, madeAhead = false }: { ordered: boolean; madeAhead?: boolean },
): Promise<WriteError[]> {
  const { writer } = call.engine;
  const errors: WriteError[] = [];
  const made = new MadeStatements(count, statementAt);
  let index = 0;
  let current: Statement | null = null;
  while (index < count) {
    if (madeAhead) made.makeSome();
    const outcome = await writer.work((until) => {
      for (let first = true; index < count; first = false) {
        if (!first && performance.now() >= until) return 'more';
        try {
          current ??= made.take();
          const result = current.step(until);
          if (result !== 'done') return result;
        } catch (error) {
          if (!(error instanceof CommandError)) throw error;
          errors.push({ index, error });
          if (ordered) return 'stop';
        }
        current = null;
        index += 1;
      }
      return 'stop';
    });
    if (outcome === 'stop') break;
    if (outcome === 'search' && current) {
      await writer.committed();
      try {
        await (current as Statement).search();
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        errors.push({ index, error });
        if (ordered) break;
        current = null;
        index += 1;
      }
    }
  }
  await settled(call);
  return errors;
}

/** How many statements are made ahead, and for how long at a stretch (milliseconds). */
const AHEAD = { most: 512, longest: 5 };

/** The statements of a command, made one after another. */
class MadeStatements {
  readonly #count: number;
  readonly #statementAt: (index: number) => Statement;
  readonly #ahead: Statement[] = [];
  #next = 0;

  constructor(count: number, statementAt: (index: number) => Statement) {
    this.#count = count;
    this.#statementAt = statementAt;
  }

  makeSome(): void {
    const until = performance.now() + AHEAD.longest;
    while (this.#next < this.#count && this.#ahead.length < AHEAD.most && performance.now() < until) {
      this.#ahead.push(this.#make());
    }
  }

  /** The next one; throws where it is none. */
  take(): Statement {
    return this.#ahead.shift() ?? this.#make();
  }

  /** One that could not be made fails when its turn comes. */
  #make(): Statement {
    try {
      return this.#statementAt(this.#next++);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return {
        step: () => {
          throw error;
        },
        search: async () => {},
      };
    }
  }
}

/** Waits until what was written is as safe as the write concern asks: committed, or on the disk. */
export async function settled(call: Call): Promise<void> {
  const concern = docField(call, 'writeConcern');
  const w = concern?.get('w');
  if (isNumeric(w) && toNumber(w) > 1) {
    await call.engine.writer.committed();
    fail(2, "cannot use 'w' > 1 when a host is not replicated");
  }
  const journaled = concern?.get('j') === true || w === 'majority';
  await (journaled ? call.engine.writer.flushed() : call.engine.writer.committed());
}

/** Whether statements go on after an error. */
export function isOrdered(call: Call): boolean {
  return flagField(call, 'ordered', true);
}

/** The writeErrors field of a reply; undefined if there are none. */
export function writeErrors(errors: WriteError[]): Value[] | undefined {
  if (errors.length === 0) return undefined;
  return errors.map(({ index, error }) => {
    const fields = errorFields(error);
    const result: Doc = doc({ index, code: error.code });
    for (const [name, value] of fields) {
      if (!['ok', 'code', 'codeName', 'errmsg'].includes(name)) result.set(name, value);
    }
    return result.set('errmsg', error.message);
  });
}

/** Checks the number of statements. Throws InvalidLength (16). */
export function checkBatch(count: number): void {
  if (count < 1 || count > MAX_BATCH) {
    fail(16, `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${count} operations.`);
  }
}

/** A statement's field that has to be a document. */
export function statementDoc(statement: Doc, command: string, field: string): Doc {
  const value = statement.get(field);
  if (value === undefined) return fail(40414, `BSON field '${command}.${field}' is missing but a required field`);
  return isDoc(value) ? value : fail(14, `BSON field '${command}.${field}' is the wrong type, expected type 'object'`);
}
