/** Milliseconds since 1970, from the browser's steady clock. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Waits. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
