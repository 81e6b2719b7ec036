import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AdminBrowser, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

/* The promises about the compose window, told in the sandbox, which has one. */

const minute = 60_000;

describe('the promises, in the compose window', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let admin: AdminBrowser;

  beforeAll(async () => {
    const [running, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    signet = running;
    admin = await signInToAdmin(browser, signet);
  }, 2 * minute);
  afterAll(async () => {
    await admin?.context.browser()?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  it(
    '9: the signature is visible while writing and can be adjusted in every mail; who has it is seen afterwards',
    async () => {
      const who = signet.ready.signIn?.find(({ role }) => role === 'employee');
      const compose = async () => {
        const page = await admin.context.newPage();
        await page.goto(`${signet.ready.compose}?as=${who?.address}`);
        await page.locator('[data-ref=status][data-state=done]').waitFor();
        return page;
      };
      const page = await compose();
      const body = page.locator('[data-ref=body-html]');
      expect(await body.innerText()).toContain(who?.name);
      await body.press('Control+End');
      await body.pressSequentially(' until Friday');
      expect(await body.innerText()).toContain('until Friday');
      // What happened in one message is reported with the next.
      const reported = admin.context.waitForEvent('response', (answer) => answer.url().endsWith('/me/deliveries'));
      const next = await compose();
      await reported;
      const coverage = await admin.open(`/outlook/coverage?query=${who?.address}`);
      const row = coverage.getByRole('row', { name: new RegExp(String(who?.name)) });
      await row.getByText('Outlook on the web').waitFor();
      await coverage.close();
      await next.close();
      await page.close();
    },
    2 * minute,
  );

  it(
    '12: Outlook desktop users get their signature as well',
    async () => {
      const page = await admin.open('/outlook');
      await page.getByText('classic Outlook for Windows').first().waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Download the manifest' }).click(),
      ]);
      const manifest = readFileSync(await download.path(), 'utf8');
      const desktop = /<DesktopFormFactor>[\s\S]*?<\/DesktopFormFactor>/.exec(manifest)?.[0] ?? '';
      expect(desktop).toContain('OnNewMessageCompose');
      expect(manifest).toContain(`${signet.ready.url}/addin/launch.js`);
      await page.close();
    },
    minute,
  );

  it('nothing went wrong in the browser', () => expect(admin.errors).toEqual([]));
});
