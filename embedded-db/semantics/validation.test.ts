import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

async function withValidator(options: object = {}) {
  const collection = await served.fresh([{ _id: 1 as never, x: 'foo' }]);
  await served.db.command({ collMod: collection.collectionName, validator: { x: { $type: 'string' } }, ...options });
  return collection;
}

const refused = { code: 121, errorResponse: { errInfo: { failingDocumentId: 1, details: expect.anything() } } };

test('a validator refuses what does not satisfy it, by every way of writing', async () => {
  const collection = await withValidator();
  await expect(collection.insertOne({ x: 5 })).rejects.toMatchObject({ code: 121 });
  await expect(collection.updateOne({}, { $set: { x: 5 } })).rejects.toMatchObject({ code: 121 });
  await expect(collection.replaceOne({ x: 'bar' }, { x: 5 }, { upsert: true })).rejects.toMatchObject({ code: 121 });
  await expect(collection.findOneAndUpdate({}, { $set: { x: 5 } })).rejects.toMatchObject(refused);
  await expect(
    collection.aggregate([{ $set: { x: 5 } }, { $merge: collection.collectionName }]).toArray(),
  ).rejects.toMatchObject({ code: 121 });
  expect(await collection.find().toArray()).toEqual([{ _id: 1, x: 'foo' }]);
});

test('bypassDocumentValidation, a moderate level and the action "warn" let documents pass', async () => {
  const collection = await withValidator();
  await collection.insertOne({ _id: 2 as never, x: 5 }, { bypassDocumentValidation: true });
  await expect(collection.updateOne({ _id: 2 as never }, { $set: { y: 1 } })).rejects.toMatchObject({ code: 121 });
  await served.db.command({ collMod: collection.collectionName, validationLevel: 'moderate' });
  await collection.updateOne({ _id: 2 as never }, { $set: { y: 1 } });
  await expect(collection.updateOne({ _id: 1 as never }, { $set: { x: 1 } })).rejects.toMatchObject({ code: 121 });
  await served.db.command({ collMod: collection.collectionName, validationAction: 'warn' });
  await collection.updateOne({ _id: 1 as never }, { $set: { x: 1 } });
});

test('create takes a validator, listCollections shows it, wrong ones are refused', async () => {
  const collection = await served.db.createCollection('checked', { validator: { a: { $gt: 0 } } });
  await expect(collection.insertOne({ a: 0 })).rejects.toMatchObject({ code: 121 });
  const [listed] = await served.db.listCollections({ name: 'checked' }).toArray();
  expect(listed).toMatchObject({ options: { validator: { a: { $gt: 0 } } } });
  await expect(served.db.createCollection('c', { validator: { a: { $nope: 1 } } })).rejects.toMatchObject({ code: 2 });
  await expect(served.db.command({ collMod: 'nowhere', validator: {} })).rejects.toMatchObject({ code: 26 });
});

test('collMod changes when documents expire, and hides indexes', async () => {
  const collection = await served.fresh([{ at: new Date(0) }]);
  await collection.createIndex({ at: 1 }, { expireAfterSeconds: 1e9 });
  const change = (index: object) => served.db.command({ collMod: collection.collectionName, index });
  expect(await change({ keyPattern: { at: 1 }, hidden: true })).toMatchObject({ hidden_old: false, hidden_new: true });
  await expect(collection.find().hint('at_1').toArray()).rejects.toMatchObject({ code: 2 });
  expect(await change({ name: 'at_1', expireAfterSeconds: 5, hidden: false })).toMatchObject({
    expireAfterSeconds_old: 1e9,
    expireAfterSeconds_new: 5,
  });
  await served.database.tidy();
  expect(await collection.find().hint('at_1').toArray()).toEqual([]);
  await expect(change({ name: 'x', hidden: true })).rejects.toMatchObject({ code: 27 });
});

test('the fail point failCommand lets commands fail as often as it is told', async () => {
  const collection = await served.fresh([{}]);
  const admin = served.client.db('admin');
  const point = (mode: object, data: object) => admin.command({ configureFailPoint: 'failCommand', mode, data });
  await point({ times: 1 }, { failCommands: ['count'], errorCode: 8 });
  await expect(collection.estimatedDocumentCount()).rejects.toMatchObject({ code: 8 });
  expect(await collection.estimatedDocumentCount()).toBe(1);
  await point({ times: 2 }, { failCommands: ['count'], closeConnection: true });
  await expect(collection.estimatedDocumentCount()).rejects.toThrow(/closed/);
  expect(await collection.estimatedDocumentCount()).toBe(1);
  await expect(served.db.command({ configureFailPoint: 'failCommand', mode: 'off' })).rejects.toMatchObject({
    code: 13,
  });
});

test('$pull takes a filter of whole documents, $or and all', async () => {
  const collection = await served.fresh([{ x: [{ a: 1 }, { a: 2, b: 1 }, { a: 3 }, 4] }]);
  await collection.updateOne({}, { $pull: { x: { $or: [{ a: 1 }, { b: { $gt: 0 } }] } } } as never);
  expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ x: [{ a: 3 }, 4] });
});

test('$merge names the key of the document that is in the way', async () => {
  const collection = await served.fresh([{ _id: 2 as never }]);
  const pipeline = [
    { $documents: [{ _id: 2, x: 1 }] },
    { $merge: { into: collection.collectionName, whenMatched: 'fail' } },
  ];
  await expect(served.db.aggregate(pipeline).toArray()).rejects.toMatchObject({
    code: 11000,
    errorResponse: { keyPattern: { _id: 1 }, keyValue: { _id: 2 } },
  });
});
