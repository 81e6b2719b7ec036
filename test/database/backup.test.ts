import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { backUp, openDatabase, restore } from '../../server/database.ts';
import type { Config } from '../../server/platform/config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signet-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configFor = (name: string) => ({ dataDir: join(folder, name) }) as Config;

/** Works on the database in this data folder. */
async function within<Result>(name: string, act: (client: MongoClient) => Promise<Result>): Promise<Result> {
  const closing: (() => Promise<void>)[] = [];
  const client = await MongoClient.connect(await openDatabase(configFor(name), closing));
  try {
    return await act(client);
  } finally {
    await client.close();
    for (const close of closing) await close();
  }
}
const items = (client: MongoClient) => client.db('signet').collection<{ _id: number; text: string }>('items');
const count = (name: string) => within(name, (client) => items(client).countDocuments());
const fill = (name: string, documents: number) =>
  within(name, async (client) => {
    await items(client).insertMany(Array.from({ length: documents }, (_, _id) => ({ _id, text: 'x'.repeat(100) })));
    await items(client).createIndex({ text: 1 });
  });

test('a backup made while others write is one moment: all that was acknowledged before, and nothing in part', async () => {
  const file = join(folder, 'backup');
  const [before, facts] = await within('live', async (client) => {
    let stored = 0;
    let stop = false;
    // Two documents in one statement: a backup has both or none.
    const writing = (async () => {
      while (!stop) {
        const pair = [stored, stored + 1].map((_id) => ({ _id, text: 'y'.repeat(2000) }));
        await items(client).insertMany(pair);
        stored += 2;
      }
    })();
    while (stored < 200) await new Promise((resolve) => setImmediate(resolve));
    const acknowledged = stored;
    const made = await backUp(configFor('live'), file);
    stop = true;
    await writing;
    return [acknowledged, made] as const;
  });
  expect(facts).toMatchObject({ file, collections: 1 });
  expect(statSync(file)).toMatchObject({ size: facts.bytes });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await restore(configFor('other'), file, false)).toMatchObject({ documents: facts.documents, kept: null });
  const ids = await within('other', async (client) => (await items(client).find().toArray()).map(({ _id }) => _id));
  expect(ids).toEqual(Array.from({ length: facts.documents }, (_, index) => index));
  expect(facts.documents).toBeGreaterThanOrEqual(before);
  expect(facts.documents % 2).toBe(0);
}, 60_000);

test('a backup never overwrites a file, and leaves nothing half behind', async () => {
  const file = join(folder, 'there');
  writeFileSync(file, 'precious');
  await fill('live', 3);
  await expect(backUp(configFor('live'), file)).rejects.toMatchObject({
    code: 'STORAGE',
    message: expect.stringMatching(/of that name/),
  });
  expect(readFileSync(file, 'utf8')).toBe('precious');
  await expect(backUp(configFor('live'), join(folder, 'no/such/folder\0'))).rejects.toMatchObject({ code: 'STORAGE' });
  expect(readdirSync(folder).sort()).toEqual(['live', 'there']);
});

test('a restore refuses a database with documents unless told, and keeps the old file then', async () => {
  await fill('old', 5);
  await fill('live', 7);
  const file = join(folder, 'backup');
  await backUp(configFor('live'), file);
  await expect(restore(configFor('old'), file, false)).rejects.toMatchObject({
    message: expect.stringMatching(/holds 5 documents.*--replace/),
  });
  expect(await count('old')).toBe(5);
  const { kept } = await restore(configFor('old'), file, true);
  expect(await count('old')).toBe(7);
  expect(await within('old', async (client) => (await items(client).indexes()).length)).toBe(2);
  rmSync(join(folder, 'old/signet.db'));
  copyFileSync(kept as string, join(folder, 'old/signet.db'));
  expect(await count('old')).toBe(5);
});

test('a restore refuses while the database is served', async () => {
  await fill('live', 2);
  const file = join(folder, 'backup');
  await backUp(configFor('live'), file);
  await within('live', async (client) => {
    await expect(restore(configFor('live'), file, true)).rejects.toMatchObject({
      message: expect.stringMatching(/stop it/),
    });
    expect(await items(client).countDocuments()).toBe(2);
  });
});

test.each<[string, (file: string) => void, RegExp]>([
  ['one bit turned', (file) => writeFileSync(file, turned(readFileSync(file))), /damaged/],
  ['cut', (file) => truncateSync(file, statSync(file).size - 200), /no backup, or is cut off/],
  ['longer', (file) => appendFileSync(file, 'x'), /no backup|damaged/],
  ['something else', (file) => writeFileSync(file, 'hello'), /no backup/],
  ['not there', (file) => rmSync(file), /not there/],
  ['of a newer version', (file) => writeFileSync(file, newer(readFileSync(file))), /newer version/],
])('a backup that is %s is refused, and nothing is touched', async (_, damage, message) => {
  await fill('live', 100);
  const file = join(folder, 'backup');
  await backUp(configFor('live'), file);
  damage(file);
  const before = readFileSync(join(folder, 'live/signet.db'));
  await expect(restore(configFor('live'), file, true)).rejects.toMatchObject({
    code: 'STORAGE',
    message: expect.stringMatching(message),
  });
  expect(readFileSync(join(folder, 'live/signet.db')).equals(before)).toBe(true);
  expect(readdirSync(join(folder, 'live')).filter((name) => name.includes('arriving'))).toEqual([]);
  expect(existsSync(join(folder, 'live/signet.db.owner'))).toBe(false);
});

function turned(bytes: Buffer): Buffer {
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] as number) ^ 4;
  return bytes;
}

function newer(bytes: Buffer): Buffer {
  bytes.write('embedded-db backup 2 ', bytes.lastIndexOf('embedded-db backup 1 '), 'latin1');
  return bytes;
}

test('with MONGODB_URI the tools of MongoDB are named', async () => {
  const config = { ...configFor('live'), mongodbUri: 'mongodb://u:secret@db.example/x' };
  await expect(backUp(config, join(folder, 'b'))).rejects.toMatchObject({
    message: expect.stringMatching(/u:\*\*\*@.*mongodump/),
  });
  await expect(restore(config, join(folder, 'b'), false)).rejects.toMatchObject({
    message: expect.stringMatching(/mongorestore/),
  });
});
