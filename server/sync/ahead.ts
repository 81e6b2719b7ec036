/** Something begun before its result is needed: a failure waits until somebody asks. */
export function ahead<Result>(begun: Promise<Result>): Promise<Result> {
  begun.catch(() => undefined);
  return begun;
}

/** The same items, each made while the one before is worked on. */
export async function* oneAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    let next = ahead(items.next());
    for (let { done, value } = await next; !done; { done, value } = await next) {
      next = ahead(items.next());
      yield value as Item;
    }
  } finally {
    await items.return(undefined);
  }
}
