import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunView, SettingsView, TenantView } from '../../contract/index.ts';
import { fitsItsWindow, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { settling } from '../support/settling.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
/** A browser says once that it does not know the sandbox's certificate: "Advanced", and "Proceed". The test's browser does not. */
const warningClicks = 2;

/** A browser whose presses of the pointer are counted, over every page and window. */
async function openCounted(browser: Browser, locale = 'en-GB'): Promise<{ context: BrowserContext; clicks: string[] }> {
  const context = await browser.newContext({
    ...{ ignoreHTTPSErrors: true, bypassCSP: true, locale, timezoneId: 'Europe/Berlin' },
    viewport: { width: 1280, height: 860 },
  });
  const clicks: string[] = [];
  await context.exposeBinding('clicked', (_source, what: string) => void clicks.push(what));
  await context.addInitScript(() => {
    const page = globalThis as unknown as { clicked(what: string): void };
    addEventListener(
      'pointerdown',
      ({ isTrusted, target }) => isTrusted && page.clicked((target as Element).textContent?.trim().slice(0, 40) ?? ''),
      true,
    );
  });
  return { context, clicks };
}

/** The way on of a step, as its bar names it. */
const wayOn = (page: Page, name: string) =>
  page.getByRole('region', { name: 'What comes next' }).getByRole('button', { name, exact: true });
const reached = (page: Page, step: string) =>
  page.getByRole('heading', { level: 1, name: `Set up Signet: ${step}` }).waitFor();

/** Signs in by what the pages say: the button, then the admin whom the sandbox lists first. */
async function signIn(page: Page, signet: RunningSignet): Promise<void> {
  await page.goto(signet.ready.admin);
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click();
  await page.getByRole('listitem').filter({ hasText: 'admin' }).getByRole('button').first().click();
  await page.waitForURL(/\/admin\//);
}

describe('a newcomer', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let context: BrowserContext | undefined;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
  }, 2 * minute);
  afterEach(async () => {
    await context?.close();
  });
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const open = async () => {
    const counted = await openCounted(browser);
    context = counted.context;
    return { ...counted, page: await counted.context.newPage() };
  };

  it(
    'comes from an empty data folder to a published signature in the compose window in 25 clicks at most, by what the screen says',
    async () => {
      const { context, page, clicks } = await open();
      const faults: Record<string, string[]> = {};
      const settled = settling(page);
      const look = async (step: string) => {
        await settled();
        await page.locator('.fui-Skeleton').first().waitFor({ state: 'detached' });
        faults[step] = await seriousFaults(page);
        await page.setViewportSize({ width: 360, height: 740 });
        await fitsItsWindow(page);
        await page.setViewportSize({ width: 1280, height: 860 });
      };
      await signIn(page, signet);
      await page.getByRole('link', { name: 'Begin' }).click();

      await reached(page, 'Connect');
      await page.getByText('Checked just now: Signet can read people and groups.').waitFor();
      await look('connect');
      await wayOn(page, 'Next: Basic settings').click();

      await reached(page, 'Basic settings');
      // Whoever reads by ear or keyboard goes on from the heading of the step.
      await page.waitForFunction(() => document.activeElement?.id === 'page-heading');
      await page.getByRole('combobox', { name: 'Time zone' }).waitFor();
      // Nobody chose a zone: it is the browser's, and the nights are shown in it.
      expect(await page.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Europe/Berlin');
      await page
        .getByText(/at 03:00 CES?T/)
        .nth(2)
        .waitFor();
      await page.getByText('Chief Information Officer').waitFor();
      await look('settings');
      await wayOn(page, 'Next: Import rules').click();

      await reached(page, 'Import rules');
      await look('rules');
      await wayOn(page, 'Next: Preview and start').click();

      await reached(page, 'Preview and start');
      await page.getByText('Nothing has been changed yet.').waitFor();
      await look('preview');
      await wayOn(page, 'Start the sync').click();

      await reached(page, 'Signatures');
      await page.getByText(/The sync is finished: \d+ people are in Signet/).waitFor();
      await page.getByRole('radio', { name: /^Bilingual/ }).click();
      await page.getByRole('button', { name: 'Give “Bilingual” to everyone' }).click();
      await page.getByText('Everyone gets “Bilingual” under a new mail now.').waitFor();
      await look('signatures');

      const [outlook] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('main').getByRole('link', { name: 'Open the compose window' }).click(),
      ]);
      const employee = signet.ready.signIn?.find(({ role }) => role === 'employee');
      await outlook
        .getByRole('button', { name: employee?.name ?? '' })
        .first()
        .click();
      const body = outlook.getByRole('textbox', { name: 'Message body' });
      await body
        .filter({ hasText: 'Kind regards' })
        .filter({ hasText: employee?.name ?? '' })
        .waitFor();

      await wayOn(page, 'Finish the set-up').click();
      await page.getByText('Signet is set up.').waitFor();
      expect(clicks.length + warningClicks).toBeLessThanOrEqual(25);
      expect(clicks.length).toBeGreaterThanOrEqual(12); // the listener counts indeed
      expect(faults).toEqual({ connect: [], settings: [], rules: [], preview: [], signatures: [] });

      // Afterwards it is gone: Home no longer offers it, its address leads Home, and the settings stand on pages of their own.
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Northwind Harbour' }).waitFor();
      await page.getByRole('list', { name: 'Is everything well?' }).waitFor();
      expect(await page.getByRole('link', { name: /^(Begin|Go on)$/ }).count()).toBe(0);
      expect(await page.getByText('Signet is set up.').count()).toBe(0);
      await page.goto(`${signet.ready.admin}#/set-up/rules`);
      await page.waitForURL(/#\/$/);
    },
    5 * minute,
  );
});

