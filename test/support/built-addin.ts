import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Configuration } from 'webpack';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'dist/addin');

/** The folder `dist/addin` with bundles that are not older than their sources; builds what is missing. */
export async function builtAddin(): Promise<string> {
  mkdirSync(join(root, 'dist'), { recursive: true });
  // Several test processes find the bundles old at the same time: one builds, the others wait for it.
  while (!isFresh()) {
    if (await holdingLock(build)) continue;
    await later(200);
  }
  return folder;
}

function isFresh(): boolean {
  const newest = Math.max(...['addin', 'contract', 'webpack.config.js'].map((name) => newestIn(join(root, name))));
  const built = ['launch.js', 'taskpane.js'].map((name) => join(folder, name));
  return built.every((file) => existsSync(file) && statSync(file).mtimeMs >= newest);
}

/** Runs `work` unless another process is at it; a lock that is three minutes old is somebody's who died. */
async function holdingLock(work: () => Promise<void>): Promise<boolean> {
  const lock = join(root, 'dist/.addin-lock');
  try {
    mkdirSync(lock);
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 180_000)
      rmSync(lock, { recursive: true, force: true });
    return false;
  }
  try {
    await work();
    return true;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function build(): Promise<void> {
  const began = new Date();
  // Built aside and moved in place: the server may read the folder at the same time.
  const aside = mkdtempSync(join(root, 'dist/.addin-'));
  try {
    await compile(await addinConfigurations(aside));
    // What was edited during the build is newer than the bundles then.
    for (const name of ['launch.js', 'taskpane.js']) utimesSync(join(aside, name), began, began);
    moveInto(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** The text of one built bundle. */
export async function builtBundle(name: 'launch.js' | 'taskpane.js'): Promise<string> {
  return readFileSync(join(await builtAddin(), name), 'utf8');
}

/** The configurations of webpack.config.js for the two bundles, writing to `path`. */
async function addinConfigurations(path: string): Promise<Configuration[]> {
  const file: string = join(root, 'webpack.config.js');
  const { launchConfig, taskpaneConfig } = (await import(file)) as Record<
    string,
    (mode: string, path: string) => Configuration
  >;
  if (!launchConfig || !taskpaneConfig) throw new Error(`${file} has no launchConfig and taskpaneConfig`);
  return [launchConfig('production', path), taskpaneConfig('production', path)];
}

async function compile(configurations: Configuration[]): Promise<void> {
  const { default: webpack } = await import('webpack');
  return new Promise((resolve, reject) => {
    webpack(configurations, (error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString({ all: false, errors: true })));
      else resolve();
    });
  });
}

function newestIn(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const source = join(from, name);
    if (statSync(source).isDirectory()) moveInto(source, join(to, name));
    else renameSync(source, join(to, name));
  }
}
