import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { openEmbeddedDatabase } from '../index.ts';
import { type Served, serve } from './served-for-test.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ listen: { port: 0 } });
});
afterAll(() => served.close());

/** What connecting with an altered URI comes to. */
async function trying<Result>(
  change: (uri: URL) => void,
  act: (client: MongoClient) => Promise<Result>,
): Promise<Result> {
  const uri = new URL(served.database.uri.replace('mongodb:', 'http:'));
  change(uri);
  const client = new MongoClient(uri.href.replace('http:', 'mongodb:'), { serverSelectionTimeoutMS: 15_000 });
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}
const find = (client: MongoClient) => client.db('test').collection('c').findOne();

test('the printed URI has the password that opens a port', async () => {
  await served.db.collection('c').insertOne({ a: 1 });
  expect(await trying(() => {}, find)).toMatchObject({ a: 1 });
  const status = await served.db.command({ connectionStatus: 1 });
  expect(status.authInfo.authenticatedUsers).toEqual([{ user: 'admin', db: 'admin' }]);
});

test('a wrong password, a wrong name and another mechanism are refused', async () => {
  const having = (part: 'username' | 'password', value: string) => (uri: URL) => {
    uri[part] = value;
  };
  const wrong = having('password', 'wrong');
  await expect(trying(wrong, find)).rejects.toMatchObject({ code: 18, codeName: 'AuthenticationFailed' });
  await expect(trying(having('username', 'root'), find)).rejects.toMatchObject({ code: 18 });
  const older = (uri: URL) => uri.searchParams.set('authMechanism', 'SCRAM-SHA-1');
  await expect(trying(older, find)).rejects.toMatchObject({ code: 334 });
});

test('without a password nothing but greetings is answered', async () => {
  const anonymous = (uri: URL) => {
    uri.username = '';
    uri.password = '';
  };
  await expect(trying(anonymous, find)).rejects.toMatchObject({ code: 13, codeName: 'Unauthorized' });
  const writes = trying(anonymous, (client) => client.db('test').collection('c').insertOne({}));
  await expect(writes).rejects.toMatchObject({ code: 13 });
  await expect(trying(anonymous, (client) => client.db('test').dropDatabase())).rejects.toMatchObject({ code: 13 });
  expect(await trying(anonymous, (client) => client.db('admin').command({ ping: 1 }))).toMatchObject({ ok: 1 });
});

test('whoever signs out has to sign in again, and half an exchange opens nothing', async () => {
  const once = (uri: URL) => uri.searchParams.set('maxPoolSize', '1');
  await trying(once, async (client) => {
    const admin = client.db('admin');
    await admin.command({ logout: 1 });
    await expect(find(client)).rejects.toMatchObject({ code: 13 });
    const payload = Buffer.from('n,,n=admin,r=abc');
    await admin.command({ saslStart: 1, mechanism: 'SCRAM-SHA-256', payload });
    await expect(find(client)).rejects.toMatchObject({ code: 13 });
    const forged = Buffer.from('c=biws,r=abc,p=AAAA');
    await expect(admin.command({ saslContinue: 1, conversationId: 1, payload: forged })).rejects.toMatchObject({
      code: 18,
    });
    await expect(admin.command({ saslContinue: 1, conversationId: 1, payload: forged })).rejects.toMatchObject({
      code: 17,
    });
  });
});

test('the password lies beside the file, for its owner only, and stays when the database is started again', async () => {
  const other = await serve({ listen: { port: 0 } });
  const passwordOf = (uri: string) => new URL(uri.replace('mongodb:', 'http:')).password;
  expect(statSync(join(other.folder, 'data.mdb.password')).mode & 0o777).toBe(0o600);
  expect(passwordOf(other.database.uri)).not.toBe(passwordOf(served.database.uri));
  await other.client.close();
  await other.database.close();
  const again = await openEmbeddedDatabase({ file: other.folder, listen: { port: 0 } });
  expect(passwordOf(again.uri)).toBe(passwordOf(other.database.uri));
  await again.close();
});