describe('an installation that is connected with nothing yet', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    const admin = await signInToAdmin(browser, signet);
    const { items } = (await admin.call('GET', '/api/v1/tenants')) as { items: TenantView[] };
    await admin.call('DELETE', `/api/v1/tenants/${items[0]?.id}?people=delete`);
    await admin.context.close();
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  /** Microsoft Graph lets nobody in, or everybody again. */
  const lock = async (context: BrowserContext, locked: boolean) => {
    const faults = new URL('/sandbox/faults', signet.ready.compose).href;
    const refusal = {
      match: '/graph/v1.0/',
      times: 0,
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'no',
    };
    if (locked) await context.request.post(faults, { data: refusal });
    else await context.request.delete(faults);
  };

  it(
    'a refused consent is shown with ways on; a link for another admin is waited for; closed in the middle, it goes on at the right step',
    async () => {
      const { context } = await openCounted(browser);
      const page = await context.newPage();
      await signIn(page, signet);
      await reached(page, 'Connect');
      expect(await seriousFaults(page)).toEqual([]);

      // refused: back in the set-up, which says so
      await page.getByRole('link', { name: 'Connect Microsoft 365' }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('The consent was not given.').waitFor();
      await page.getByText(/AADSTS65004/).waitFor();
      expect(await seriousFaults(page)).toEqual([]);

      // by a link, which somebody with no account in Signet follows in a browser of their own
      await lock(context, true);
      await page.getByRole('button', { name: 'Get a link for another admin' }).click();
      const link = page.getByRole('textbox', { name: 'Link for an admin of Microsoft 365' });
      await page.getByText(/Latest answer:/).waitFor();
      await page.reload();
      const theirs = await browser.newContext({ ignoreHTTPSErrors: true });
      const elsewhere = await theirs.newPage();
      await elsewhere.goto(await link.inputValue());
      await lock(context, false);
      await elsewhere.getByRole('button', { name: 'Accept' }).click();
      await elsewhere.getByText('Signet may read this tenant now.').waitFor();
      await theirs.close();

      // the page goes on by itself; nothing was imported meanwhile
      await page.getByText('Connected with Northwind Harbour').waitFor({ timeout: minute });
      await wayOn(page, 'Next: Basic settings').click();
      await page.getByRole('radio', { name: /Only the members/ }).check();
      await page.getByLabel('Add a group').pressSequentially('Management');
      await page.getByRole('option', { name: /Management Board/ }).click();
      await page.getByText(/· 9 members/).waitFor();
      // left without saving: asked first
      await page.getByRole('link', { name: 'People', exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Stay here' }).click();
      await wayOn(page, 'Next: Import rules').click();
      await reached(page, 'Import rules');
      await context.close();

      // another browser, another day
      const later = await openCounted(browser);
      const tab = await later.context.newPage();
      await signIn(tab, signet);
      await tab.getByText('Next: Import rules.').waitFor();
      await tab.getByRole('link', { name: 'Go on' }).click();
      await reached(tab, 'Import rules');
      // back is possible, and what was chosen is there
      await tab.getByRole('button', { name: 'Back' }).click();
      await reached(tab, 'Basic settings');
      await tab.getByText(/· 9 members/).waitFor();
      await wayOn(tab, 'Next: Import rules').click();
      await wayOn(tab, 'Next: Preview and start').click();
      await tab.getByRole('tab', { name: /^New 9/ }).waitFor();
      expect(await seriousFaults(tab)).toEqual([]);
      const runs = async () =>
        (
          (await (await later.context.request.get(`${signet.ready.url}/api/v1/sync/runs`)).json()) as {
            items: RunView[];
          }
        ).items;
      expect((await runs()).map(({ outcome }) => outcome)).toEqual(['previewed']);
      await wayOn(tab, 'Start the sync').click();
      await tab.getByText('The sync is finished: 9 people are in Signet.').waitFor({ timeout: minute });
      expect((await runs()).map(({ outcome }) => outcome)).toEqual(['applied', 'previewed']);
      const settings = await later.context.request.get(`${signet.ready.url}/api/v1/settings`);
      expect(((await settings.json()) as SettingsView).sync.scope.mode).toBe('groups');
      await later.context.close();
    },
    5 * minute,
  );
});
