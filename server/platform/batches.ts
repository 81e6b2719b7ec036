/**
 * Joins what is asked for into few calls of `read`: one is under way at a time, and whoever asks meanwhile is answered by the next. So
 * many askers cost hardly more than one, and the more there are the less each costs. `read` gets each key once and gives what it found;
 * whoever asked for something else gets undefined, and a failure reaches all who asked with it. `rest`, by default none, is what passes
 * between the beginnings of two calls where they follow each other at once: the busier it is, the more are answered by one.
 */
export function inBatches<Key, Found>(
  read: (keys: Key[]) => Promise<Map<Key, Found>>,
  rest: () => Promise<unknown> = () => Promise.resolve(),
): (key: Key) => Promise<Found | undefined> {
  let underWay: Promise<unknown> = Promise.resolve();
  let rested: Promise<unknown> = underWay;
  /** Keys for the next call, and their answer. */
  let next: { keys: Set<Key>; found: Promise<Map<Key, Found>> } | null = null;
  const gather = () => {
    const keys = new Set<Key>();
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const found = Promise.all([turn, underWay, rested]).then(() => {
      next = null;
      rested = rest();
      return read([...keys]);
    });
    underWay = found.catch(() => undefined);
    return { keys, found };
  };
  return async (key) => {
    next ??= gather();
    next.keys.add(key);
    return (await next.found).get(key);
  };
}
