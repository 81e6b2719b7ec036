import { DateValue, type Doc, doc } from '../bson/values.ts';
import { Pace } from '../query/pace.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection } from '../storage/collection.ts';
import type { IndexDefinition } from '../storage/index-definition.ts';
import type { Engine } from './command.ts';
import { TargetSearch } from './target-search.ts';

/** Removes the documents whose time is over, by every TTL index. Gives how many went. */
export async function removeExpired(engine: Engine): Promise<number> {
  let removed = 0;
  for (const collection of engine.catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== null && index.ready)
        removed += await expireBy(engine, collection, index, index.expireAfterSeconds);
    }
  }
  await engine.writer.committed();
  return removed;
}

async function expireBy(
  engine: Engine,
  collection: Collection,
  index: IndexDefinition,
  seconds: number,
): Promise<number> {
  const limit = new DateValue(engine.clock() - seconds * 1000);
  const filter: Doc = doc({ [index.fields[0]?.path ?? '']: doc({ $lt: limit }) });
  const node = parseFilter(filter, { collation: null, compileTest: () => () => false });
  const usable = index.partial || index.sparse ? null : index;
  const search = new TargetSearch(collection, { node, sort: [], collation: null, hint: usable, multi: true });
  const accepts = index.partial ? index.partial.accepts : () => true;
  const numbers = await search.later(new Pace(Number.POSITIVE_INFINITY, () => null));
  let removed = 0;
  for (let at = 0; at < numbers.length; ) {
    await engine.writer.work((until) => {
      while (at < numbers.length && performance.now() < until) {
        const record = collection.read(numbers[at] as number);
        at += 1;
        if (!record || !search.matches(record.document) || !accepts(record.document)) continue;
        collection.remove(record);
        removed += 1;
      }
    });
  }
  return removed;
}
