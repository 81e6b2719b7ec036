import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aggregate, find, update } from 'mingo';
import type { Collection, Document } from 'mongodb';
import { randomSource, type Served, serve } from './served-for-test.ts';

/** Random work done here and by mingo, over the values and operators that both understand alike. */

let served: Served;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const random = randomSource(seed);
beforeAll(async () => {
  process.stdout.write(`agrees-with-mingo: SEED=${seed}\n`);
  served = await serve();
});
afterAll(() => served.close());

const whole = (below: number) => Math.floor(random() * below);
const pick = <T>(items: readonly T[]): T => items[whole(items.length)] as T;
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const scalar = (): unknown =>
  pick<() => unknown>([
    () => whole(5),
    () => whole(9) / 2,
    () => pick(['a', 'b', 'ab', 'B', '']),
    () => random() < 0.5,
  ])();

/** `n` is a number, `s` a string, `l` a list of numbers, `d` a document, `items` documents; `v` is anything. */
function person(_id: number): Document {
  const all: Document = {
    n: whole(6),
    s: pick(['x', 'y', 'xy', 'Yx', '']),
    l: times(whole(4), () => whole(5)),
    d: { a: whole(4), b: pick(['p', 'q']) },
    items: times(whole(3), () => ({ k: whole(3), t: pick(['u', 'w']) })),
    v: scalar(),
  };
  return { _id, ...Object.fromEntries(Object.entries(all).filter(() => random() < 0.85)) };
}

const conditions: (() => Document)[] = [
  () => ({ n: whole(6) }),
  () => ({ n: { [pick(['$gt', '$gte', '$lt', '$lte', '$ne'])]: whole(6) } }),
  () => ({ s: pick(['x', 'y', 'xy']) }),
  () => ({ s: { $regex: pick(['^x', 'y$', 'x', '^$']), $options: pick(['', 'i']) } }),
  () => ({ n: { [pick(['$in', '$nin'])]: times(2, () => whole(6)) } }),
  () => ({ [pick(['n', 's', 'd', 'd.a', 'items', 'v'])]: { $exists: random() < 0.6 } }),
  () => ({ l: whole(5) }),
  () => ({ l: { $all: times(2, () => whole(5)) } }),
  () => ({ l: { $size: whole(4) } }),
  () => ({ l: { $elemMatch: { $gte: whole(3), $lt: 4 } } }),
  () => ({ 'd.a': { $gte: whole(4) } }),
  () => ({ 'items.k': whole(3) }),
  () => ({ items: { $elemMatch: { k: whole(3), t: pick(['u', 'w']) } } }),
  () => ({ n: { $mod: [2, whole(2)] } }),
  () => ({ v: { $type: pick(['string', 'bool', 'number']) } }),
  () => ({ n: { $not: { $gt: whole(6) } } }),
  // Together, so that no other condition on n or d.a takes their place: mingo compares what is missing otherwise than MongoDB does.
  () => ({ $and: [{ n: { $exists: true } }, { 'd.a': { $exists: true } }, { $expr: { $gt: ['$n', '$d.a'] } }] }),
];

function filter(depth = 0): Document {
  if (depth < 2 && random() < 0.3) return { [pick(['$and', '$or', '$nor'])]: times(2, () => filter(depth + 1)) };
  return Object.assign({}, ...times(1 + whole(2), () => pick(conditions)()));
}

/** Each with a filter that lets pass only what both can apply it to. */
const updates: (() => { filter: Document; update: Document })[] = [
  () => ({ filter: filter(), update: { $set: { [pick(['n', 'new', 'd.c', 'd.a'])]: whole(9) } } }),
  () => ({ filter: filter(), update: { $unset: { [pick(['n', 's', 'd.a', 'v'])]: '' } } }),
  () => ({ filter: filter(), update: { $inc: { [pick(['n', 'count', 'd.a'])]: whole(5) - 2 } } }),
  () => ({ filter: filter(), update: { $mul: { n: 1 + whole(3) } } }),
  () => ({ filter: filter(), update: { [pick(['$min', '$max'])]: { n: whole(6) } } }),
  () => ({ filter: filter(), update: { $push: { l: whole(5) } } }),
  () => ({
    filter: { ...filter(), l: { $exists: true } },
    update: { $push: { l: { $each: [whole(5), whole(5)], $slice: -3, $sort: 1 } } },
  }),
  () => ({ filter: filter(), update: { $addToSet: { tags: whole(5) } } }),
  () => ({ filter: { l: { $exists: true } }, update: { $pull: { l: { $gte: whole(5) } } } }),
  () => ({ filter: { l: { $exists: true } }, update: { $pullAll: { l: [whole(5), whole(5)] } } }),
  () => ({ filter: { l: { $exists: true } }, update: { $pop: { l: pick([1, -1]) } } }),
  () => ({ filter: { items: { $exists: true } }, update: { $pull: { items: { k: whole(3) } } } }),
  () => ({ filter: { s: { $exists: true } }, update: { $rename: { s: 'renamed' } } }),
];

