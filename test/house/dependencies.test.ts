import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Locked {
  license?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
}
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const { dependencies, devDependencies, allowScripts } = readJson('package.json');
const packages = Object.entries<Locked>(readJson('package-lock.json').packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const text = readFileSync('docs/dependencies.md', 'utf8');

/** What may be delivered together with an MIT-licensed program, without a duty beyond naming it. */
const free = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0'];
/** Others, package by package; the reason stands in docs/dependencies.md. */
const others: Record<string, RegExp> = {
  'LGPL-3.0-or-later': /^@img\/sharp-/,
  'CC-BY-4.0': /^caniuse-lite$/,
  'MPL-2.0': /^axe-core$/,
  LICENSE: /^@microsoft\/office-js$/,
};

function isAllowed(licence: string, name: string): boolean {
  const words = licence
    .replace(/\(http[^)]*\)/g, '')
    .replace(/[()]/g, ' ')
    .trim();
  const parts = words.split(/\s+(?:AND|OR)\s+/);
  const one = (part: string) => free.includes(part.trim()) || others[part.trim()]?.test(name) === true;
  return / OR /.test(words) ? parts.some(one) : parts.every(one);
}

describe('what Signet is built from', () => {
  it('has a licence that goes with ours, package by package', () => {
    const wrong = packages
      .map(([path, { license }]) => ({ name: nameOf(path), licence: license ?? 'none' }))
      .filter(({ name, licence }) => !isAllowed(licence, name));
    expect(wrong).toEqual([]);
  });

  it('is explained in docs/dependencies.md, each direct dependency with its reason, and nothing else', () => {
    const named = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
  });

  it('runs no script at installation that is not listed and switched off', () => {
    const withScripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(withScripts.filter((name) => allowScripts[name] !== false)).toEqual([]);
    for (const name of withScripts) expect([name, text.includes(name)]).toEqual([name, true]);
  });

  it('comes from the registry, each with its checksum', () => {
    const loose = Object.entries<{ resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>(
      readJson('package-lock.json').packages,
    )
      .filter(
        ([path, { integrity, link, inBundle }]) =>
          path !== '' && !link && !inBundle && !integrity?.startsWith('sha512-'),
      )
      .map(([path]) => path);
    expect(loose).toEqual([]);
  });
});
