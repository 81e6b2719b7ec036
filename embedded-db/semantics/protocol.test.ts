import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { randomSource, type Served, serve } from './served-for-test.ts';

let served: Served;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const random = randomSource(seed);
beforeAll(async () => {
  process.stdout.write(`protocol: SEED=${seed}\n`);
  served = await serve();
});
afterAll(() => served.close());

const bytes = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));

function message(body: Buffer, opCode = 2013, length = body.length + 16): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

function opMsg(document: Buffer, flags = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return message(Buffer.concat([head, document]));
}

/** Sends bytes and waits until something comes back or the connection ends. */
function send(payload: Buffer): Promise<'answered' | 'closed'> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ path: join(served.folder, 'db.sock') });
    socket.once('data', () => {
      resolve('answered');
      socket.destroy();
    });
    socket.once('close', () => resolve('closed'));
    socket.once('error', () => {});
    socket.end(payload);
  });
}

function randomValue(depth: number): unknown {
  const kinds = [
    () => Math.floor(random() * 100) - 50,
    () => random() * 1e10,
    () => bytes(Math.floor(random() * 5)).toString('latin1'),
    () => null,
    () => random() < 0.5,
    () => new Date(Math.floor(random() * 1e13)),
    () => Buffer.from('x'),
    () => /a+/,
    () => Array.from({ length: Math.floor(random() * 3) }, () => (depth > 3 ? 1 : randomValue(depth + 1))),
    () => randomDocument(depth + 1),
  ];
  return (kinds[Math.floor(random() * kinds.length)] as () => unknown)();
}

const names =
  'a b _id $set $inc $push $each $slice $gt $in $or $and $expr $add $match $group $sort $lookup from as q u updates documents filter pipeline cursor limit skip sort projection collation locale strength deletes key unique indexes name $db update query upsert multi ordered hint arrayFilters let comment batchSize getMore collection a.b a.$[] a.$ $cond $map input in $where $elemMatch $regex'.split(
    ' ',
  );

function randomDocument(depth = 0): Record<string, unknown> {
  if (depth > 5) return {};
  return Object.fromEntries(
    Array.from({ length: Math.floor(random() * 4) }, () => [
      names[Math.floor(random() * names.length)],
      randomValue(depth),
    ]),
  );
}

const commands =
  'find aggregate insert update delete collMod saslStart saslContinue backup findAndModify count distinct createIndexes dropIndexes listIndexes create getMore killCursors explain listCollections hello nonsense'.split(
    ' ',
  );

test('random bytes and random commands never take it down nor hang it', async () => {
  for (let count = 0; count < 400; count++) {
    const kind = Math.floor(random() * 6);
    if (kind === 0) await send(bytes(Math.floor(random() * 200)));
    else if (kind === 1)
      await send(message(bytes(Math.floor(random() * 100)), [2013, 2004, 2012, 1, 0][Math.floor(random() * 5)]));
    else if (kind === 2) await send(opMsg(bytes(Math.floor(random() * 60)), Math.floor(random() * 4)));
    else {
      const command = commands[Math.floor(random() * commands.length)] as string;
      const document = serialize({
        [command]: random() < 0.7 ? 'fuzz' : randomValue(0),
        $db: 'fuzz',
        ...randomDocument(),
      });
      const payload = opMsg(Buffer.from(document));
      // Some have one byte altered.
      if (kind === 3) payload[20 + Math.floor(random() * (payload.length - 20))] = Math.floor(random() * 256);
      await send(payload);
    }
  }
  expect(await served.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  const collection = await served.fresh([{ a: 1 }]);
  expect(await collection.findOne({ a: 1 })).toMatchObject({ a: 1 });
}, 60_000);

test('answers many requests sent at once, in their order', async () => {
  const requests = Array.from({ length: 50 }, (_, id) => {
    const ping = opMsg(Buffer.from(serialize({ ping: 1, $db: 'admin' })));
    ping.writeInt32LE(id, 4);
    return ping;
  });
  const socket = connect({ path: join(served.folder, 'db.sock') });
  socket.write(Buffer.concat(requests));
  const answered: number[] = [];
  let rest = Buffer.alloc(0);
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
        answered.push(rest.readInt32LE(8));
        rest = rest.subarray(rest.readInt32LE(0));
      }
      if (answered.length === requests.length) resolve();
    });
  });
  expect(answered).toEqual(requests.map((_, id) => id));
  socket.destroy();
});