const stages: (() => Document[])[] = [
  () => [{ $match: filter() }],
  () => [
    { $match: { n: { $exists: true } } },
    { $group: { _id: '$n', count: { $sum: 1 }, most: { $max: '$d.a' } } },
    { $sort: { _id: 1 } },
  ],
  () => [
    { $group: { _id: '$d.b', sum: { $sum: '$n' }, all: { $push: '$_id' } } },
    { $match: { _id: { $ne: null } } },
    { $sort: { _id: 1 } },
  ],
  () => [{ $unwind: '$l' }, { $group: { _id: '$l', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
  () => [{ $unwind: { path: '$items', includeArrayIndex: 'at' } }, { $sort: { _id: 1, at: 1 } }],
  () => [{ $project: { n: 1, twice: { $multiply: [{ $ifNull: ['$n', 0] }, 2] }, big: { $gt: ['$n', 2] } } }],
  () => [{ $addFields: { size: { $size: { $ifNull: ['$l', []] } }, first: { $arrayElemAt: ['$l', 0] } } }],
  () => [
    {
      $addFields: { text: { $concat: [{ $ifNull: ['$s', '-'] }, '!'] }, upper: { $toUpper: { $ifNull: ['$s', ''] } } },
    },
  ],
  () => [{ $addFields: { kept: { $filter: { input: { $ifNull: ['$l', []] }, as: 'x', cond: { $gt: ['$$x', 1] } } } } }],
  () => [{ $addFields: { plus: { $map: { input: { $ifNull: ['$l', []] }, as: 'x', in: { $add: ['$$x', 1] } } } } }],
  () => [
    {
      $addFields: {
        kind: {
          $cond: [{ $in: [3, { $ifNull: ['$l', []] }] }, 'three', { $ifNull: ['$s', 'other'] }],
        },
      },
    },
  ],
  () => [{ $match: filter() }, { $group: { _id: null, n: { $sum: 1 } } }],
  () => [{ $sortByCount: '$n' }, { $group: { _id: null, groups: { $sum: 1 }, rows: { $sum: '$count' } } }],
  () => [{ $skip: whole(5) }, { $limit: 1 + whole(5) }],
];

async function state(collection: Collection<Document>): Promise<Document[]> {
  return collection.find().sort({ _id: 1 }).toArray();
}

test('filters, sorts, updates, and pipelines come to what mingo makes of them', async () => {
  for (let round = 0; round < Number(process.env.ROUNDS ?? 2); round++) {
    const documents = times(40, person);
    const collection = await served.fresh(documents);
    for (const index of [{ n: 1 }, { l: 1, n: -1 }, { 'd.a': 1, s: 1 }] as const) {
      if (random() < 0.5) await collection.createIndex(index as never);
    }
    for (let step = 0; step < 60; step++) {
      const now = await state(collection);
      const where = filter();
      const order = { [pick(['n', 's', 'd.a'])]: pick([1, -1]), _id: 1 } as never;
      const told = JSON.stringify({ where, order });
      const ours = await collection.find(where).sort(order).toArray();
      expect({ told, ours }).toEqual({
        told,
        ours: find(now, where as never, {})
          .sort(order)
          .all(),
      });
      const pipeline = [{ $sort: { _id: 1 } }, ...pick(stages)()];
      const rows = await collection.aggregate(pipeline).toArray();
      const shown = JSON.stringify(pipeline);
      expect({ shown, rows }).toEqual({ shown, rows: aggregate(now, pipeline as never) });
      const change = pick(updates)();
      const matching = find(now, change.filter as never).all() as Document[];
      for (const document of matching) update(document as never, change.update as never);
      const ids = new Map(matching.map((document) => [document._id, document]));
      await collection.updateMany(change.filter, change.update);
      const wanted = now.map((document) => ids.get(document._id) ?? document);
      expect({ change: JSON.stringify(change), now: await state(collection) }).toEqual({
        change: JSON.stringify(change),
        now: wanted,
      });
    }
  }
}, 60_000);
