import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockFile } from './file-lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edb-'));
  file = join(folder, 'data.mdb');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quick = { beat: 40, patience: 400 };
const elsewhere = JSON.stringify({ pid: process.pid, host: 'another-container pid:[1]', started: '1' });

test('one process has a file once', async () => {
  const unlock = await lockFile(file);
  await expect(lockFile(file)).rejects.toMatchObject({ code: 'FILE_BUSY' });
  unlock();
  (await lockFile(file))();
});

test('an owner in another container that shows signs of life keeps the file', async () => {
  writeFileSync(`${file}.owner`, elsewhere);
  let seconds = 1;
  const alive = setInterval(() => utimesSync(`${file}.owner`, ++seconds, seconds), quick.beat);
  await expect(lockFile(file, quick)).rejects.toMatchObject({
    code: 'FILE_BUSY',
    message: expect.stringMatching(/another-container/),
  });
  clearInterval(alive);
});

test('an owner in another container that shows none has gone', async () => {
  writeFileSync(`${file}.owner`, elsewhere);
  (await lockFile(file, quick))();
});

test('whoever holds a file shows signs of life', async () => {
  const unlock = await lockFile(file, quick);
  utimesSync(`${file}.owner`, 1, 1);
  while (statSync(`${file}.owner`).mtimeMs === 1000) await new Promise((resolve) => setImmediate(resolve));
  unlock();
});
