import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const text = readFileSync('docs/threat-model.md', 'utf8');
const threats = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| threat |'))
  .map((line) => {
    const cells = line.split(/\s+\|\s+/);
    const [, file = '', title = ''] = /`([^`]+\.test\.ts)`: "([^"]+)"/.exec(cells.at(-1) ?? '') ?? [];
    return { threat: cells[0]?.replace(/^\| /, '') ?? '', file, title };
  });

/** A file's tests as people read them: quotes inside titles are written without a backslash. */
const titlesIn = (file: string) => readFileSync(file, 'utf8').replace(/\\(['"`])/g, '$1');

describe('docs/threat-model.md', () => {
  it('has threats', () => {
    expect(threats.length).toBeGreaterThan(40);
  });

  it.each(threats.map(({ threat, file, title }) => [threat, file, title] as const))(
    'names a test for: %s',
    (_threat, file, title) => {
      expect([file, existsSync(file)]).toEqual([file, true]);
      expect([title, titlesIn(file).includes(title)]).toEqual([title, true]);
      expect(title.length).toBeGreaterThan(6);
    },
  );
});
