import { setTimeout as after } from 'node:timers/promises';

/** How long anyone waits for an assertion to hold. Milliseconds. */
const patience = 20_000;

/** Repeats an assertion until it holds, for what comes a moment after what brings it about; throws its last failure after 20 s. */
export async function eventually(assertion: () => Promise<void>): Promise<void> {
  const start = performance.now();
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (performance.now() - start > patience) throw failure;
    }
    await after(50);
  }
}

/** Asks until the answer is as wanted; fails with the last one after `seconds`. Gives the answer and how long it took, in milliseconds. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  wanted: (answer: Answer) => boolean,
  seconds: number,
): Promise<{ answer: Answer; milliseconds: number }> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    const milliseconds = performance.now() - start;
    if (wanted(answer)) return { answer, milliseconds };
    if (milliseconds > seconds * 1000) throw new Error(`Not after ${seconds} s: ${JSON.stringify(answer)}`);
    await after(20);
  }
}
