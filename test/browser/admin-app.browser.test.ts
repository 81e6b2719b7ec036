import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type AdminBrowser, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
const pages = [
  '/',
  '/people',
  '/people/new',
  '/people/import',
  '/groups',
  '/mailboxes',
  '/user-data/scope',
  '/user-data/rules',
  '/user-data/mappings',
  '/user-data/schedule',
  '/user-data/connection',
  '/runs',
  '/templates',
  '/templates/classic',
  '/assignments',
  '/outlook',
  '/mail-flow',
  '/exchange',
];

describe('the admin app in a browser', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let admin: AdminBrowser;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    admin = await signInToAdmin(browser, signet);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  it('loads less than 300 KB before the first page is there', () => {
    const folder = resolve('dist/admin');
    const page = readFileSync(resolve(folder, 'index.html'), 'utf8');
    const first = readdirSync(folder).filter((file) => file.endsWith('.js') && page.includes(file));
    const bytes = first.map((file) => gzipSync(readFileSync(resolve(folder, file))).length);
    expect(first.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  });

  it.each(pages)(
    '%s: nothing that axe calls serious, a title of its own, nothing wider than a phone',
    async (path) => {
      const page = await admin.open(path);
      expect(await page.title()).toMatch(/\S · Signet$/);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await seriousFaults(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(tooWide).toBeLessThanOrEqual(0);
      await page.close();
    },
    minute,
  );

  it(
    'restricting the scope shows first how many and who would be removed, and saves only then',
    async () => {
      const page = await admin.open('/user-data/scope');
      await page.getByRole('radio', { name: /Only the members/ }).check();
      await page.getByLabel('Add a group').pressSequentially('Management');
      await page.getByRole('option', { name: /Management Board/ }).click();
      await page.getByText('9 members').waitFor();
      await page.getByRole('button', { name: /See what this changes/ }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText(/\d+ people would be removed/).waitFor();
      await dialog.getByText('@northwind-harbour.example').first().waitFor();
      expect((await signet.command('settings', 'get', 'sync.scope.mode')).stdout).toContain('all');
      await dialog.getByRole('button', { name: /^Save, \d+ will be removed/ }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await signet.command('settings', 'get', 'sync.scope.mode')).stdout).toContain('groups');
      await page.getByRole('radio', { name: /Everyone in Microsoft 365/ }).check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      await page.close();
    },
    2 * minute,
  );

  it(
    'two admins change the same thing: the second is asked, both versions are there, and other settings are no conflict',
    async () => {
      const page = await admin.open('/user-data/schedule');
      await page.getByLabel('Every night at').fill('04:30');
      await signet.command('settings', 'set', 'sync.keepRemovedDays', '60');
      await signet.command('settings', 'set', 'sync.overwriteByHand', 'true');
      await signet.command('settings', 'set', 'sync.keepRemovedDays', '30');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await signet.command('settings', 'get', 'sync.overwriteByHand')).stdout).toContain('true');

      await page.getByLabel('Every night at').fill('05:15');
      await signet.command('settings', 'set', 'sync.auto.time', '"22:00"');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Someone else changed this in the meantime.').waitFor();
      expect(await page.getByLabel('Every night at').inputValue()).toBe('05:15');
      expect((await signet.command('settings', 'get', 'sync.auto.time')).stdout).toContain('22:00');
      await page.getByRole('button', { name: 'Save mine' }).click();
      await page.getByText('Someone else changed this').waitFor({ state: 'detached' });
      expect((await signet.command('settings', 'get', 'sync.auto.time')).stdout).toContain('05:15');
      await page.close();
    },
    2 * minute,
  );

  it(
    'whoever leaves with unsaved changes is asked, and German is a click away',
    async () => {
      const page = await admin.open('/user-data/schedule');
      await page.getByLabel('Every night at').fill('06:00');
      await page.getByRole('link', { name: 'People', exact: true }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Stay here' }).click();
      expect(await page.getByLabel('Every night at').inputValue()).toBe('06:00');
      await page.getByRole('link', { name: 'People', exact: true }).click();
      await page.getByRole('button', { name: 'Leave without saving' }).click();
      await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
      await page.getByRole('banner').getByRole('button').last().click();
      await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
      await page.getByRole('heading', { name: 'Personen', level: 1 }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await page.evaluate(() => localStorage.removeItem('signet.language'));
      await page.close();
    },
    minute,
  );

  it('nothing went wrong in the browser', () => expect(admin.errors).toEqual([]));
});
