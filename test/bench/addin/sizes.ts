import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import webpack, { type Configuration } from 'webpack';

/** Kilobytes gzipped. */
export interface Sizes {
  launch: number;
  /** The launch bundle without Microsoft's sign-in library. */
  launchWithoutSignIn: number;
  taskpane: number;
}

type Configure = (mode: string, path: string) => Configuration;

/** Builds the add-in as `npm run build:web` does, and once more without msal-browser. */
export async function measureSizes(folder: string): Promise<Sizes> {
  const { launchConfig, taskpaneConfig } = (await import(resolve('webpack.config.js'))) as Record<string, Configure>;
  if (!launchConfig || !taskpaneConfig) throw new Error('webpack.config.js has no launchConfig and taskpaneConfig');
  const bare = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const withoutSignIn = launchConfig('production', bare);
    withoutSignIn.resolve = { ...withoutSignIn.resolve, alias: { '@azure/msal-browser': false } };
    await build([launchConfig('production', folder), taskpaneConfig('production', folder), withoutSignIn]);
    return {
      launch: await kilobytes(join(folder, 'launch.js')),
      launchWithoutSignIn: await kilobytes(join(bare, 'launch.js')),
      taskpane: await kilobytes(join(folder, 'taskpane.js')),
    };
  } finally {
    await rm(bare, { recursive: true, force: true });
  }
}

async function kilobytes(file: string): Promise<number> {
  return gzipSync(await readFile(file), { level: 9 }).length / 1024;
}

function build(configurations: Configuration[]): Promise<void> {
  return new Promise((done, fail) => {
    webpack(configurations, (error, stats) => {
      if (error) fail(error);
      else if (stats?.hasErrors()) fail(new Error(stats.toString({ all: false, errors: true })));
      else done();
    });
  });
}
