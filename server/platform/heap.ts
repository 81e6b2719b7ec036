import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 collect garbage when the heap has grown by half since the last time; left alone it waits until it is up to four
 * times as large. A sync makes much garbage and keeps little: it needs a third less memory so, for a little more time. It is no
 * limit: who needs more memory gets it.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
