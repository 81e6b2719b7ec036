import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../contract/index.ts';

/** Every source file of the house that git knows, tests apart. */
const sources = execFileSync('git', ['ls-files', 'contract', 'server', 'admin', 'addin', 'embedded-db', 'sandbox'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));

const offenders = (pattern: RegExp, allowed: RegExp) =>
  sources
    .filter((path) => !allowed.test(path))
    .filter((path) => pattern.test(withoutComments(readFileSync(path, 'utf8'))));

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}

describe('rules that neither compiler nor linter knows', () => {
  it('the server takes the time from its clock alone', () => {
    expect(
      offenders(
        /\bDate\.now\(|\bnew Date\(\)/,
        /^(server\/platform\/clock\.ts|admin\/|addin\/|sandbox\/|embedded-db\/)/,
      ),
    ).toEqual([]);
  });

  it('nothing outside platform/config.ts reads the environment', () => {
    expect(offenders(/\bprocess\.env\b/, /^(server\/platform\/config\.ts|sandbox\/testing\/)/)).toEqual([]);
  });

  it('no file names what the house does without: utils, helpers, manager, common, misc', () => {
    expect(sources.filter((path) => /(^|[/.-])(utils?|helpers?|manager|common|misc)([/.-]|$)/i.test(path))).toEqual([]);
  });

  it('every error code has a status that fits, and words', () => {
    for (const [code, { status, message }] of Object.entries(errorCodes)) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
      expect([code, message.length > 5]).toEqual([code, true]);
    }
  });
});
