import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Binary, Decimal128, type Document, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

/** Documents get _id 0, 1, 2 …; each case is a filter and the _ids that MongoDB 7 finds. */
const families: { name: string; documents: Document[]; cases: [Document, number[]][] }[] = [
  {
    name: 'numbers of all types',
    documents: [
      { a: 5 },
      { a: Long.fromNumber(5) },
      { a: new Double(5) },
      { a: Decimal128.fromString('5.0') },
      { a: 5.5 },
      { a: '5' },
      { a: Number.NaN },
    ],
    cases: [
      [{ a: 5 }, [0, 1, 2, 3]],
      [{ a: Long.fromNumber(5) }, [0, 1, 2, 3]],
      [{ a: Decimal128.fromString('5') }, [0, 1, 2, 3]],
      [{ a: { $gt: 5 } }, [4]],
      [{ a: { $gte: 5 } }, [0, 1, 2, 3, 4]],
      [{ a: { $lt: 6 } }, [0, 1, 2, 3, 4]],
      [{ a: { $in: [5, '5'] } }, [0, 1, 2, 3, 5]],
      [{ a: Number.NaN }, [6]],
      [{ a: { $gte: Number.NaN } }, [6]],
      [{ a: { $ne: 5 } }, [4, 5, 6]],
      [{ a: { $type: 'int' } }, [0]],
      [{ a: { $type: 'number' } }, [0, 1, 2, 3, 4, 6]],
      [{ a: { $type: ['long', 'string'] } }, [1, 5]],
      [{ a: { $mod: [5, 0] } }, [0, 1, 2, 3, 4]],
    ],
  },
  {
    name: 'numbers that doubles cannot hold',
    documents: [
      { a: Long.fromString('9007199254740993') },
      { a: 9007199254740992 },
      { a: Decimal128.fromString('0.1') },
      { a: 0.1 },
    ],
    cases: [
      [{ a: 9007199254740992 }, [1]],
      [{ a: { $gt: 9007199254740992 } }, [0]],
      [{ a: 0.1 }, [3]],
      [{ a: { $lt: 0.1 } }, [2]],
    ],
  },
  {
    name: 'null and missing',
    documents: [{ a: null }, {}, { a: 1 }, { a: [] }, { a: [null] }, { a: { b: null } }, { a: { b: 1 } }],
    cases: [
      [{ a: null }, [0, 1, 4]],
      [{ a: { $ne: null } }, [2, 3, 5, 6]],
      [{ a: { $exists: true } }, [0, 2, 3, 4, 5, 6]],
      [{ a: { $exists: false } }, [1]],
      [{ a: { $in: [null, 1] } }, [0, 1, 2, 4]],
      [{ a: { $nin: [null] } }, [2, 3, 5, 6]],
      [{ 'a.b': null }, [0, 1, 2, 5]],
      [{ 'a.b': { $exists: false } }, [0, 1, 2, 3, 4]],
      [{ a: { $gte: null } }, [0, 1, 4]],
      [{ a: { $gt: null } }, []],
      [{ a: { $type: 'null' } }, [0, 4]],
    ],
  },
  {
    name: 'arrays',
    documents: [
      { a: [1, 2, 3] },
      { a: [4, 5] },
      { a: 2 },
      { a: [[1, 2], 3] },
      { a: [] },
      { a: [{ b: 1 }, { b: 5 }] },
      { a: { b: [1, 9] } },
    ],
    cases: [
      [{ a: 2 }, [0, 2]],
      [{ a: [1, 2, 3] }, [0]],
      [{ a: [1, 2] }, [3]],
      [{ a: { $gt: 3 } }, [1]],
      [{ a: { $gt: 2, $lt: 2 } }, [0]],
      [{ a: { $elemMatch: { $gt: 2, $lt: 4 } } }, [0, 3]],
      [{ a: { $size: 2 } }, [1, 3, 5]],
      [{ a: { $size: 0 } }, [4]],
      [{ a: { $all: [1, 3] } }, [0]],
      [{ a: { $all: [] } }, []],
      [{ 'a.0': 1 }, [0]],
      [{ 'a.1': 5 }, [1]],
      [{ 'a.b': 5 }, [5]],
      [{ 'a.b': 9 }, [6]],
      [{ a: { $elemMatch: { b: { $gt: 2 } } } }, [5]],
      [{ 'a.0.b': 1 }, [5]],
      [{ a: { $not: { $gt: 3 } } }, [0, 2, 3, 4, 5, 6]],
      [{ a: { $ne: 2 } }, [1, 3, 4, 5, 6]],
      [{ a: { $nin: [2, 4] } }, [3, 4, 5, 6]],
      [{ a: { $type: 'array' } }, [0, 1, 3, 4, 5]],
      [{ $and: [{ 'a.b': 1 }, { 'a.b': 5 }] }, [5]],
      [{ a: { $elemMatch: { $elemMatch: { $eq: 2 } } } }, [3]],
    ],
  },
  {
    name: 'documents as values',
    documents: [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: { x: 1 } }, { a: { x: Long.fromNumber(1), y: 2 } }],
    cases: [
      [{ a: { x: 1, y: 2 } }, [0, 3]],
      [{ a: { x: 1 } }, [2]],
      [{ 'a.x': 1 }, [0, 1, 2, 3]],
      [{ a: { $gt: { x: 1 } } }, [0, 1, 3]],
      [{ a: {} }, []],
    ],
  },
  {
    name: 'types and their brackets',
    documents: [
      { a: new Date(5) },
      { a: true },
      { a: 'x' },
      { a: new ObjectId('000000000000000000000001') },
      { a: new Binary(Buffer.from('ab')) },
      { a: new Timestamp({ t: 1, i: 1 }) },
      { a: /x/i },
      { a: new MinKey() },
      { a: new MaxKey() },
      { a: 1 },
    ],
    cases: [
      [{ a: { $gt: new Date(1) } }, [0]],
      [{ a: { $lt: 'y' } }, [2]],
      [{ a: { $gte: false } }, [1]],
      [{ a: new Binary(Buffer.from('ab')) }, [4]],
      [{ a: /x/i }, [2, 6]],
      [{ a: { $type: 'minKey' } }, [7]],
      [{ a: { $type: 'regex' } }, [6]],
      [{ a: { $gt: new MinKey() } }, [0, 1, 2, 3, 4, 5, 6, 8, 9]],
      [{ a: { $gt: new Timestamp({ t: 0, i: 1 }) } }, [5]],
    ],
  },
  {
    name: 'patterns',
    documents: [{ a: 'Anna' }, { a: 'bo\nAnna' }, { a: ['zed', 'anna'] }, { a: 5 }],
    cases: [
      [{ a: /^anna/i }, [0, 2]],
      [{ a: { $regex: '^Anna', $options: 'm' } }, [0, 1]],
      [{ a: { $regex: 'a n n a # comment', $options: 'xi' } }, [0, 1, 2]],
      [{ a: { $in: [/^z/, 'Anna'] } }, [0, 2]],
      [{ a: { $not: /anna/i } }, [3]],
      [{ a: { $regex: '(?i)ANNA$' } }, [0, 1, 2]],
      [{ a: { $regex: 'bo.Anna', $options: 's' } }, [1]],
    ],
  },
  {
    name: 'logic and expressions',
    documents: [{ a: 1, b: 2 }, { a: 2, b: 1 }, { a: 3 }],
    cases: [
      [{ $or: [{ a: 1 }, { b: 1 }] }, [0, 1]],
      [{ $nor: [{ a: 1 }, { b: 1 }] }, [2]],
      [{ $expr: { $gt: ['$a', '$b'] } }, [1, 2]],
      [{ $expr: { $eq: [{ $ifNull: ['$b', 'none'] }, 'none'] } }, [2]],
      [{ a: { $not: { $gt: 1 } } }, [0]],
      [{ a: { $not: { $not: { $gt: 1 } } } }, [1, 2]],
      [{ a: { $bitsAllSet: [0] } }, [0, 2]],
      [{ a: { $bitsAnySet: 2 } }, [1, 2]],
      [{ a: { $bitsAllClear: 1 } }, [1]],
      [{ $comment: 'x', a: 3 }, [2]],
    ],
  },
];

