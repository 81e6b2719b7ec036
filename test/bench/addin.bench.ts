import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addinBrowserWorld } from '../support/addin-browser-world.ts';
import { anAnswer } from '../support/fake-signet-server.ts';
import { minimalAddin } from './addin/minimal-addin.ts';
import { pageRuntime, type SignedInPage } from './addin/page-runtime.ts';
import { type Signed, scriptRuntime } from './addin/script-runtime.ts';
import { measureSizes } from './addin/sizes.ts';
import { type Benchmark, type BenchmarkOptions, type Figure, figure, median } from './benchmark.ts';

/** Compose windows a round and side. */
const windows = { script: 60, page: 12 };

const configuration = `var SIGNET_CONFIG=${JSON.stringify({
  apiUrl: 'https://signet.example',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  authority: 'https://login.microsoftonline.com/organizations',
  scope: 'api://aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee/access_as_user',
})};\n`;

/** The add-in: what it weighs, and how soon it signs beside an add-in that does the least possible. */
export const benchmark: Benchmark = {
  about: 'bundle sizes, and event to setSignatureAsync beside a minimal add-in, in both runtimes',
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const sizes = await measureSizes(folder);
      const bundle = configuration + (await readFile(join(folder, 'launch.js'), 'utf8'));
      return [
        figure('launch bundle, gzipped', 'KB', [sizes.launch], { atMost: 110 }),
        figure('launch bundle without sign-in, gzipped', 'KB', [sizes.launchWithoutSignIn], { atMost: 25 }),
        figure('task pane, gzipped', 'KB', [sizes.taskpane], { atMost: 250 }),
        ...(await inScriptRuntime(bundle, options)),
        ...(await inPages(folder, options)),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Both sides in turns, so that a busy moment of the machine strikes both. */
async function inTurns<One>(times: number, sides: (() => Promise<One>)[]): Promise<One[][]> {
  const found: One[][] = sides.map(() => []);
  for (let time = 0; time < times; time++) for (const [at, side] of sides.entries()) found[at]?.push(await side());
  return found;
}

const middle = (signed: { milliseconds: number }[] = []) => median(signed.map(({ milliseconds }) => milliseconds));

async function inScriptRuntime(bundle: string, { rounds, say }: BenchmarkOptions): Promise<Figure[]> {
  const signet = scriptRuntime(bundle);
  const minimal = scriptRuntime(minimalAddin);
  const cold = await signet();
  const pairs: { signet: Signed[]; minimal: Signed[] }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const [own = [], least = []] = await inTurns(windows.script, [signet, minimal]);
    pairs.push({ signet: own, minimal: least });
    say(`script-only runtime, round ${round}: ${middle(own).toFixed(2)} ms, minimal ${middle(least).toFixed(2)} ms`);
  }
  const most = (value: (signed: Signed) => number) => pairs.map(({ signet }) => Math.max(...signet.map(value)));
  return [
    figure(
      'script-only runtime: signed from the cache',
      'ms',
      pairs.map(({ signet }) => middle(signet)),
    ),
    figure(
      'script-only runtime: minimal add-in',
      'ms',
      pairs.map(({ minimal }) => middle(minimal)),
    ),
    figure(
      'script-only runtime: Signet / minimal',
      '×',
      pairs.map(({ signet, minimal }) => middle(signet) / middle(minimal)),
      { atMost: 1.5 },
    ),
    figure(
      'script-only runtime: requests before, warm',
      '',
      most(({ requestsBefore }) => requestsBefore),
      { atMost: 0 },
    ),
    figure('script-only runtime: requests, cold', '', [cold.requests], { atMost: 2 }),
  ];
}

async function inPages(folder: string, { rounds, say }: BenchmarkOptions): Promise<Figure[]> {
  const world = await addinBrowserWorld(folder);
  try {
    for (const type of ['newMail', 'reply', 'forward'])
      world.answers.set(`ada@contoso.example|${type}`, anAnswer('<p>Ada Lindqvist</p>'));
    const signet = await pageRuntime(world);
    const minimal = await pageRuntime(world, minimalAddin);
    await signet();
    const cold = world.requests.length;
    await minimal();
    const pairs: { signet: SignedInPage[]; minimal: SignedInPage[] }[] = [];
    for (let round = 1; round <= rounds; round++) {
      const [own = [], least = []] = await inTurns(windows.page, [signet, minimal]);
      pairs.push({ signet: own, minimal: least });
      say(
        `office.js in a browser, round ${round}: ${middle(own).toFixed(2)} ms, minimal ${middle(least).toFixed(2)} ms`,
      );
    }
    return [
      figure(
        'office.js in a browser: signed from the cache',
        'ms',
        pairs.map(({ signet }) => middle(signet)),
      ),
      figure(
        'office.js in a browser: minimal add-in',
        'ms',
        pairs.map(({ minimal }) => middle(minimal)),
      ),
      figure(
        'office.js in a browser: Signet / minimal',
        '×',
        pairs.map(({ signet, minimal }) => middle(signet) / middle(minimal)),
        { atMost: 1.5 },
      ),
      figure(
        'office.js in a browser: requests before, warm',
        '',
        pairs.map(({ signet }) => Math.max(...signet.map(({ requestsBefore }) => requestsBefore))),
        { atMost: 0 },
      ),
      figure('office.js in a browser: requests, cold', '', [cold], { atMost: 2 }),
    ];
  } finally {
    await world.close();
  }
}
