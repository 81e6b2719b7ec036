import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Document,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'mongodb';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
let time = Date.parse('2026-11-22T03:00:00Z');
beforeAll(async () => {
  served = await serve({ clock: () => time });
});
afterAll(() => served.close());

const strength2 = { collation: { locale: 'en', strength: 2 } };

test.each<[Document, Document]>([
  [{ a: 1 }, { _id: 1, a: 1 }],
  [{ a: 1, _id: 0 }, { a: 1 }],
  [{ a: 0 }, { _id: 1, b: { c: 2, d: [{ e: 1, f: 2 }, { e: 3 }] }, l: [5, 6, 7, 8] }],
  [{ 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
  [{ 'b.d.e': 1, _id: 0 }, { b: { d: [{ e: 1 }, { e: 3 }] } }],
  [
    { 'b.d.f': 0, a: 0, l: 0 },
    { _id: 1, b: { c: 2, d: [{ e: 1 }, { e: 3 }] } },
  ],
  [{ b: { c: 1 }, _id: 0 }, { b: { c: 2 } }],
  [
    { l: { $slice: 2 }, a: 1 },
    { _id: 1, a: 1, l: [5, 6] },
  ],
  [
    { l: { $slice: [-3, 2] }, b: 0 },
    { _id: 1, a: 1, l: [6, 7] },
  ],
  [{ l: { $elemMatch: { $gt: 6 } } }, { _id: 1, l: [7] }],
  [{ 'l.$': 1 }, { _id: 1, l: [7] }],
  [{ x: { $add: ['$a', 1] }, _id: 0 }, { x: 2 }],
  [
    { a: 1, y: '$b.c' },
    { _id: 1, a: 1, y: 2 },
  ],
])('projection %j gives %j', async (projection, expected) => {
  const document = { _id: 1 as never, a: 1, b: { c: 2, d: [{ e: 1, f: 2 }, { e: 3 }] }, l: [5, 6, 7, 8] };
  const collection = await served.fresh([document]);
  const found = await collection.findOne({ l: { $gte: 7 } }, { projection });
  expect(found).toEqual(expected);
  expect(Object.keys(found ?? {})).toEqual(Object.keys(expected));
});

test('what a projection leaves out is passed over, whatever it is', async () => {
  const values = [
    ...[new Double(1.5), 'text', { a: { b: 'c' } }, ['x', [1]], new Binary(Buffer.from('bytes')), new ObjectId()],
    ...[true, new Date(0), null, new BSONRegExp('a+', 'i'), new Code('f()'), new Code('f()', { n: 1 })],
    ...[new BSONSymbol('s'), 7, new Timestamp({ t: 1, i: 2 }), Long.fromString('9007199254740993')],
    ...[Decimal128.fromString('1.25'), new MinKey(), new MaxKey()],
  ];
  const document = Object.fromEntries(values.map((value, index) => [`v${index}`, value]));
  const collection = await served.fresh([{ _id: 1 as never, ...document, last: 'here' }]);
  expect(await collection.findOne({}, { projection: { last: 1 } })).toEqual({ _id: 1, last: 'here' });
  const without = Object.fromEntries(Object.keys(document).map((name) => [name, 0]));
  expect(await collection.findOne({}, { projection: without })).toEqual({ _id: 1, last: 'here' });
  expect(await collection.countDocuments({ last: 'here' })).toBe(1);
});

test("sorts in MongoDB's order, arrays by their least or greatest element", async () => {
  const values = [3, 'x', null, [1, 9], undefined, true, { a: 1 }, [], new Date(0)];
  const collection = await served.fresh(
    values.map((v, _id) => (v === undefined ? { _id: _id as never } : { _id: _id as never, v })),
  );
  const ids = async (direction: 1 | -1) =>
    (await collection.find().sort({ v: direction, _id: 1 }).toArray()).map((item) => item._id as unknown);
  expect(await ids(1)).toEqual([7, 2, 4, 3, 0, 1, 6, 5, 8]);
  expect(await ids(-1)).toEqual([8, 5, 6, 1, 3, 0, 2, 4, 7]);
});

test('collation of strength 2: filters, sorts, distinct, unique indexes, counts', async () => {
  const collection = await served.fresh(['b', 'A', 'a', 'B', 'á'].map((s, _id) => ({ _id: _id as never, s })));
  expect((await collection.find({ s: 'a' }, strength2).toArray()).map((item) => item.s)).toEqual(['A', 'a']);
  expect((await collection.find({}, strength2).sort({ s: 1, _id: 1 }).toArray()).map((item) => item.s)).toEqual([
    'A',
    'a',
    'á',
    'b',
    'B',
  ]);
  expect(await collection.distinct('s', {}, strength2)).toEqual(['b', 'A', 'á']);
  expect(await collection.countDocuments({ s: { $in: ['B'] } }, strength2)).toBe(2);
  const unique = await served.fresh();
  await unique.createIndex({ mail: 1 }, { unique: true, ...strength2 });
  await unique.insertOne({ mail: 'Ann@Example.org' });
  await expect(unique.insertOne({ mail: 'ann@example.ORG' })).rejects.toMatchObject({ code: 11000 });
  const plan = await unique.find({ mail: 'ANN@example.org' }, strength2).explain('executionStats');
  expect(plan.queryPlanner.winningPlan.inputStage).toMatchObject({ stage: 'IXSCAN', indexName: 'mail_1' });
  expect(plan.executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
});

test.each<[Document, Document, string | null]>([
  [{ _id: 5 }, {}, '_id_'],
  [{ t: 1, a: 3, _id: { $in: [3, 103] } }, {}, '_id_'],
  [{ t: 1, a: 3 }, {}, 't_1_a_1'],
  [{ t: 1, a: { $gt: 90 } }, {}, 't_1_a_1'],
  [{ t: 1 }, { a: -1 }, 't_1_a_1'],
  [{ a: 3 }, {}, null],
  [{ b: { $in: [1, 2] } }, {}, 'b_1'],
  [{ $or: [{ _id: 1 }, { b: 3 }] }, {}, '_id_,b_1'],
  [{}, { b: -1 }, 'b_1'],
  [{ p: 'x', n: 1 }, {}, 'p_1'],
  [{ p: 'x', n: 3 }, {}, null],
])('find %j sorted %j uses %s', async (filter, sort, index) => {
  const collection = await served.fresh(
    Array.from({ length: 100 }, (_, n) => ({ _id: n as never, t: n % 2, a: n, b: n, p: 'x', n: n % 4 })),
  );
  await collection.createIndex({ t: 1, a: 1 });
  await collection.createIndex({ b: 1 });
  await collection.createIndex({ p: 1 }, { partialFilterExpression: { n: { $lte: 2 } } });
  const { queryPlanner, executionStats } = await collection.find(filter).sort(sort).explain('executionStats');
  const names = [...JSON.stringify(queryPlanner.winningPlan).matchAll(/"indexName":"([^"]+)"/g)].map(
    (match) => match[1],
  );
  expect(names.join(',') || null).toBe(index);
  if (index) expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"SORT"');
  if (index && Object.keys(filter).length > 0)
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(executionStats.nReturned + 75);
});

test('indexes: options, conflicts, listing, dropping, late uniqueness', async () => {
  const collection = await served.fresh([{ a: 1, b: 1 }, { a: 1 }]);
  await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
  expect((await collection.indexes()).map((index) => index.name)).toEqual(['_id_']);
  await collection.createIndex({ b: 1 }, { unique: true, sparse: true });
  await collection.insertOne({ a: 5 });
  await expect(collection.insertOne({ b: 1 })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { b: 1 },
    keyValue: { b: 1 },
  });
  await expect(collection.createIndex({ b: 1 })).rejects.toMatchObject({ code: 85 });
  await expect(collection.createIndex({ c: 1 }, { name: 'b_1' })).rejects.toMatchObject({ code: 86 });
  await expect(collection.createIndex({ t: 'text' })).rejects.toMatchObject({ code: 67 });
  await expect(collection.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
  await expect(collection.dropIndex('nope')).rejects.toMatchObject({ code: 27 });
  await collection.dropIndex('b_1');
  await collection.insertOne({ b: 1 });
  expect(await collection.countDocuments({ b: 1 })).toBe(2);
});

test('TTL indexes let documents go', async () => {
  const collection = await served.fresh([{ at: new Date(time - 5000) }, { at: new Date(time) }, { at: 'never' }, {}]);
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 3 });
  time += 1000;
  await served.database.tidy();
  expect(await collection.countDocuments()).toBe(3);
});