describe.each(families)('$name', ({ documents, cases }) => {
  test.each(cases)('%j', async (filter, expected) => {
    const collection = await served.fresh(
      documents.map((document, _id) => ({ _id: new Int32(_id) as unknown as ObjectId, ...document })),
    );
    const ids = (query: Document) =>
      collection
        .find(query, { projection: { _id: 1 } })
        .toArray()
        .then((found) => found.map((item) => item._id as unknown as number));
    expect(await ids(filter)).toEqual(expected);
    // The same with an index, whatever it does for the filter.
    await collection.createIndex({ a: 1 });
    expect((await ids(filter)).sort((left, right) => left - right)).toEqual(expected);
    expect(await collection.countDocuments(filter)).toBe(expected.length);
  });
});

test.each<[Document, number]>([
  [{ a: { $foo: 1 } }, 2],
  [{ $foo: 1 }, 2],
  [{ $or: [] }, 2],
  [{ $and: 1 }, 2],
  [{ a: { $in: 1 } }, 2],
  [{ a: { $size: -1 } }, 9],
  [{ a: { $mod: [0, 1] } }, 2],
  [{ a: { $type: 'nope' } }, 2],
  [{ a: { $regex: '(' } }, 51091],
  [{ a: { $elemMatch: 1 } }, 2],
  [{ a: { $all: 1 } }, 2],
  [{ a: { $not: {} } }, 2],
  [{ $where: 'true' }, 115],
  [{ $expr: { $foo: 1 } }, 168],
])('refuses %j with code %d', async (filter, code) => {
  const collection = await served.fresh([{ a: 1 }]);
  await expect(collection.find(filter).toArray()).rejects.toMatchObject({ code });
});
