import type { Engine } from './command.ts';

/** How many keys are removed in one piece of work. */
const PORTION = 500;

/** Removes what a dropped collection or index has left in a table, bit by bit, behind the answer. */
export function clearLater(engine: Engine, table: 'documents' | 'entries', number: number): void {
  const next = (): void => {
    engine.writer
      .work(() => engine.catalog.clear(table, number, PORTION))
      .then((more) => {
        if (more) next();
      })
      // What is left over lies under a number that is never used again.
      .catch(() => {});
  };
  next();
}
