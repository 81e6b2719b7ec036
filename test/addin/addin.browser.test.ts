import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { type AddinBrowserWorld, addinBrowserWorld } from '../support/addin-browser-world.ts';
import { anAnswer } from '../support/fake-signet-server.ts';

const ada = anAnswer('<p style="color:#123456">Ada Lindqvist<br>Sales</p>', { text: 'Ada Lindqvist\nSales' });
const info = anAnswer('<p>Contoso Information</p>');
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('the add-in under Microsoft office.js in a browser', () => {
  let world: AddinBrowserWorld;
  let context: BrowserContext;
  const trouble: string[] = [];

  beforeAll(async () => {
    world = await addinBrowserWorld();
  }, 240_000);
  afterAll(() => world?.close());
  beforeEach(async () => {
    world.answers.clear();
    world.requests.length = 0;
    world.broken = undefined;
    for (const type of ['newMail', 'reply', 'forward']) {
      world.answers.set(`ada@contoso.example|${type}`, ada);
      world.answers.set(`info@contoso.example|${type}`, info);
    }
    context = await world.browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 860 } });
  });
  afterEach(async () => {
    await context.close();
    expect(trouble.splice(0)).toEqual([]);
  });

  /** Opens a compose window; a violated policy or an error in any frame fails the test. */
  async function open(query: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      // The pretend Outlook's own page tries to load `cid:` while it hands out the body; that is not the add-in's doing.
      const expected = /status of 500|Loading the image 'cid:/.test(message.text());
      if (message.type() === 'error' && !expected) trouble.push(message.text());
    });
    await page.goto(`${world.composeUrl}${query}`);
    await page.locator('[data-ref=status][data-state=done]').waitFor({ timeout: 15_000 });
    return page;
  }
  const body = (page: Page) => page.getByRole('textbox', { name: 'Message body' });
  const log = async (page: Page) => (await page.locator('[data-ref=log-body]').textContent()) ?? '';

  it('signs a new mail, and the next one from the cache before anything is asked', async () => {
    const page = await open('?as=ada@contoso.example');
    expect(await body(page).innerText()).toContain('Ada Lindqvist\nSales');
    expect(world.requests).toHaveLength(2);
    world.broken = 500;
    const next = await open('?as=ada@contoso.example&compose=reply');
    expect(await body(next).innerText()).toContain('Ada Lindqvist\nSales');
    expect((await log(next)).match(/completed\(/g)).toHaveLength(1);
  });

  it('replaces a changed signature, and takes the sender who was chosen', async () => {
    await (await open('?as=ada@contoso.example')).close();
    world.answers.set('ada@contoso.example|newMail', anAnswer('<p>Ada, Marketing</p>'));
    const page = await open('?as=ada@contoso.example');
    expect(await body(page).innerText()).toMatch(/^\s*Ada, Marketing\s*$/);
    for (const [address, words] of [
      ['info@contoso.example', 'Contoso Information'],
      ['ada@contoso.example', 'Ada, Marketing'],
    ] as const) {
      await page.getByLabel('From').selectOption(address);
      await body(page).filter({ hasText: words }).waitFor();
    }
    expect(await body(page).innerText()).toMatch(/^\s*Ada, Marketing\s*$/);
  });

  it('attaches the pictures that the signature shows by cid', async () => {
    const images = [{ name: 'dot.png', contentType: 'image/png', url: 'https://nowhere.example/dot.png', base64: dot }];
    world.answers.set('ada@contoso.example|newMail', anAnswer('<p>Ada<img src="cid:dot.png" alt=""></p>', { images }));
    const page = await open('?as=ada@contoso.example');
    const image = body(page).locator('img[data-cid="dot.png"]');
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
  });

  it('tells once where nothing can be fetched', async () => {
    world.broken = 500;
    const page = await open('?as=ada@contoso.example');
    const notices = page.getByText('Your signature could not be fetched. Open Signet to try again.', { exact: true });
    await notices.waitFor();
    expect(await notices.count()).toBe(1);
    await page.getByText('Open Signet', { exact: true }).waitFor();
    expect((await log(page)).match(/completed\(/g)).toHaveLength(1);
  });

  it('shows and inserts the signature in its pane', async () => {
    const page = await open('?as=ada@contoso.example');
    await body(page).fill('');
    await page.getByRole('button', { name: 'Signature' }).first().click();
    const pane = page.frameLocator('iframe[src$="/addin/taskpane.html"]');
    await pane.getByText('Your last signature, kept on this device.').waitFor();
    await pane.frameLocator('iframe[title="Your signature"]').getByText('Ada Lindqvist').waitFor();
    await pane.getByRole('button', { name: 'Insert signature' }).click();
    await pane.getByText('The signature was inserted.').waitFor();
    expect(await body(page).innerText()).toContain('Ada Lindqvist');
    await pane.getByRole('button', { name: 'Refresh' }).click();
    await pane.getByText('Your signature is up to date.').waitFor();
  });
});