test('refuses what MongoDB refuses, with its codes', async () => {
  const { db } = served;
  await expect(db.command({ nonsense: 1 })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  await expect(db.command({ find: 'x', nonsense: 1 })).rejects.toMatchObject({ code: 40415 });
  await expect(db.command({ getMore: 5n, collection: 'x' })).rejects.toMatchObject({ code: 43 });
  await expect(db.collection('a$b').insertOne({})).rejects.toMatchObject({ code: 73 });
  await expect(db.command({ insert: 'x', documents: [] })).rejects.toMatchObject({ code: 16 });
  await expect(
    db.command({ find: 'x', txnNumber: 1n, startTransaction: true, autocommit: false }),
  ).rejects.toMatchObject({ code: 20 });
  await expect(db.collection('x').listIndexes().toArray()).rejects.toMatchObject({ code: 26 });
  await expect(db.collection('x').insertOne({ a: 'x'.repeat(16 * 1024 * 1024) })).rejects.toThrow();
});

test('holds 16 MiB documents, long keys and deep nesting', async () => {
  const collection = await served.fresh();
  await collection.createIndex({ text: 1 });
  let deep: Record<string, unknown> = { end: 1 };
  for (let depth = 0; depth < 98; depth++) deep = { d: deep };
  await collection.insertMany([
    { _id: 1 as never, big: 'x'.repeat(16 * 1024 * 1024 - 100) },
    { _id: 2 as never, text: `${'long '.repeat(2000)}a` },
    { _id: 3 as never, text: `${'long '.repeat(2000)}b` },
    { _id: 4 as never, deep },
    { _id: 'y'.repeat(5000) as never },
  ]);
  expect((await collection.findOne({ _id: 1 as never }))?.big).toHaveLength(16 * 1024 * 1024 - 100);
  expect(await collection.findOne({ text: `${'long '.repeat(2000)}b` }, { projection: { _id: 1 } })).toEqual({
    _id: 3,
  });
  expect(
    await collection
      .find({ text: { $gt: `${'long '.repeat(2000)}a` } })
      .project({ _id: 1 })
      .toArray(),
  ).toEqual([{ _id: 3 }]);
  expect(await collection.findOne({ _id: 'y'.repeat(5000) as never })).not.toBeNull();
  expect(await collection.findOne({ _id: 4 as never })).toEqual({ _id: 4, deep });
  let deeper: Record<string, unknown> = deep;
  for (let depth = 0; depth < 90; depth++) deeper = { d: deeper };
  await expect(collection.insertOne({ deeper })).rejects.toMatchObject({ code: 15 });
});

test('cursors: batches, getMore, killCursors, many at once, time limits', async () => {
  const collection = await served.fresh(Array.from({ length: 1000 }, (_, n) => ({ n, half: n % 2 })));
  const found = await Promise.all(
    Array.from({ length: 5 }, () => collection.find({ half: 1 }).sort({ n: -1 }).batchSize(37).toArray()),
  );
  for (const rows of found)
    expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 500 }, (_, index) => 999 - 2 * index));
  const cursor = collection.find().batchSize(10);
  await cursor.next();
  await cursor.close();
  const reply = await served.db.command({ find: collection.collectionName, batchSize: 0 });
  expect(reply.cursor.firstBatch).toEqual([]);
  expect(await served.db.command({ killCursors: collection.collectionName, cursors: [reply.cursor.id] })).toMatchObject(
    { cursorsKilled: [reply.cursor.id] },
  );
  const slow = {
    $expr: {
      $gt: [{ $reduce: { input: { $range: [0, 3000] }, initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 0],
    },
  };
  await expect(collection.find(slow).maxTimeMS(20).toArray()).rejects.toMatchObject({ code: 50 });
});

test('unacknowledged writes get no answer and are done', async () => {
  const client = await MongoClient.connect(served.database.uri, { writeConcern: { w: 0 }, maxPoolSize: 1 });
  const collection = client.db('test').collection('unacknowledged');
  await collection.insertOne({ a: 1 });
  await collection.updateOne({ a: 1 }, { $set: { b: 2 } });
  expect(await collection.findOne({})).toMatchObject({ a: 1, b: 2 });
  await client.close();
});
