/**
 * Joins what is asked for within one turn of the event loop into one call of `read`, so that many askers cost hardly more than one.
 * `read` gets each key once and gives what it found; whoever asked for something else gets undefined, and a failure reaches all of them.
 */
export function inBatches<Key, Found>(
  read: (keys: Key[]) => Promise<Map<Key, Found>>,
): (key: Key) => Promise<Found | undefined> {
  /** Keys for the next call, and their answer. */
  let next: { keys: Set<Key>; found: Promise<Map<Key, Found>> } | null = null;
  const gather = () => {
    const keys = new Set<Key>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      next = null;
      return read([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    next ??= gather();
    next.keys.add(key);
    return (await next.found).get(key);
  };
}
