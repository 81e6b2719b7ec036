import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { RunView } from '../../contract/index.ts';
import { signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;

describe('a server that dies during a run, seen from the admin app', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;

  beforeAll(async () => {
    const settings = { DATA_DIR: data.path, PORT: String(await freePort()) };
    [signet, browser] = await Promise.all([startSignet(settings), openBrowser()]);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  it(
    'the open page says that Signet cannot be reached, and follows the run to its end by itself once the server is back',
    async () => {
      const admin = await signInToAdmin(browser, signet);
      const page = await admin.open('/');
      const faults = new URL('/sandbox/faults', signet.ready.compose).href;
      await admin.context.request.post(faults, {
        data: { match: '/graph/v1.0/users', times: 0, action: 'delay', delayMs: 30_000 },
      });
      await page.getByRole('button', { name: 'Start sync' }).click();
      await page.getByRole('heading', { name: 'Sync is running' }).waitFor();
      await page.evaluate(() => {
        document.title = 'never loaded anew';
      });

      await signet.stop('SIGKILL');
      await page.getByText('Signet cannot be reached.').waitFor({ timeout: minute });
      // What was known stays on the page meanwhile.
      await page.getByRole('heading', { name: 'Sync is running' }).waitFor();

      signet = await startSignet(signet.settings);
      await page.getByText('Signet cannot be reached.').waitFor({ state: 'detached', timeout: minute });
      await page.getByText('Sync finished').waitFor({ timeout: 3 * minute });
      await page.getByRole('heading', { name: 'Everyone is up to date' }).waitFor();
      expect(await page.title()).toBe('never loaded anew');
      const { items } = (await admin.call('GET', '/api/v1/sync/runs')) as { items: RunView[] };
      expect(items.map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
      await admin.context.close();
    },
    6 * minute,
  );
});
