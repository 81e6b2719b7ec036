import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 collect garbage when the heap has doubled since the last time; left alone it waits until it is up to four times as large.
 * A sync makes much garbage and keeps little: so it needs a seventh less memory and no more time (at half as much growth a third
 * more). It is no limit: who needs more memory gets it.
 */
export function growHeapSlowly(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

/**
 * Lets the heap of a process that only answers grow to three times its size before V8 collects it fully: left alone V8 collects a heap
 * that grows this slowly far more often, and every answer of a tenth of a second waits for it.
 */
export function growHeapFreely(): void {
  setFlagsFromString('--heap-growing-percent=200');
}
