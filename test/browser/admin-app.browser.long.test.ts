import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { RoleGrantView, SettingsView } from '../../contract/index.ts';
import { type AdminBrowser, fitsItsWindow, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { settling } from '../support/settling.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
const picture = 'addin/assets/icon-128.png';
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
  '/campaigns',
  '/outlook/add-in',
  '/outlook/coverage',
  '/outlook/settings',
  '/mail-flow',
  '/exchange',
  '/access/roles',
  '/access/tokens',
  '/access/audit',
  '/my-signature',
  '/nowhere',
];

describe('the admin app in a browser', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let admin: AdminBrowser;
  let tab: Page;
  let settled: () => Promise<void>;

  beforeAll(async () => {
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    admin = await signInToAdmin(browser, signet);
    tab = await admin.context.newPage();
    settled = settling(tab);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  // What another admin sees and does: by the API, with the browser's session.
  const settings = async (): Promise<SettingsView> => (await admin.call('GET', '/api/v1/settings')) as SettingsView;
  const set = (path: string, value: unknown) => admin.call('PATCH', '/api/v1/settings', { path, value });

  it('loads less than 300 KB before the first page is there', () => {
    const folder = resolve('dist/admin');
    const page = readFileSync(resolve(folder, 'index.html'), 'utf8');
    const first = readdirSync(folder).filter((file) => file.endsWith('.js') && page.includes(file));
    const bytes = first.map((file) => gzipSync(readFileSync(resolve(folder, file))).length);
    expect(first.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  });

  /** A page as both appearances show it, on a desk and on a phone. */
  async function check(path: string): Promise<void> {
    const before = await tab.title();
    await tab.setViewportSize({ width: 1280, height: 860 });
    await tab.goto(`${signet.ready.admin}#${path}`);
    await tab.waitForFunction((title) => document.title !== title && document.title.includes(' · '), before);
    await settled();
    await tab.locator('.fui-Skeleton').first().waitFor({ state: 'detached' });
    expect(await tab.title()).toMatch(/\S · Signet$/);
    expect(await tab.locator('html').getAttribute('lang')).toBe('en');
    expect(await tab.getByRole('heading', { level: 1 }).count()).toBe(1);
    for (const colorScheme of ['dark', 'light'] as const) {
      await tab.emulateMedia({ colorScheme });
      await tab.waitForFunction((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme);
      expect({ colorScheme, faults: await seriousFaults(tab) }).toEqual({ colorScheme, faults: [] });
    }
    await tab.setViewportSize({ width: 360, height: 740 });
    await fitsItsWindow(tab);
  }

  it.each(pages)(
    '%s: nothing that axe calls serious, light or dark, a title of its own, nothing wider than a phone',
    check,
    minute,
  );

  it.each(['people', 'groups', 'sync/runs'])(
    'and so one of %s',
    async (list) => {
      const { items } = (await admin.call('GET', `/api/v1/${list}`)) as { items: { id?: string; runId?: string }[] };
      const id = items[0]?.id ?? items[0]?.runId ?? 'none';
      await check(`/${list.replace('sync/', '')}/${encodeURIComponent(id)}`);
    },
    minute,
  );

  it(
    'by keyboard: the first stop leads past the navigation, and a page that opens takes the focus with its heading',
    async () => {
      const page = await admin.open('/people');
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      await page.getByRole('button', { name: 'Skip to content' }).and(focused).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('main').and(focused).waitFor();
      await page.keyboard.press('Tab');
      await page.getByRole('main').locator(focused).waitFor();
      const groups = page.getByRole('link', { name: 'Groups', exact: true });
      await groups.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Groups', level: 1 }).and(focused).waitFor();
      await page.close();
    },
    minute,
  );

  it(
    'the list of people reads on while one scrolls, and keeps only the rows in sight in the document',
    async () => {
      const { items } = (await admin.call('GET', '/api/v1/tenants')) as { items: { people: number }[] };
      const page = await admin.open('/people');
      const table = page.getByRole('table', { name: 'People whose signature Signet manages' });
      const all = async () => Number(await table.getAttribute('aria-rowcount'));
      const scroll = async () => {
        await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
        expect(await table.getByRole('row').count()).toBeLessThan(60);
      };
      while ((await all()) < 0) await scroll();
      expect((await all()) - 1).toBeGreaterThanOrEqual(items[0]?.people ?? 0);
      const last = table.locator(`[aria-rowindex="${await all()}"]`);
      await eventually(async () => {
        await scroll();
        expect(await last.count()).toBe(1);
      });
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
      await page.getByText(/· 9 members/).waitFor();
      await page.getByRole('button', { name: /See what this changes/ }).click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText(/\d+ people would be removed/).waitFor();
      await dialog.getByText('@northwind-harbour.example').first().waitFor();
      expect((await settings()).sync.scope.mode).toBe('all');
      await dialog.getByRole('button', { name: /^Save, \d+ will be removed/ }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await settings()).sync.scope.mode).toBe('groups');
      await page.getByRole('radio', { name: /Everyone in Microsoft 365/ }).check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      await page.close();
    },
    2 * minute,
  );

  it(
    "a photo is uploaded on somebody's page, and the audit log leaves as a CSV file",
    async () => {
      const address = signet.ready.signIn?.find(({ role }) => role === 'employee')?.address ?? '';
      const found = await admin.call('GET', `/api/v1/people?query=${encodeURIComponent(address)}`);
      const { id = '' } = (found as { items: { id: string }[] }).items[0] ?? {};
      const page = await admin.open(`/people/${encodeURIComponent(id)}`);
      const chosen = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Upload a photo' }).click();
      await (await chosen).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: readFileSync(picture) });
      await page.getByRole('button', { name: 'Take it back' }).waitFor();
      const shown = page.locator('img[src*="/photo?tag="]');
      expect(
        await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
      ).toBeGreaterThan(0);
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Take it back' }).click();
      await shown.waitFor({ state: 'detached' });
      await page.goto(`${signet.ready.admin}#/access/audit?subject=person`);
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Export as CSV' }).click();
      const csv = readFileSync(await (await coming).path(), 'utf8');
      expect(csv).toMatch(/^\uFEFFtime,who,/);
      expect(csv).toContain('person.photo');
      expect(csv).not.toContain(',settings.');
      await page.close();
    },
    2 * minute,
  );

  it(
    'two admins change the same thing: the second is asked, both versions are there, and other settings are no conflict',
    async () => {
      const page = await admin.open('/user-data/schedule');
      await page.getByLabel('Every night at').fill('04:30');
      await set('sync.overwriteByHand', true);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await settings()).sync.overwriteByHand).toBe(true);

      await page.getByLabel('Every night at').fill('05:15');
      await set('sync.auto.time', '22:00');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Someone else changed this in the meantime.').waitFor();
      expect(await page.getByLabel('Every night at').inputValue()).toBe('05:15');
      expect((await settings()).sync.auto.time).toBe('22:00');
      await page.getByRole('button', { name: 'Save mine' }).click();
      await page.getByText('Someone else changed this').waitFor({ state: 'detached' });
      expect((await settings()).sync.auto.time).toBe('05:15');
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
      await page.locator('html[lang=de]').waitFor();
      await page.evaluate(() => localStorage.removeItem('signet.language'));
      await page.close();
    },
    minute,
  );

  it(
    'access: the last admin stays one, a token is shown once, and the log tells who did it',
    async () => {
      await tab.setViewportSize({ width: 390, height: 844 });
      await tab.goto(`${signet.ready.admin}#/access/roles`);
      await tab.getByRole('combobox', { name: 'Person' }).click();
      await tab.locator('[role="option"]').first().click();
      await tab.getByLabel('Role', { exact: true }).selectOption('admin');
      await tab.getByRole('button', { name: 'Grant the role' }).click();
      await tab.getByRole('button', { name: /^Take back: / }).click();
      await tab.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click();
      await tab.getByText('LAST_ADMIN').first().waitFor();
      const { items } = (await admin.call('GET', '/api/v1/roles')) as { items: RoleGrantView[] };
      expect(items.filter(({ role }) => role === 'admin')).toHaveLength(1);

      await tab.getByRole('tab', { name: 'API tokens' }).click();
      await tab.getByRole('button', { name: 'New API token' }).click();
      const dialog = tab.getByRole('alertdialog');
      await dialog.getByLabel('Name').fill('HR export');
      await dialog.getByRole('button', { name: 'Make the token' }).click();
      const token = await dialog.locator('pre').innerText();
      const asked = await fetch(`${signet.ready.url}/api/v1/session`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(asked.status).toBe(200);
      expect(await seriousFaults(tab)).toEqual([]);
      await dialog.getByRole('button', { name: 'I have kept it' }).click();
      await dialog.waitFor({ state: 'detached' });
      await tab.getByText('Holds until').first().waitFor();
      expect(await tab.content()).not.toContain(token);

      await tab.getByRole('tab', { name: 'Audit log' }).click();
      const log = tab.getByRole('list', { name: 'Audit log' });
      await log.getByText('API tokens: made').waitFor();
      await tab.getByLabel('Shows').selectOption('image');
      await tab.getByText('Nothing of this kind was done yet').waitFor();
      expect(new URL(tab.url()).hash).toBe('#/access/audit?subject=image');
      await tab.getByLabel('Shows').selectOption('token');
      await log.getByText('API tokens: made').waitFor();
      expect(await log.getByRole('listitem').count()).toBe(1);
    },
    minute,
  );

  it('nothing went wrong in the browser', () => expect(admin.errors).toEqual([]));
});
