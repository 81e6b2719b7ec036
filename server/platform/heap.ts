import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 collect garbage when the heap is two and a quarter times as large as after the last time; left alone it waits for up to four times.
 * A sync makes much garbage and keeps little: so it needs a seventh less memory for hardly more time (at twice as large a tenth
 * more). It is no limit: who needs more memory gets it.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=125');
}
