import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { makeDataDir, runSignet } from '../support/signet-process.ts';

const data = makeDataDir();
afterAll(() => data.remove());
const halfMinute = 30_000;

describe('wrong settings end with exit code 1 and say what to do', () => {
  it(
    'lists every wrong value at once, and touches nothing',
    async () => {
      const ended = await runSignet(['start'], {
        DATA_DIR: data.path,
        PORT: 'many',
        ROLES: 'cook',
        LOG_LEVEL: 'loud',
        M365_CLOUD: 'mars',
      });
      expect(ended.code).toBe(1);
      for (const name of ['PORT=many', 'ROLES=cook', 'LOG_LEVEL=loud', 'M365_CLOUD=mars'])
        expect(ended.stderr).toContain(name);
      expect(ended.stderr).toContain('4 mistakes');
      expect(ended.stdout).toBe('');
    },
    halfMinute,
  );

  it(
    'a port in use',
    async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      const address = other.address();
      const port = typeof address === 'object' && address ? String(address.port) : '';
      const ended = await runSignet(['start'], { DATA_DIR: data.path, PORT: port });
      other.close();
      expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining(`PORT=${port} is in use`) });
    },
    halfMinute,
  );

  it(
    'a MongoDB that cannot be reached, without showing its password',
    async () => {
      const ended = await runSignet(['people', 'list'], {
        DATA_DIR: data.path,
        MONGODB_URI: 'mongodb://signet:hunter2@localhost:1/signet',
        SESSION_SECRET: 'q7Vd0mZkR2uXw9sLc4TyB8nHf1JgPe6A',
      });
      expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('localhost:1') });
      expect(ended.stderr).not.toContain('hunter2');
    },
    halfMinute,
  );

  it.each([
    ['an unknown command', ['frobnicate'], 'unknown command'],
    ['a missing argument', ['render'], 'missing required argument'],
    ['an unknown option', ['render', 'a@b.example', '--colour'], 'unknown option'],
    ['a value that is none of those offered', ['render', 'a@b.example', '--compose-type', 'fax'], 'composeType'],
  ])(
    '%s is wrong use: exit code 2',
    async (_name, args, words) => {
      const ended = await runSignet(args, { DATA_DIR: data.path });
      expect(ended.stderr.toLowerCase()).toContain(words.toLowerCase());
      expect(ended.code).toBe(2);
    },
    halfMinute,
  );
});
