import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { catalogues } from '../catalogue.ts';

/** Words that are the same in both languages. */
const same = new Set(
  'Signet|Admin|Person|Name|Text|Website|Fax|English|Deutsch|Microsoft 365|Browser|Version|HTML|Status|Link|Import|Format|Banner|Code|Logo|Client|Outlook|Aktion'.split(
    '|',
  ),
);

type Leaf = { path: string; en: unknown; de: unknown };

/** Every text of a catalogue beside its translation. */
function leaves(en: unknown, de: unknown, path = ''): Leaf[] {
  if (typeof en !== 'object' || en === null) return [{ path, en, de }];
  const other = (typeof de === 'object' && de !== null ? de : {}) as Record<string, unknown>;
  const keys = new Set([...Object.keys(en), ...Object.keys(other)]);
  return [...keys].flatMap((key) => leaves((en as Record<string, unknown>)[key], other[key], `${path}.${key}`));
}

describe('texts in English and German', () => {
  let all: Leaf[] = [];

  beforeAll(async () => {
    const files = readdirSync('admin', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(^|[/\\])(messages|field-diff|sortable-list)\.tsx?$/.test(file),
    );
    for (const file of files) await import(pathToFileURL(resolve('admin', file)).href);
    all = catalogues.flatMap((one) => leaves((one as { en: object }).en, (one as { de: object }).de));
  });

  test('every text is there in both, of the same kind', () => {
    expect(all.length).toBeGreaterThan(400);
    expect(
      all.filter(({ en, de }) => typeof en !== typeof de || en === '' || de === '').map(({ path }) => path),
    ).toEqual([]);
  });

  test('every text is translated, apart from words that are the same', () => {
    const copied = all.filter(
      ({ en, de }) => typeof en === 'string' && en === de && /[a-z]{3}/i.test(en) && !same.has(en),
    );
    expect(copied.map(({ path, en }) => `${path}: ${en}`)).toEqual([]);
  });
});
