import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { settingNames } from '../../server/platform/config.ts';

const namesIn = (file: string, pattern: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name = '']) => name);

describe('the settings', () => {
  it('all stand in .env.example, and nothing else does', () => {
    expect(namesIn('.env.example', /^#?([A-Z][A-Z0-9_]+)=/gm).sort()).toEqual([...settingNames].sort());
  });

  it('are all explained in docs/settings.md', () => {
    const explained = namesIn('docs/settings.md', /`([A-Z][A-Z0-9_]+)`/g);
    expect(settingNames.filter((name) => !explained.includes(name))).toEqual([]);
  });

  it('hold no value in .env.example that anybody could leave as a secret', () => {
    const text = readFileSync('.env.example', 'utf8');
    for (const name of settingNames.filter((one) => /SECRET$|MONGODB_URI/.test(one)))
      expect([name, new RegExp(`^#${name}=$`, 'm').test(text)]).toEqual([name, true]);
  });
});
