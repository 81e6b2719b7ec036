import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { type AddinBrowserWorld, addinBrowserWorld } from '../support/addin-browser-world.ts';
import { eventually } from '../support/eventually.ts';
import { anAnswer } from '../support/fake-signet-server.ts';

const ada = anAnswer('<p style="color:#123456">Ada Lindqvist<br>Sales</p>', { text: 'Ada Lindqvist\nSales' });
const info = anAnswer('<p>Contoso Information</p>');
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

jest.setTimeout(60_000);

describe('the add-in under Microsoft office.js in a browser', () => {
  let world: AddinBrowserWorld;
  let context: BrowserContext;
  const trouble: string[] = [];

  beforeAll(async () => {
    mkdirSync('test-output', { recursive: true });
    world = await addinBrowserWorld();
  }, 240_000);
  afterAll(() => world?.close());
  beforeEach(async () => {
    world.answers.clear();
    world.internal.clear();
    world.requests.length = 0;
    world.reports.length = 0;
    world.broken = undefined;
    world.addin = undefined;
    world.sendCheck = false;
    world.profile = undefined;
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
      const expected = /status of 500|Loading the image 'cid:|Clipboard API has been blocked/.test(message.text());
      if (message.type() === 'error' && !expected) trouble.push(message.text());
    });
    await page.goto(`${world.composeUrl}${query}`);
    await page.locator('[data-ref=status][data-state=done]').waitFor();
    return page;
  }
  const body = (page: Page) => page.getByRole('textbox', { name: 'Message body' });
  /** The handler of a launch event has ended. */
  const handled = (page: Page, event: string) =>
    page
      .locator('[data-ref=log-body] tr', { hasText: event })
      .filter({ hasText: 'completed(' })
      .waitFor({ state: 'attached' });
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
    expect(await image.evaluate((element: HTMLImageElement) => element.decode().then(() => element.naturalWidth))).toBe(
      1,
    );
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

  it.each(['newMail', 'reply', 'forward'] as const)('signs a %s from the cache, above what is quoted', async (kind) => {
    await (await open('?as=ada@contoso.example')).close();
    const page = await open(`?as=ada@contoso.example&compose=${kind}`);
    const text = await body(page).innerText();
    expect(text.match(/Ada Lindqvist/g)).toHaveLength(1);
    const quoted = text.indexOf('From:');
    expect(quoted >= 0).toBe(kind !== 'newMail');
    if (quoted >= 0) expect(text.indexOf('Ada Lindqvist')).toBeLessThan(quoted);
  });

  it('signs plain text as text, once, also when the event comes again', async () => {
    const page = await open('?as=ada@contoso.example&format=text');
    const area = page.getByRole('textbox', { name: 'Message body, plain text' });
    await page.getByLabel('From').selectOption('ada@contoso.example');
    await handled(page, 'OnMessageFromChanged');
    expect((await area.inputValue()).match(/Ada Lindqvist\nSales/g)).toHaveLength(1);
    expect(await area.inputValue()).not.toContain('<');
  });

  it('signs for a shared mailbox, with its own signature', async () => {
    const page = await open('?as=ada@contoso.example&from=info@contoso.example');
    expect(await body(page).innerText()).toMatch(/^\s*Contoso Information\s*$/);
  });

  it('leaves what the user has edited, when an event comes again', async () => {
    const page = await open('?as=ada@contoso.example');
    await body(page).fill('Dear Bert, Ada');
    world.internal.set('ada@contoso.example|newMail', info);
    await page.getByLabel('From').selectOption('ada@contoso.example');
    await handled(page, 'OnMessageFromChanged');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Not sent').waitFor();
    expect(await body(page).innerText()).toMatch(/^\s*Dear Bert, Ada\s*$/);
  });

  it('puts a forgotten signature in when the message is sent, where the tenant wants that, and lets it go', async () => {
    world.sendCheck = true;
    world.addin = { sendCheck: 'forgotten', nativeSignatures: 'keep' };
    await (await open('?as=ada@contoso.example')).close();
    const page = await context.newPage();
    await page.goto(`${world.composeUrl}?as=ada@contoso.example&fault=OnNewMessageCompose:hang`);
    await body(page).fill('Dear Bert');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Not sent').waitFor();
    expect(await body(page).innerText()).toContain('Ada Lindqvist');
    expect(await log(page)).toContain('"allowEvent":true');
  });

  it('reports what happened with the next message', async () => {
    await (await open('?as=ada@contoso.example')).close();
    await open('?as=ada@contoso.example&compose=reply');
    await eventually(async () =>
      expect(world.reports.map(({ outcome, composeType }) => [outcome, composeType])).toEqual([
        ['inserted', 'newMail'],
        ['insertedFromCache', 'reply'],
      ]),
    );
    expect(world.reports[0]?.client).toEqual({ platform: 'web', version: expect.any(String) });
  });

  /** Opens the pane beside a message; it is 320 pixels wide, as in Outlook. */
  async function openPane(page: Page) {
    await page.getByRole('button', { name: 'Signature' }).first().click();
    return page.frameLocator('iframe[src$="/addin/taskpane.html"]');
  }

  it('Checklist 9: shows and inserts signatures in its pane, for every address and kind of message', async () => {
    const page = await open('?as=ada@contoso.example');
    await body(page).fill('');
    const pane = await openPane(page);
    const preview = pane.frameLocator('iframe[title="Your signature"]');
    await preview.getByText('Ada Lindqvist').waitFor();
    await pane.getByText('your signature was fetched and inserted').waitFor();
    await pane.getByRole('button', { name: 'Insert signature' }).click();
    await pane.getByText('The signature was inserted.').waitFor();
    expect(await body(page).innerText()).toContain('Ada Lindqvist');
    await pane.getByLabel('Address').selectOption('info@contoso.example');
    await preview.getByText('Contoso Information').waitFor();
    await pane.getByRole('button', { name: 'Refresh' }).click();
    await pane.getByText('Your signatures are up to date.').waitFor();
  });

  it('lets the user choose another signature and edit what they may, and copy what happened', async () => {
    world.profile = {
      ...{ person: { id: 'ada' }, name: 'Ada', addresses: ['ada@contoso.example'] },
      choices: [
        {
          composeType: 'newMail',
          offered: [
            { template: 'standard', title: 'Standard' },
            { template: 'fair', title: 'Fair' },
          ],
          chosen: null,
        },
      ],
      fields: [{ name: 'mobilePhone', value: '1', byHand: false }],
    };
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await open('?as=ada@contoso.example');
    const pane = await openPane(page);
    await pane.getByLabel('Which signature').selectOption('fair');
    await pane.getByText('Your choice was saved.').waitFor();
    expect(world.profile.choices[0]?.chosen).toBe('fair');
    await pane.getByLabel('Mobile phone').fill('+49 170 1234567');
    await pane.getByRole('button', { name: 'Save' }).click();
    await pane.getByText('Your details were saved.').waitFor();
    expect(world.profile.fields[0]?.value).toBe('+49 170 1234567');
    await pane.getByRole('button', { name: 'Copy' }).click();
    await pane.getByRole('button', { name: 'Copied' }).waitFor();
    await page.screenshot({ path: 'test-output/pane.png' });
  });

  it('works offline from what the device remembers, and says so', async () => {
    const page = await open('?as=ada@contoso.example');
    await context.route('**/api/v1/me/**', (route) => route.abort());
    const pane = await openPane(page);
    await pane.getByText('Signet cannot be reached. You see what this device remembers').waitFor();
    await pane.getByRole('button', { name: 'Insert signature' }).click();
    await pane.getByText('The signature was inserted.').waitFor();
    await page.screenshot({ path: 'test-output/pane-offline.png' });
    trouble.splice(0);
  });

  it('can be used by keyboard and read by a screen reader: axe finds nothing, and nothing is wider than the pane', async () => {
    world.profile = {
      ...{ person: { id: 'ada' }, name: 'Ada', addresses: ['ada@contoso.example'], choices: [] },
      fields: [{ name: 'mobilePhone', value: '1', byHand: true }],
    };
    const page = await open('?as=ada@contoso.example');
    const pane = await openPane(page);
    await pane.getByLabel('Mobile phone').waitFor();
    await pane.getByText('One moment').waitFor({ state: 'hidden' });
    const frame = page.frames().find((one) => one.url().includes('/addin/taskpane.html'));
    if (!frame) throw new Error('the pane has no frame');
    await frame.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
    const found = await frame.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string }[] }> } };
      return (await axe.run()).violations.map(({ id, help }) => `${id}: ${help}`);
    });
    expect(found).toEqual([]);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    // The frame has a process of its own, where the focus comes a moment after the key.
    const insert = pane.getByRole('button', { name: 'Insert signature' });
    await insert.evaluate((button) => button.addEventListener('focus', () => button.setAttribute('data-reached', '')));
    for (let press = 0; press < 14; press++) await page.keyboard.press('Tab');
    await insert.and(pane.locator('[data-reached]')).waitFor();
  });
});
