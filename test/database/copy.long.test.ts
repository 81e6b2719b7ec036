import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Binary, Decimal128, Double, Int32, Long, type MongoClient, ObjectId } from 'mongodb';
import { type Served, serve } from '../../embedded-db/semantics/served-for-test.ts';
import { copyDatabase } from '../../server/platform/copy-store.ts';

/** From one embedded database to another that is served on a port, as a MongoDB deployment would be. */
let from: Served;
let to: Served;
beforeAll(async () => {
  [from, to] = await Promise.all([serve(), serve({ listen: { port: 0 } })]);
});
afterAll(() => Promise.all([from.close(), to.close()]));
beforeEach(async () => {
  for (const { client } of [from, to]) await client.db('signet').dropDatabase();
});

const said: string[] = [];
const copy = (replace = false) =>
  copyDatabase(from.database.uri, to.database.uri, { replace, say: (line) => void said.push(line) });
const items = (client: MongoClient) => client.db('signet').collection<{ _id: number; n?: unknown }>('items');
const exact = { promoteValues: false } as const;
const all = (client: MongoClient) => items(client).find({}, exact).sort({ _id: 1 }).toArray();

test('documents with every type, indexes and options arrive, and both sides are compared', async () => {
  const values = [
    new Int32(1),
    new Double(1),
    Long.fromNumber(1),
    Decimal128.fromString('1.0'),
    new Date(5),
    null,
    /a/i,
    new Binary(Buffer.from('x'), 4),
    { 'a.b': { $x: [] } },
  ];
  const ids = [1, 'one', new ObjectId(), { a: 1 }, new Date(0), true];
  await items(from.client).insertMany(ids.map((_id) => ({ _id, n: values })) as never);
  await items(from.client).createIndex({ n: -1, m: 1 }, { sparse: true });
  await from.client.db('signet').createCollection('folded', { collation: { locale: 'en', strength: 2 } });
  const copied = await copy();
  expect(copied).toEqual([
    expect.objectContaining({ name: 'folded', documents: 0, same: true }),
    expect.objectContaining({
      name: 'items',
      documents: 6,
      written: 6,
      removed: 0,
      same: true,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    }),
  ]);
  expect(await all(to.client)).toEqual(await all(from.client));
  expect(await items(to.client).indexes()).toEqual(await items(from.client).indexes());
  const [info] = await to.client.db('signet').listCollections({ name: 'folded' }).toArray();
  expect(info).toMatchObject({ options: { collation: { locale: 'en', strength: 2 } } });
});

test('a second copy takes over only what changed', async () => {
  await items(from.client).insertMany(Array.from({ length: 700 }, (_, _id) => ({ _id, n: _id })));
  await copy();
  await items(from.client).deleteOne({ _id: 3 });
  await items(from.client).updateOne({ _id: 4 }, { $set: { n: 'new' } });
  await items(from.client).insertOne({ _id: 5000 });
  const [again] = await copy();
  expect(again).toMatchObject({ documents: 700, written: 2, removed: 1, same: true });
  expect(await all(to.client)).toEqual(await all(from.client));
  expect(said).toContain('items: copied 700 of 700');
});

test('documents written while they are copied arrive, too', async () => {
  await items(from.client).insertMany(Array.from({ length: 1100 }, (_, _id) => ({ _id, n: 0 })));
  let writing = true;
  const writer = (async () => {
    for (let n = 1; writing && n < 200; n++) await items(from.client).updateOne({ _id: n % 50 }, { $set: { n } });
  })();
  await copy();
  writing = false;
  await writer;
  const [last] = await copy();
  expect(last).toMatchObject({ documents: 1100, same: true });
  expect(await all(to.client)).toEqual(await all(from.client));
});

test('what is no copy, or was changed since, is left alone unless told', async () => {
  await items(from.client).insertOne({ _id: 1, n: 'source' });
  await items(to.client).insertOne({ _id: 9, n: 'foreign' });
  await expect(copy()).rejects.toMatchObject({
    code: 'DUPLICATE',
    message: expect.stringMatching(/holds 1 documents.*--replace/),
  });
  expect(await items(to.client).find().toArray()).toEqual([{ _id: 9, n: 'foreign' }]);
  await copy(true);
  expect(await items(to.client).find().toArray()).toEqual([{ _id: 1, n: 'source' }]);
  await items(to.client).updateOne({ _id: 1 }, { $set: { n: 'used since' } });
  await expect(copy()).rejects.toMatchObject({ code: 'DUPLICATE' });
  expect(await items(to.client).findOne()).toEqual({ _id: 1, n: 'used since' });
});

test('a database is not copied onto itself, and one that does not answer is named', async () => {
  await items(from.client).insertOne({ _id: 1 });
  const onto = (uri: string) => copyDatabase(from.database.uri, uri, { replace: true, say: () => {} });
  await expect(onto(from.database.uri)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await items(from.client).countDocuments()).toBe(1);
  await expect(onto('mongodb://u:secret@127.0.0.1:1/?serverSelectionTimeoutMS=300')).rejects.toMatchObject({
    code: 'STORAGE',
    message: expect.stringMatching(/u:\*\*\*@127\.0\.0\.1:1.*cannot be reached/),
  });
}, 30_000);
