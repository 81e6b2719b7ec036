import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeDataDir, runSignet } from '../support/signet-process.ts';

/** `backup`, `restore` and `db copy` as the built command line offers them. */
const data = makeDataDir();
afterAll(() => data.remove());
const run = (folder: string, ...args: string[]) => runSignet(args, { DATA_DIR: join(data.path, folder) });

test('backup and restore print one JSON document each, and exit with 1 where nothing was done', async () => {
  const file = join(data.path, 'signet.backup');
  expect((await run('first', 'migrate')).code).toBe(0);
  const made = await run('first', 'backup', file, '--json');
  expect({ ...made, stdout: JSON.parse(made.stdout) }).toMatchObject({
    code: 0,
    stdout: { file, documents: expect.any(Number) },
  });
  const again = await run('first', 'backup', file, '--json');
  expect({ ...again, stdout: JSON.parse(again.stdout) }).toMatchObject({
    code: 1,
    stdout: { error: { code: 'STORAGE' } },
  });
  expect(again.stderr).toMatch(/choose another one/);
  const back = await run('second', 'restore', file, '--json');
  expect({ ...back, stdout: JSON.parse(back.stdout) }).toMatchObject({ code: 0, stdout: { kept: null } });
  expect(existsSync(join(data.path, 'second/signet.db'))).toBe(true);
}, 60_000);

test('what is missing on the command line is wrong use; what a deployment does itself is named', async () => {
  const [noFile, noTarget, deployment] = await Promise.all([
    run('first', 'backup'),
    run('first', 'db', 'copy'),
    runSignet(['backup', 'x'], {
      MONGODB_URI: 'mongodb://127.0.0.1:1/x',
      SESSION_SECRET: randomBytes(32).toString('base64'),
      DATA_DIR: data.path,
    }),
  ]);
  expect(noFile).toMatchObject({ code: 2, stderr: expect.stringMatching(/missing required argument 'file'/) });
  expect(noTarget).toMatchObject({ code: 2, stderr: expect.stringMatching(/--to/) });
  expect(deployment).toMatchObject({ code: 1, stderr: expect.stringMatching(/mongodump/) });
}, 60_000);
