import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { findServedDatabase, openEmbeddedDatabase, socketPathFor } from '../index.ts';
import { crashInRounds } from './crash-for-test.ts';
import { serve } from './served-for-test.ts';
import { startProcess } from './served-process-for-test.ts';

async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edb-'));
  try {
    await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('every acknowledged write survives kill -9, five times', () => crashInRounds(5), 120_000);

test('a file that is served elsewhere is busy, and free when its owner has gone', async () => {
  await inFolder(async (folder) => {
    const { child, uri, ended } = startProcess('--file', folder);
    const socket = socketPathFor(folder);
    await expect(uri).resolves.toContain(encodeURIComponent(socket));
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(await findServedDatabase(socket)).toBe(await uri);
    await expect(openEmbeddedDatabase({ file: folder, listen: { port: 0 } })).rejects.toMatchObject({
      code: 'FILE_BUSY',
    });
    const second = await startProcess('--file', folder, '--port', '0').ended;
    expect(second).toMatchObject({ code: 1, output: '' });
    expect(second.errors).toMatch(/already served/);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(existsSync(socket)).toBe(false);
    expect(await findServedDatabase(socket)).toBeNull();
    const database = await openEmbeddedDatabase({ file: folder, listen: { socket } });
    await expect(openEmbeddedDatabase({ file: folder, listen: { port: 0 } })).rejects.toMatchObject({
      code: 'FILE_BUSY',
    });
    await database.close();
  });
});

test("after kill -9 the socket and the owner file are stale and in nobody's way", async () => {
  await inFolder(async (folder) => {
    const first = startProcess('--file', folder);
    await first.uri;
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(socketPathFor(folder))).toBe(true);
    const database = await openEmbeddedDatabase({ file: folder, listen: { socket: socketPathFor(folder) } });
    await database.close();
  });
});

test.each<[string, (file: string) => void]>([
  ['overwritten', (file) => writeFileSync(file, Buffer.alloc(50_000, 'nonsense '))],
  ['cut', (file) => truncateSync(file, statSync(file).size >> 1)],
  [
    'overwritten in the middle',
    (file) => {
      const bytes = readFileSync(file);
      bytes.fill(0x5a, (bytes.length >> 1) - 20_000, (bytes.length >> 1) + 20_000);
      writeFileSync(file, bytes);
    },
  ],
  ['cut to the first bytes', (file) => truncateSync(file, 100)],
])('a file that is %s is refused and left as it is', async (_, damage) => {
  await inFolder(async (folder) => {
    const served = await serve();
    await (await served.fresh()).insertMany(Array.from({ length: 2000 }, (_item, n) => ({ n, text: 'x'.repeat(200) })));
    await served.client.close();
    await served.database.close();
    const file = join(folder, 'data.mdb');
    copyFileSync(join(served.folder, 'data.mdb'), file);
    rmSync(served.folder, { recursive: true });
    damage(file);
    const before = readFileSync(file);
    await expect(openEmbeddedDatabase({ file: folder, listen: { port: 0 } })).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('close waits for running commands, with clients still connected', async () => {
  const served = await serve();
  const collection = await served.fresh();
  const writing = collection
    .insertMany(
      Array.from({ length: 20_000 }, (_, n) => ({ n })),
      { ordered: false },
    )
    .then(
      (result) => result.insertedCount,
      () => -1,
    );
  while ((await collection.estimatedDocumentCount()) === 0);
  await served.database.close();
  const count = await writing;
  await served.client.close();
  const again = await openEmbeddedDatabase({ file: served.folder, listen: { port: 0 } });
  const client = await MongoClient.connect(again.uri);
  const stored = await client.db('test').collection(collection.collectionName).countDocuments();
  // The driver sends batches: what was answered is there, and no batch is there by half.
  expect(stored).toBe(count === -1 ? stored : count);
  expect(stored).toBeGreaterThan(0);
  await client.close();
  await again.close();
  rmSync(served.folder, { recursive: true });
});

test('ports and sockets in use are told', async () => {
  await inFolder(async (folder) => {
    const served = await serve();
    const socket = join(served.folder, 'db.sock');
    await expect(openEmbeddedDatabase({ file: folder, listen: { socket } })).rejects.toMatchObject({
      code: 'SOCKET_BUSY',
    });
    const onPort = await openEmbeddedDatabase({ file: folder, listen: { port: 0 } });
    const port = Number(new URL(onPort.uri.replace('mongodb:', 'http:')).port);
    await expect(openEmbeddedDatabase({ file: join(folder, 'other'), listen: { port } })).rejects.toMatchObject({
      code: 'PORT_BUSY',
    });
    await onPort.close();
    await served.close();
  });
});

test('the command line is checked', async () => {
  const ends = await Promise.all([
    startProcess().ended,
    startProcess('--file', 'x', '--port', 'y').ended,
    startProcess('--nope').ended,
  ]);
  for (const end of ends) {
    expect(end).toMatchObject({ code: 2, output: '' });
    expect(end.errors).toMatch(/usage/);
  }
});

test('socket paths are short, whatever the folder', () => {
  expect(socketPathFor('/srv/data')).toBe('/srv/data/db.sock');
  const deep = `/srv/${'long/'.repeat(40)}`;
  expect(Buffer.byteLength(socketPathFor(deep))).toBeLessThanOrEqual(100);
  expect(socketPathFor(deep)).not.toBe(socketPathFor(`${deep}x`));
});
