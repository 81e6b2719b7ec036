/** Milliseconds since 1970, from the browser's steady clock. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Waits. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Resolves when what was changed has been painted; at once but for a moment where nothing is, as in a tab behind others. Milliseconds.
 */
export function painted(atMost = 100): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, atMost);
    // A frame's callbacks come before its painting, a task of its own after it.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
