import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type CreateIndexesOptions,
  Decimal128,
  type Document,
  Double,
  type IndexSpecification,
  Long,
  ObjectId,
} from 'mongodb';
import { randomSource, type Served, serve } from './served-for-test.ts';

let served: Served;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const random = randomSource(seed);
beforeAll(async () => {
  process.stdout.write(`indexes-agree: SEED=${seed}\n`);
  served = await serve();
});
afterAll(() => served.close());

const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

const scalars: (() => unknown)[] = [
  () => Math.floor(random() * 6),
  () => Math.floor(random() * 6),
  () => Long.fromNumber(Math.floor(random() * 6)),
  () => new Double(Math.floor(random() * 6)),
  () => Math.floor(random() * 12) / 2,
  () => Decimal128.fromString(pick(['1', '2.5', '3.00', 'NaN', '-1E+3'])),
  () => pick(['a', 'b', 'B', 'ab', 'a\0b', '', 'é', '\u{1f600}', '\uffff']),
  () => pick([null, true, false, Number.NaN, -0, Infinity, -1]),
  () => new Date(Math.floor(random() * 4)),
];

function value(depth = 0): unknown {
  const kind = random();
  if (depth < 2 && kind < 0.15) return times(Math.floor(random() * 3), () => value(depth + 1));
  if (depth < 2 && kind < 0.3)
    return Object.fromEntries(times(Math.floor(random() * 3), () => [pick(['x', 'y', '0']), value(depth + 1)]));
  return pick(scalars)();
}

function document(): Document {
  // The driver puts an _id of its own behind the other fields.
  const result: Document = random() < 0.5 ? { _id: new ObjectId() } : {};
  for (const name of ['a', 'b', 'c']) if (random() < 0.8) result[name] = value();
  return result;
}

const paths = ['a', 'b', 'c', 'a.x', 'b.y', 'a.0'];

function condition(): unknown {
  const scalar = () => pick(scalars)();
  return pick([
    () => scalar(),
    () => ({ $eq: value() }),
    () => ({ $gt: scalar() }),
    () => ({ $gte: scalar() }),
    () => ({ $lt: scalar() }),
    () => ({ $lte: scalar(), $gte: scalar() }),
    () => ({ $gt: scalar(), $lt: scalar() }),
    () => ({ $in: times(3, scalar) }),
    () => ({ $in: times(2, () => value()) }),
    () => ({ $nin: times(2, scalar) }),
    () => ({ $ne: scalar() }),
    () => ({ $exists: random() < 0.5 }),
    () => ({ $elemMatch: { $gte: scalar() } }),
    () => ({ $elemMatch: { x: scalar() } }),
    () => ({ $all: times(2, scalar) }),
    () => ({ $not: { $lt: scalar() } }),
    () => ({ $size: 1 }),
    () => ({ $type: pick(['number', 'string', 'array', 'null']) }),
  ])();
}

function filter(depth = 0): Document {
  const result: Document = {};
  for (const path of paths) if (random() < 0.3) result[path] = condition();
  if (depth === 0 && random() < 0.3) result.$or = times(2, () => filter(1));
  return result;
}

const specs: [IndexSpecification, CreateIndexesOptions?][] = [
  [{ a: 1 }],
  [{ b: -1 }],
  [{ a: 1, b: 1 }],
  [{ a: -1, c: 1 }],
  [{ 'a.x': 1, b: 1 }],
  [{ b: 1, 'a.x': 1, 'a.y': -1 }],
  [{ c: 1 }, { sparse: true }],
  [
    { b: 1, c: -1 },
    { sparse: true, name: 'sparse2' },
  ],
  [{ c: 1 }, { partialFilterExpression: { a: { $gt: 1 } }, name: 'partial' }],
  [{ a: 1 }, { collation: { locale: 'en', strength: 2 }, name: 'folded' }],
];

test('an index never changes what is found, nor its order', async () => {
  for (let round = 0; round < Number(process.env.ROUNDS ?? 4); round++) {
    const collection = await served.fresh();
    const chosen = specs.filter(() => random() < 0.4);
    // Some indexes are built over documents, some are kept up while documents come and change.
    for (const [spec, options] of chosen.slice(0, 2)) await collection.createIndex(spec, options).catch(ignoreParallel);
    for (const item of times(120, document)) await collection.insertOne(item).catch(ignoreParallel);
    for (let change = 0; change < 30; change++) {
      await collection.updateMany(filter(), { $set: { [pick(['a', 'b', 'c'])]: value() } }).catch(ignoreParallel);
      if (random() < 0.2) await collection.deleteOne(filter());
    }
    for (const [spec, options] of chosen.slice(2)) await collection.createIndex(spec, options).catch(ignoreParallel);
    for (let query = 0; query < 150; query++) {
      const where = filter();
      const sort: Document = { [pick(paths)]: pick([1, -1]), [pick(['a', 'b'])]: pick([1, -1]), _id: 1 };
      const options = random() < 0.2 ? { collation: { locale: 'en', strength: 2 } } : {};
      const plain = await collection
        .find(where, { ...options, hint: { $natural: 1 } })
        .sort(sort)
        .toArray();
      const planned = await collection.find(where, options).sort(sort).toArray();
      const told = `round ${round} ${JSON.stringify({ where, sort, chosen: chosen.map(([spec]) => spec), options })}`;
      const missing = plain.find((item) => !planned.some((other) => other._id.equals(item._id)));
      if (missing || planned.length !== plain.length) {
        const plan = (await collection.find(where, options).sort(sort).explain('queryPlanner')).queryPlanner;
        throw new Error(`${told}\nmissing ${JSON.stringify(missing)}\n${JSON.stringify(plan.winningPlan)}`);
      }
      expect({ told, ids: planned.map((item) => item._id) }).toEqual({ told, ids: plain.map((item) => item._id) });
      expect({ told, n: await collection.countDocuments(where, options) }).toEqual({ told, n: plain.length });
    }
  }
}, 60_000);

test('an index that comes while documents do has all of them', async () => {
  const collection = await served.fresh([{ _id: 'first' as never, n: -1, tags: ['x'] }]);
  const documents = Array.from({ length: 6000 }, (_, n) => ({ _id: `p${n}` as never, n, tags: [`t${n % 7}`, 'all'] }));
  const inserts = Array.from({ length: 12 }, (_, part) =>
    collection.insertMany(documents.slice(part * 500, part * 500 + 500), { ordered: false }),
  );
  await Promise.all([...inserts, collection.createIndex({ tags: 1, n: 1 }), collection.createIndex({ n: -1 })]);
  expect(await collection.countDocuments({ tags: 'all' }, { hint: { tags: 1, n: 1 } })).toBe(6000);
  expect(await collection.countDocuments({ n: { $gte: 0 } }, { hint: { n: -1 } })).toBe(6000);
  const dropped = collection.dropIndex('n_-1');
  await Promise.all([dropped, collection.insertMany(documents.map(({ n }) => ({ _id: `q${n}` as never, n })))]);
  expect(await collection.countDocuments({ tags: null }, { hint: { tags: 1, n: 1 } })).toBe(6000);
});

/** A document with arrays in two fields of one index is refused, as it should be. */
function ignoreParallel(error: { code?: number }): void {
  if (error.code !== 171) throw error;
}
