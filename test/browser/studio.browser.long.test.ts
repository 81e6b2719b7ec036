import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { ImageView, TemplateDetail } from '../../contract/index.ts';
import { type AdminBrowser, seriousFaults, signInToAdmin } from '../support/admin-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { makeDataDir, type RunningSignet, startSignet } from '../support/signet-process.ts';

const minute = 60_000;
const pictures = resolve('test-output/studio');

describe('the template studio in a browser', () => {
  const data = makeDataDir();
  let signet: RunningSignet;
  let browser: Browser;
  let editor: AdminBrowser;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    [signet, browser] = await Promise.all([startSignet({ DATA_DIR: data.path }), openBrowser()]);
    editor = await signInToAdmin(browser, signet);
  }, 2 * minute);
  afterAll(async () => {
    await browser?.close();
    await signet?.stop();
    data.remove();
  }, minute);

  const image = async (name: string) => {
    const { items } = (await editor.call('GET', '/api/v1/images')) as { items: ImageView[] };
    return items.find((one) => one.name === name);
  };
  const template = async (id: string) => (await editor.call('GET', `/api/v1/templates/${id}`)) as TemplateDetail;
  /** A picture of the page as it is now, kept for people to look at. */
  const keep = (page: Page, name: string) =>
    page.screenshot({ path: resolve(pictures, `${name}.png`), fullPage: true });

  it(
    'a picture is refused where it is none or too large, else cropped by keyboard, named, described, and shown where it is used',
    async () => {
      const page = await editor.open('/templates/classic?view=code');
      await page.getByRole('button', { name: 'Pictures' }).click();
      const dialog = page.getByRole('dialog');
      const file = dialog.locator('input[type=file]');
      await file.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
      await dialog.getByText('notes.png is not a picture that can be read.').waitFor();
      await file.setInputFiles({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(4 * 1024 * 1024 + 1) });
      await dialog.getByText('at most 4 MB are taken').waitFor();
      await file.setInputFiles({ name: 'Our Logo.png', mimeType: 'image/png', buffer: await logo() });
      await dialog.getByRole('application').press('Shift+ArrowLeft');
      await dialog.getByLabel('Width', { exact: true }).fill('300');
      await dialog.getByLabel('Height', { exact: true }).fill('100');
      await dialog.getByRole('application').press('ArrowRight');
      await dialog.getByText('Kept: 300 × 100 pixels').waitFor();
      expect(await dialog.getByLabel('From the left').inputValue()).toBe('4');
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await dialog.getByText('Say what the picture shows.').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await keep(page, 'crop');
      await dialog.getByLabel('What it shows').fill('Northwind');
      await dialog.getByRole('button', { name: 'Upload' }).click();
      await dialog.getByText('our-logo is in the library.').waitFor();
      expect(await image('our-logo')).toMatchObject({ alt: 'Northwind', width: 160, height: 53, usedBy: [] });
      await keep(page, 'library');
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Insert our-logo' }).click();
      await page.getByText('You have changes that are not saved.').waitFor();
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('You have changes that are not saved.').waitFor({ state: 'detached' });
      expect((await template('classic')).source.html).toContain('{{image "our-logo" width=160 alt="Northwind"}}');

      await page.getByRole('button', { name: 'Pictures' }).click();
      await dialog.getByText('Shown in Classic (draft)').waitFor();
      await dialog.getByRole('button', { name: 'Delete our-logo' }).hover();
      await page.getByRole('tooltip').getByText('It cannot be deleted while it is shown in Classic').waitFor();
      expect(await image('our-logo')).toBeDefined();
      await page.close();
    },
    2 * minute,
  );
});

/** 400 × 200 pixels: a dark half and a bright one. */
function logo(): Promise<Buffer> {
  const bright = { create: { width: 200, height: 200, channels: 3 as const, background: '#f2b705' } };
  return sharp({ create: { width: 400, height: 200, channels: 3, background: '#0a6e7b' } })
    .composite([{ input: bright, left: 200, top: 0 }])
    .png()
    .toBuffer();
}
