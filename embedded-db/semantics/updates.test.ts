import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Decimal128, type Document, Double, Int32, Long, type UpdateOptions } from 'mongodb';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

type Case = [
  before: Document,
  update: Document | Document[],
  after: Document,
  options?: UpdateOptions & { filter?: Document; modified?: number },
];

/** What one update makes of one document (without _id), types included: NumberLong is { long }, a whole double { double }. */
const cases: Case[] = [
  [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
  [{ z: 1 }, { $set: { b: 1, a: 1, '10': 1, '9': 1 } }, { z: 1, '9': 1, '10': 1, a: 1, b: 1 }],
  [{ a: 1 }, { $set: { a: 1 } }, { a: 1 }, { modified: 0 }],
  [{ a: 1 }, { $set: { a: Long.fromNumber(1) } }, { a: { long: '1' } }],
  [{ a: [1, 2] }, { $set: { 'a.3': 9 } }, { a: [1, 2, null, 9] }],
  [{ a: { b: 1 } }, { $unset: { 'a.b': '', x: '' } }, { a: {} }],
  [{ a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
  [{}, { $unset: { a: 1 } }, {}, { modified: 0 }],
  [{ a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
  [{ a: 2147483647 }, { $inc: { a: 1 } }, { a: { long: '2147483648' } }],
  [{ a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  [{ a: 1 }, { $inc: { a: Long.fromNumber(1) } }, { a: { long: '2' } }],
  [{ a: 1.5 }, { $inc: { a: 0.5 } }, { a: { double: 2 } }],
  [{ a: 1 }, { $inc: { a: Decimal128.fromString('0.10') } }, { a: { decimal: '1.10' } }],
  [{ a: 1 }, { $inc: { a: 0 } }, { a: 1 }, { modified: 0 }],
  [{ a: 3 }, { $mul: { a: 2, b: 7 } }, { a: 6, b: 0 }],
  [{ a: 3 }, { $mul: { a: new Double(2) } }, { a: { double: 6 } }],
  [{ a: 5, b: 5 }, { $min: { a: 3, b: 9, c: 1 } }, { a: 3, b: 5, c: 1 }],
  [{ a: 5, b: 5 }, { $max: { a: 3, b: 9 } }, { a: 5, b: 9 }],
  [{ a: 'x' }, { $max: { a: 3 } }, { a: 'x' }, { modified: 0 }],
  [{ a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
  [{ b: 2 }, { $rename: { a: 'c' } }, { b: 2 }, { modified: 0 }],
  [{ a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
  [{ a: 13 }, { $bit: { a: { or: 2, xor: 1 } } }, { a: 14 }],
  [{ a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
  [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  [{ a: [5, 1] }, { $push: { a: { $each: [3, 4], $sort: 1, $slice: -3 } } }, { a: [3, 4, 5] }],
  [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
  [{ a: [{ n: 2 }, { n: 1 }] }, { $push: { a: { $each: [], $sort: { n: 1 } } } }, { a: [{ n: 1 }, { n: 2 }] }],
  [{ a: [1, 2] }, { $addToSet: { a: { $each: [2, 3, 3] } } }, { a: [1, 2, 3] }],
  [{ a: [1] }, { $addToSet: { a: Long.fromNumber(1) } }, { a: [1] }, { modified: 0 }],
  [{ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  [{ a: [1, 2, 3, 2] }, { $pull: { a: 2 } }, { a: [1, 3] }],
  [{ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [{ a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
  [{ a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  [{ a: [1, 2, 3] }, { $set: { 'a.$[]': 0 } }, { a: [0, 0, 0] }],
  [{ a: [1, 5, 9] }, { $inc: { 'a.$[big]': 100 } }, { a: [1, 105, 109] }, { arrayFilters: [{ big: { $gte: 5 } }] }],
  [
    {
      a: [
        { k: 1, v: [1, 2] },
        { k: 2, v: [3] },
      ],
    },
    { $mul: { 'a.$[e].v.$[]': 10 } },
    {
      a: [
        { k: 1, v: [10, 20] },
        { k: 2, v: [3] },
      ],
    },
    { arrayFilters: [{ 'e.k': 1 }] },
  ],
  [{ a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { filter: { a: { $gt: 4, $lt: 6 } } }],
  [{ a: [{ k: 1 }, { k: 2 }] }, { $set: { 'a.$.v': 7 } }, { a: [{ k: 1 }, { k: 2, v: 7 }] }, { filter: { 'a.k': 2 } }],
  [
    {
      a: [
        { k: 1, j: 1 },
        { k: 2, j: 2 },
      ],
    },
    { $set: { 'a.$.v': 7 } },
    {
      a: [
        { k: 1, j: 1 },
        { k: 2, j: 2, v: 7 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 2, j: 2 } } } },
  ],
  [{ a: 1 }, [{ $set: { b: { $add: ['$a', 1] }, c: '$$ROOT.a' } }], { a: 1, b: 2, c: 1 }],
  [{ a: 1, b: 2 }, [{ $unset: 'a' }, { $set: { c: '$b' } }], { b: 2, c: 2 }],
  [{ a: 1 }, [{ $replaceWith: { x: '$a' } }], { x: 1 }],
  [{ a: { b: 1, c: 2 } }, [{ $set: { 'a.b': '$$REMOVE' } }], { a: { c: 2 } }],
  [
    { a: [{ x: 1 }, { x: 2 }] },
    [{ $set: { 'a.y': 1 } }],
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    },
  ],
];

/** Types made visible. */
function shown(value: unknown): unknown {
  if (value instanceof Long) return { long: value.toString() };
  if (value instanceof Double) return Number.isInteger(value.value) ? { double: value.value } : value.value;
  if (value instanceof Int32) return value.value;
  if (value instanceof Decimal128) return { decimal: value.toString() };
  if (Array.isArray(value)) return value.map(shown);
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shown(item)]));
  return value;
}

test.each(cases)('%j %j → %j', async (before, update, after, options = {}) => {
  const { filter = {}, modified = 1, ...rest } = options;
  const collection = await served.fresh([{ _id: 1 as never, ...before }]);
  await collection.createIndex({ a: 1 });
  const result = await collection.updateOne({ _id: 1 as never, ...filter }, update, rest);
  const found = await collection.findOne({}, { promoteValues: false, projection: { _id: 0 } });
  expect(shown(found)).toEqual(after);
  expect(Object.keys(found ?? {})).toEqual(Object.keys(after));
  expect(result).toMatchObject({ matchedCount: 1, modifiedCount: modified });
  // The index was kept up.
  for (const value of [found?.a as unknown].filter((item) => item !== undefined && !Array.isArray(item))) {
    expect(await collection.countDocuments({ a: value as never }, { hint: 'a_1' })).toBe(1);
  }
});

test.each<[Document, Document | Document[], number, UpdateOptions?]>([
  [{ a: 1 }, { $set: { _id: 2 } }, 66],
  [{ a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  [{ a: 1 }, { $set: { a: 1, 'a.b': 1 } }, 40],
  [{ a: 1 }, { $set: { 'a.b': 1 } }, 28],
  [{ a: 1 }, { $push: { a: 1 } }, 2],
  [{ a: 'x' }, { $inc: { a: 1 } }, 14],
  [{ a: 1 }, { $inc: { a: 'x' } }, 14],
  [{ a: 1 }, { $foo: { a: 1 } }, 9],
  [{ a: 1 }, { $set: 1 as never }, 9],
  [{ a: [1] }, { $set: { 'a.$': 1 } }, 2],
  [{ a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  [{ a: [1] }, { $set: { 'a.$[]': 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
  [{ a: 1 }, { $set: { 'a..b': 1 } }, 56],
  [{ a: 1 }, { $set: { $x: 1 } }, 52],
  [{ a: 1 }, { $pop: { a: 2 } }, 9],
  [{ a: 1 }, { $addToSet: { a: 2 } }, 2],
  [{ a: 1 }, { $rename: { a: 'a' } }, 2],
  [{ a: 1 }, [{ $match: {} }], 72],
  [{ a: 1 }, [{ $set: { _id: 5 } }], 66],
  [{ a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
])('refuses %j %j with code %d', async (before, update, code, options = {}) => {
  const collection = await served.fresh([before]);
  await expect(collection.updateOne({}, update, options)).rejects.toMatchObject({ code });
  expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual(await roundTrip(before));
});

async function roundTrip(document: Document): Promise<Document | null> {
  const collection = await served.fresh([{ ...document }]);
  return collection.findOne({}, { projection: { _id: 0 } });
}

test.each<[Document, Document | Document[], Document]>([
  [{ _id: 7, b: 1, a: { $eq: 2 } }, { $set: { c: 3 } }, { _id: 7, a: 2, b: 1, c: 3 }],
  [{ _id: 7, a: { $gt: 2 } }, { $set: { c: 3 } }, { _id: 7, c: 3 }],
  [{ _id: 7 }, { $setOnInsert: { a: 1 }, $inc: { n: 1 } }, { _id: 7, a: 1, n: 1 }],
  [{ _id: 7, 'a.b': 1 }, { $set: { 'a.c': 2 } }, { _id: 7, a: { b: 1, c: 2 } }],
  [{ $and: [{ _id: 7 }, { a: { $in: [4] } }] }, { $set: { c: 1 } }, { _id: 7, a: 4, c: 1 }],
  [{ _id: 7, a: [1, 2] }, { $push: { a: 3 } }, { _id: 7, a: [1, 2, 3] }],
  [{ _id: 7, x: 1 }, [{ $set: { y: { $add: ['$x', 1] } } }], { _id: 7, x: 1, y: 2 }],
])('upsert of %j with %j inserts %j', async (filter, update, expected) => {
  const collection = await served.fresh();
  const result = await collection.updateOne(filter, update, { upsert: true });
  expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1, upsertedId: 7 });
  const found = await collection.findOne({});
  expect(found).toEqual(expected);
  expect(Object.keys(found ?? {})).toEqual(Object.keys(expected));
});

test('replacement keeps _id in front and refuses another one', async () => {
  const collection = await served.fresh([{ _id: 1 as never, a: 1 }]);
  await collection.replaceOne({ a: 1 }, { b: 2 });
  expect(await collection.findOne({})).toEqual({ _id: 1, b: 2 });
  await expect(collection.replaceOne({ b: 2 }, { _id: 2 as never, c: 1 })).rejects.toMatchObject({ code: 66 });
  expect(await collection.replaceOne({ x: 9 }, { y: 1 }, { upsert: true })).toMatchObject({ upsertedCount: 1 });
  expect(await collection.findOne({ y: 1 })).toEqual({ _id: expect.anything(), y: 1 });
});

test('bulkWrite answers by statement: ordered stops at the first error, unordered goes on', async () => {
  const collection = await served.fresh([{ _id: 1 as never }]);
  const operations = [
    { insertOne: { document: { _id: 2 as never } } },
    { insertOne: { document: { _id: 1 as never } } },
    { updateMany: { filter: {}, update: { $set: { a: 1 } } } },
    { deleteOne: { filter: { _id: 2 as never } } },
  ];
  await expect(collection.bulkWrite(operations)).rejects.toMatchObject({
    code: 11000,
    writeErrors: [{ index: 1, code: 11000 }],
    result: { insertedCount: 1, modifiedCount: 0 },
  });
  await collection.deleteMany({ _id: { $ne: 1 as never } });
  await expect(collection.bulkWrite(operations, { ordered: false })).rejects.toMatchObject({
    writeErrors: [{ err: { index: 1, code: 11000 } }],
    result: { insertedCount: 1, modifiedCount: 2, deletedCount: 1 },
  });
});

test('a lease is taken by one of many', async () => {
  const leases = await served.fresh([{ _id: 'k' as never, until: new Date(0), fence: 0 }]);
  const take = () =>
    leases.findOneAndUpdate(
      { _id: 'k' as never, $expr: { $lt: ['$until', '$$NOW'] } },
      [{ $set: { until: { $add: ['$$NOW', 60000] }, fence: { $add: ['$fence', 1] } } }],
      { returnDocument: 'after' },
    );
  const taken = (await Promise.all(Array.from({ length: 20 }, take))).filter((lease) => lease !== null);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ fence: 1 });
});

test('updates of one document at once lose nothing', async () => {
  const collection = await served.fresh([{ _id: 1 as never, n: 0 }]);
  await Promise.all(Array.from({ length: 200 }, () => collection.updateOne({ _id: 1 as never }, { $inc: { n: 1 } })));
  expect(await collection.findOne({})).toEqual({ _id: 1, n: 200 });
});
