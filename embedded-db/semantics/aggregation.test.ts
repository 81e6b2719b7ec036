import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Decimal128, type Document, Double, Long, ObjectId } from 'mongodb';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

/** Expressions on `{n: 5, f: 2.5, s: 'Héllo', a: [3, 1, 2], o: {x: 1}, d: 2026-03-29T00:30:00Z, z: null}` with MongoDB 7's answers. */
const subject = {
  n: 5,
  long: Long.fromNumber(7),
  f: 2.5,
  s: 'Héllo',
  a: [3, 1, 2],
  o: { x: 1 },
  list: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ],
  d: new Date('2026-03-29T00:30:00.123Z'),
  z: null,
  id: new ObjectId('0000002a0000000000000000'),
};
const expressions: [unknown, unknown][] = [
  [{ $add: ['$n', 1] }, 5 + 1],
  [{ $add: ['$d', 1000] }, new Date('2026-03-29T00:30:01.123Z')],
  [{ $add: ['$n', '$z'] }, null],
  [{ $subtract: ['$d', '$d'] }, 0],
  [{ $multiply: ['$n', '$f'] }, 12.5],
  [{ $divide: ['$n', 2] }, 2.5],
  [{ $mod: [-7, 3] }, -1],
  [{ $abs: -3 }, 3],
  [{ $round: [2.5, 0] }, 2],
  [{ $round: [1.255, 2] }, 1.25],
  [{ $trunc: [-2.7, 0] }, -2],
  [{ $pow: [2, 10] }, 1024],
  [{ $cmp: ['$n', '$long'] }, -1],
  [{ $eq: ['$n', Long.fromNumber(5)] }, true],
  [{ $gt: ['$s', '$n'] }, true],
  [{ $lt: ['$missing', null] }, true],
  [{ $and: [1, '$n', { $not: ['$z'] }] }, true],
  [{ $or: ['$z', 0, false] }, false],
  [{ $cond: [{ $gte: ['$n', 5] }, 'yes', 'no'] }, 'yes'],
  [{ $ifNull: ['$missing', '$z', 'end'] }, 'end'],
  // biome-ignore lint/suspicious/noThenProperty: MongoDB's name
  [{ $switch: { branches: [{ case: { $eq: ['$n', 1] }, then: 'one' }], default: 'other' } }, 'other'],
  [{ $let: { vars: { x: { $add: ['$n', 1] } }, in: { $multiply: ['$$x', 2] } } }, 12],
  [{ $literal: '$n' }, '$n'],
  ['$o.x', 1],
  ['$list.v', [1, 2]],
  ['$a.x', []],
  [{ $concat: ['a', '$s'] }, 'aHéllo'],
  [{ $concat: ['a', '$z'] }, null],
  [{ $toUpper: '$s' }, 'HéLLO'],
  [{ $strLenCP: '$s' }, 5],
  [{ $strLenBytes: '$s' }, 6],
  [{ $substrCP: ['$s', 1, 2] }, 'él'],
  [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  [{ $trim: { input: '  x ' } }, 'x'],
  [{ $indexOfCP: ['$s', 'l'] }, 2],
  [{ $replaceAll: { input: 'aXaX', find: 'X', replacement: { $literal: '$' } } }, 'a$a$'],
  [{ $regexMatch: { input: '$s', regex: /h/i } }, true],
  [{ $regexFind: { input: 'abc', regex: '(b)(x)?' } }, { match: 'b', idx: 1, captures: ['b', null] }],
  [{ $size: '$a' }, 3],
  [{ $arrayElemAt: ['$a', -1] }, 2],
  [{ $slice: ['$a', 1, 2] }, [1, 2]],
  [{ $in: [Long.fromNumber(3), '$a'] }, true],
  [{ $concatArrays: ['$a', [9]] }, [3, 1, 2, 9]],
  [{ $filter: { input: '$a', as: 'x', cond: { $gt: ['$$x', 1] } } }, [3, 2]],
  [{ $map: { input: '$a', in: { $add: ['$$this', 1] } } }, [4, 2, 3]],
  [{ $reduce: { input: '$a', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
  [{ $sortArray: { input: '$a', sortBy: -1 } }, [3, 2, 1]],
  [{ $range: [0, 6, 2] }, [0, 2, 4]],
  [
    { $zip: { inputs: ['$a', ['x', 'y']] } },
    [
      [3, 'x'],
      [1, 'y'],
    ],
  ],
  [{ $max: '$a' }, 3],
  [{ $sum: ['$n', '$f'] }, 7.5],
  [{ $avg: '$a' }, 2],
  [{ $setUnion: ['$a', [3, 4]] }, [1, 2, 3, 4]],
  [{ $setIntersection: ['$a', [2, 3, 9]] }, [2, 3]],
  [{ $setDifference: ['$a', [3]] }, [1, 2]],
  [{ $setIsSubset: [[1], '$a'] }, true],
  [{ $mergeObjects: ['$o', { y: 2 }, null] }, { x: 1, y: 2 }],
  [{ $objectToArray: '$o' }, [{ k: 'x', v: 1 }]],
  [{ $arrayToObject: '$list' }, { a: 1, b: 2 }],
  [{ $getField: { field: 'x', input: '$o' } }, 1],
  [{ $type: '$missing' }, 'missing'],
  [{ $type: '$f' }, 'double'],
  [{ $isNumber: '$long' }, true],
  [{ $toString: '$n' }, '5'],
  [{ $toInt: '12' }, 12],
  [{ $toDate: '$id' }, new Date(42_000)],
  [{ $toDouble: '2.5' }, 2.5],
  [{ $convert: { input: 'x', to: 'int', onError: 'bad' } }, 'bad'],
  [{ $year: '$d' }, 2026],
  [{ $hour: { date: '$d', timezone: 'Europe/Helsinki' } }, 2],
  [{ $hour: { date: { $add: ['$d', 3_600_000] }, timezone: 'Europe/Helsinki' } }, 4],
  [{ $dayOfWeek: '$d' }, 1],
  [{ $isoWeek: '$d' }, 13],
  [{ $dateToString: { date: '$d', format: '%Y-%m-%d %H:%M:%S.%L' } }, '2026-03-29 00:30:00.123'],
  [{ $dateToString: { date: '$d', timezone: '+02:00', format: '%H%z' } }, '02+0200'],
  [
    { $dateFromString: { dateString: '2026-03-29T01:00:00', timezone: 'Europe/Berlin' } },
    new Date('2026-03-29T00:00:00Z'),
  ],
  [{ $dateTrunc: { date: '$d', unit: 'day', timezone: 'Europe/Berlin' } }, new Date('2026-03-28T23:00:00Z')],
  [
    { $dateAdd: { startDate: new Date('2026-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
    new Date('2026-02-28T00:00:00Z'),
  ],
  [
    {
      $dateDiff: {
        startDate: new Date('2026-01-31T23:00:00Z'),
        endDate: new Date('2026-02-01T01:00:00Z'),
        unit: 'month',
      },
    },
    1,
  ],
];

test.each(expressions)('%j is %j', async (expression, expected) => {
  const collection = await served.fresh([subject]);
  const [found] = await collection
    .aggregate([{ $project: { _id: 0, r: { $ifNull: [{ $cond: [true, expression, 0] }, null] } } }])
    .toArray();
  expect(found?.r).toEqual(expected);
});

test('numbers keep the widest type of those they come from', async () => {
  const collection = await served.fresh([
    { i: 2, l: Long.fromNumber(2), d: new Double(2), m: Decimal128.fromString('2') },
  ]);
  const [found] = await collection
    .aggregate([
      {
        $project: {
          _id: 0,
          ii: { $type: { $add: ['$i', '$i'] } },
          il: { $type: { $add: ['$i', '$l'] } },
          ld: { $type: { $multiply: ['$l', '$d'] } },
          dm: { $type: { $add: ['$d', '$m'] } },
          big: { $type: { $add: [2147483647, '$i'] } },
        },
      },
    ])
    .toArray();
  expect(found).toEqual({ ii: 'int', il: 'long', ld: 'double', dm: 'decimal', big: 'long' });
});

const people: Document[] = [
  { _id: 1, name: 'Ann', dept: 'a', age: 30, tags: ['x', 'y'], boss: 3 },
  { _id: 2, name: 'bob', dept: 'b', age: 25, tags: [] },
  { _id: 3, name: 'Cid', dept: 'a', age: 41, boss: 2 },
  { _id: 4, name: 'ann', dept: null, age: 30, tags: ['x'], boss: 9 },
];

const pipelines: [string, Document[], Document[]][] = [
  [
    '$group',
    [
      {
        $group: {
          _id: '$dept',
          n: { $sum: 1 },
          ages: { $push: '$age' },
          top: { $max: '$age' },
          mean: { $avg: '$age' },
          first: { $first: '$name' },
        },
      },
      { $sort: { _id: 1 } },
    ],
    [
      { _id: null, n: 1, ages: [30], top: 30, mean: 30, first: 'ann' },
      { _id: 'a', n: 2, ages: [30, 41], top: 41, mean: 35.5, first: 'Ann' },
      { _id: 'b', n: 1, ages: [25], top: 25, mean: 25, first: 'bob' },
    ],
  ],
  [
    '$group by a document',
    [
      { $group: { _id: { d: '$dept', t: { $gt: ['$age', 29] } }, s: { $addToSet: '$age' } } },
      { $match: { '_id.d': 'a' } },
    ],
    [{ _id: { d: 'a', t: true }, s: expect.arrayContaining([30, 41]) as never }],
  ],
  [
    '$unwind',
    [
      { $match: { _id: { $lte: 2 } } },
      { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 1, tags: 'x', i: 0 },
      { _id: 1, tags: 'y', i: 1 },
      { _id: 2, i: null },
    ],
  ],
  [
    '$lookup by field',
    [{ $lookup: { from: 'SELF', localField: 'boss', foreignField: '_id', as: 'b' } }, { $project: { b: '$b.name' } }],
    [
      { _id: 1, b: ['Cid'] },
      { _id: 2, b: [] },
      { _id: 3, b: ['bob'] },
      { _id: 4, b: [] },
    ],
  ],
  [
    '$lookup through arrays without an index',
    [
      { $match: { _id: 4 } },
      { $lookup: { from: 'SELF', localField: 'tags', foreignField: 'tags', as: 'b' } },
      { $project: { b: '$b._id' } },
    ],
    [{ _id: 4, b: [1, 4] }],
  ],
  [
    '$lookup by pipeline',
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'SELF',
          let: { a: '$age' },
          pipeline: [{ $match: { $expr: { $gt: ['$age', '$$a'] } } }, { $project: { name: 1 } }],
          as: 'older',
        },
      },
      { $project: { older: 1 } },
    ],
    [{ _id: 1, older: [{ _id: 3, name: 'Cid' }] }],
  ],
  [
    '$facet',
    [{ $facet: { n: [{ $count: 'count' }], old: [{ $match: { age: { $gt: 35 } } }, { $project: { _id: 1 } }] } }],
    [{ n: [{ count: 4 }], old: [{ _id: 3 }] }],
  ],
  [
    '$addFields and $unset',
    [
      { $match: { _id: 1 } },
      { $addFields: { 'x.y': { $size: '$tags' }, age: '$$REMOVE' } },
      { $unset: ['tags', 'boss', 'dept'] },
    ],
    [{ _id: 1, name: 'Ann', x: { y: 2 } }],
  ],
  [
    '$replaceRoot',
    [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { id: '$_id', n: '$name' } } }],
    [{ id: 1, n: 'Ann' }],
  ],
  [
    '$sort, $skip, $limit',
    [{ $sort: { age: -1, name: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { name: 1 } }],
    [
      { _id: 1, name: 'Ann' },
      { _id: 4, name: 'ann' },
    ],
  ],
  ['$count of nothing', [{ $match: { _id: 99 } }, { $count: 'n' }], []],
  [
    '$unionWith',
    [
      { $match: { _id: 1 } },
      { $unionWith: { coll: 'SELF', pipeline: [{ $match: { _id: 2 } }] } },
      { $project: { _id: 1 } },
    ],
    [{ _id: 1 }, { _id: 2 }],
  ],
  ['$sortByCount', [{ $sortByCount: '$age' }, { $limit: 1 }], [{ _id: 30, count: 2 }]],
  [
    '$bucket',
    [{ $bucket: { groupBy: '$age', boundaries: [20, 30, 40], default: 'old' } }],
    [
      { _id: 20, count: 1 },
      { _id: 30, count: 2 },
      { _id: 'old', count: 1 },
    ],
  ],
  [
    '$project exclusion',
    [{ $match: { _id: 2 } }, { $project: { tags: 0, 'name.x': 0 } }],
    [{ _id: 2, name: 'bob', dept: 'b', age: 25 }],
  ],
];

describe('pipelines', () => {
  test.each(pipelines)('%s', async (_, pipeline, expected) => {
    const collection = await served.fresh(people);
    const named = JSON.parse(JSON.stringify(pipeline).replaceAll('"SELF"', JSON.stringify(collection.collectionName)));
    expect(await collection.aggregate(named).toArray()).toEqual(expected);
  });
});

test.each<[Document[], number]>([
  [[{ $nope: {} }], 40324],
  [[{ $match: 1 }], 15959],
  [[{ $limit: 0 }], 15958],
  [[{ $group: { a: 1 } }], 15955],
  [[{ $group: { _id: 1, x: { $nope: 1 } } }], 15952],
  [[{ $project: { a: { $nope: 1 } } }], 168],
  [[{ $project: {} }], 51272],
  [[{ $project: { a: 1, b: 0 } }], 31254],
  [[{ $out: 'x' }, { $match: {} }], 40601],
  [[{ $project: { a: { $add: ['x', 1] } } }], 14],
  [[{ $project: { a: { $divide: [1, 0] } } }], 2],
  [[{ $project: { a: '$$nope' } }], 17276],
  [[{ a: 1, b: 2 }], 40323],
  [[{ $geoNear: {} }], 115],
])('refuses %j with code %d', async (pipeline, code) => {
  const collection = await served.fresh([{ a: 1 }]);
  await expect(collection.aggregate(pipeline).toArray()).rejects.toMatchObject({ code });
});

test('$out and $merge write', async () => {
  const collection = await served.fresh(people);
  const target = await served.fresh([{ _id: 99 as never, old: true }]);
  await target.createIndex({ name: 1 });
  await collection
    .aggregate([{ $match: { dept: 'a' } }, { $project: { name: 1 } }, { $out: target.collectionName }])
    .toArray();
  expect(await target.find().toArray()).toEqual([
    { _id: 1, name: 'Ann' },
    { _id: 3, name: 'Cid' },
  ]);
  expect(await target.find({ name: 'Cid' }, { hint: 'name_1' }).toArray()).toHaveLength(1);
  await collection
    .aggregate([{ $project: { age: 1 } }, { $merge: { into: target.collectionName, whenNotMatched: 'discard' } }])
    .toArray();
  expect(await target.find().toArray()).toEqual([
    { _id: 1, name: 'Ann', age: 30 },
    { _id: 3, name: 'Cid', age: 41 },
  ]);
});