test('collections: create, list, rename, drop', async () => {
  const { db } = served;
  await db.createCollection('made', strength2);
  expect(await db.listCollections({ name: 'made' }).toArray()).toMatchObject([
    { name: 'made', type: 'collection', options: { collation: { locale: 'en' } } },
  ]);
  await db.collection('made').insertOne({ s: 'X' });
  expect(await db.collection('made').countDocuments({ s: 'x' })).toBe(1);
  await db.renameCollection('made', 'named');
  expect(await db.collection('named').countDocuments({ s: 'x' })).toBe(1);
  expect(await db.dropCollection('named')).toBe(true);
  expect(await db.listCollections({ name: { $in: ['made', 'named'] } }).toArray()).toEqual([]);
  const other = served.client.db('other');
  await other.collection('c').insertOne({});
  await other.dropDatabase();
  expect(await other.listCollections().toArray()).toEqual([]);
});

test('findOneAnd… gives what was or what is, sorted and projected', async () => {
  const collection = await served.fresh([1, 2, 3].map((n) => ({ _id: n as never, n, g: 'x' })));
  expect(
    await collection.findOneAndUpdate({ g: 'x' }, { $inc: { n: 10 } }, { sort: { n: -1 }, projection: { n: 1 } }),
  ).toEqual({ _id: 3, n: 3 });
  expect(await collection.findOneAndReplace({ _id: 3 as never }, { r: 1 }, { returnDocument: 'after' })).toEqual({
    _id: 3,
    r: 1,
  });
  expect(await collection.findOneAndDelete({ g: 'x' }, { sort: { n: 1 } })).toMatchObject({ _id: 1 });
  expect(
    await collection.findOneAndUpdate(
      { _id: 9 as never },
      { $set: { a: 1 } },
      { upsert: true, returnDocument: 'after', includeResultMetadata: true },
    ),
  ).toMatchObject({ value: { _id: 9, a: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 } });
  expect(await collection.findOneAndUpdate({ _id: 99 as never }, { $set: { a: 1 } })).toBeNull();
});

test('let variables reach $expr and pipelines', async () => {
  const collection = await served.fresh([1, 2, 3].map((n) => ({ _id: n as never, n })));
  expect(await collection.find({ $expr: { $eq: ['$n', '$$x'] } }, { let: { x: 2 } }).toArray()).toHaveLength(1);
  expect(
    await collection.updateOne({ $expr: { $eq: ['$n', '$$x'] } }, [{ $set: { n: '$$y' } }], {
      let: { x: 2, y: 'two' },
    }),
  ).toMatchObject({ modifiedCount: 1 });
  expect(await collection.deleteMany({ $expr: { $gt: ['$n', '$$x'] } }, { let: { x: 2 } })).toMatchObject({
    deletedCount: 2,
  });
});
