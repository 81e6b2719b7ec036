import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as launcher, type Page } from 'playwright-core';
import { clientId } from './testing/fake-addin.ts';
import { openWorld } from './testing/outlook-world.ts';

const mailbox = (oid: string, name: string, addresses: string[], sendAs: string[] = []) => ({
  oid,
  name,
  address: addresses[0] ?? '',
  addresses,
  sendAs,
});
const people = [
  mailbox('ada', 'Ada Lindqvist', ['ada@contoso.example', 'a.lindqvist@contoso.example'], ['info@contoso.example']),
  mailbox('odd', '<script>alert(1)</script>', ['odd@contoso.example']),
  mailbox('info', 'Contoso Information', ['info@contoso.example']),
];

jest.setTimeout(60_000);

describe('the pretend Outlook in a real browser', () => {
  let world: Awaited<ReturnType<typeof openWorld>>;
  let browser: Browser;
  let context: BrowserContext;
  const trouble: string[] = [];

  beforeAll(async () => {
    world = await openWorld(people);
    const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
    browser = await launcher.launch({
      executablePath: own ?? (await chromium.executablePath()),
      args: ['--no-sandbox', '--font-render-hinting=none'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  afterEach(async () => {
    await context.close();
    expect(trouble.splice(0)).toEqual([]);
  });

  /** Opens the window. Whatever the browser complains of, and every request to another machine, fails the test. */
  async function open(query: string, size = { width: 1280, height: 860 }): Promise<Page> {
    context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size });
    const page = await context.newPage();
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') trouble.push(`asked ${request.url()}`);
    });
    await page.goto(`${world.url}/outlook/${query}`);
    return page;
  }
  const body = (page: Page) => page.getByRole('textbox', { name: 'Message body' });
  const log = (page: Page) => page.locator('[data-ref=log-body]');
  const settled = async (page: Page) => {
    const done = page.locator('[data-ref=status][data-state=done]');
    await done.waitFor().catch(async () => {
      throw new Error(`The add-in is not done: ${await log(page).textContent()}`);
    });
  };
  const count = async (page: Page, text: string) => ((await log(page).textContent()) ?? '').split(text).length - 1;
  const chooseFrom = async (page: Page, address: string) => {
    await page.getByLabel('From').selectOption(address);
    await body(page).filter({ hasText: address }).waitFor();
  };

  it('puts the signature into a new mail by launch event and office.js, once, and harmless', async () => {
    const page = await open('?as=ada@contoso.example');
    await settled(page);
    expect(await body(page).innerText()).toMatch(/^\n+ada@contoso\.example \(newMail\)$/);
    expect(await body(page).innerHTML()).not.toMatch(/onclick|<script/);
    const image = body(page).locator('img[data-cid="dot.png"]');
    expect(await image.evaluate((element: HTMLImageElement) => element.decode().then(() => element.naturalWidth))).toBe(
      1,
    );
    await page.getByText('Office calls').first().click();
    const lines = await log(page).innerText();
    expect(lines).toMatch(/OnNewMessageCompose[\s\S]*completed\(\)[\s\S]*getComposeTypeAsync.*composeType: newMail/);
    expect(lines).toMatch(/setSignatureAsync[\s\S]*coercionType: html[\s\S]*ms/);
    expect(await count(page, 'completed()')).toBe(1);
  });

  it('replaces the signature when the sender changes, and loses no word', async () => {
    const page = await open('?as=ada@contoso.example');
    await settled(page);
    await body(page).click({ position: { x: 30, y: 26 } });
    await page.keyboard.type('Dear all');
    // Enter at the end of the signature: the browser makes a second block of it, which is the writer's own text.
    await body(page).locator('[data-part=signature] p').last().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('PS: hello');
    await chooseFrom(page, 'info@contoso.example');
    const text = await body(page).innerText();
    expect(text.replace(/\s+/g, ' ')).toBe('Dear all info@contoso.example (newMail) PS: hello');
    expect(await count(page, 'OnMessageFromChanged')).toBe(1);
  });

  it('notices a second completed()', async () => {
    const page = await open('?as=ada@contoso.example&from=a.lindqvist@contoso.example');
    await log(page).getByText('completed() again').waitFor({ state: 'attached' });
  });

  it('puts it above the quoted message of a reply and a forward', async () => {
    const page = await open('?as=ada@contoso.example&compose=reply');
    for (const kind of ['reply', 'forward']) {
      await settled(page);
      await body(page).getByText(`(${kind})`).waitFor();
      const parts = await body(page).evaluate((element) =>
        [...element.children].map((child) => (child as HTMLElement).dataset.part ?? 'typed'),
      );
      expect(parts).toEqual(['typed', 'typed', 'signature', 'quote']);
      await page.getByRole('button', { name: 'Forward' }).click();
    }
    expect(await page.getByLabel('Subject').inputValue()).toMatch(/^FW: /);
  });

  it('writes plain text, and carries the words over when the format changes', async () => {
    const page = await open('?as=ada@contoso.example&compose=reply');
    await settled(page);
    await body(page).click({ position: { x: 30, y: 26 } });
    await page.keyboard.type('First line');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Second line');
    await page.getByRole('button', { name: 'Plain text' }).click();
    await settled(page);
    const before = await page.getByLabel('Message body, plain text').inputValue();
    expect(before).toMatch(/^First line\nSecond line\n\n-- \nada@contoso\.example\n\n_{32}\nFrom: /);
    await page.getByLabel('From').selectOption('info@contoso.example');
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('info@'));
    const after = await page.getByLabel('Message body, plain text').inputValue();
    expect(after).toBe(before.replace('ada@contoso.example', 'info@contoso.example'));
  });

  it('signs the add-in in by msal-browser and the nested-app-auth bridge', async () => {
    const page = await open('?as=ada@contoso.example');
    await settled(page);
    await page.getByRole('button', { name: 'My signature' }).click();
    const pane = page.frameLocator('.pane-page');
    await pane.locator('#setting').waitFor();
    expect(await pane.locator('body').innerText()).toMatch(
      /true\s+token-1 for ada@contoso\.example\s+token-1 cached\s+ada@contoso\.example/,
    );
    expect(world.asked).toEqual([
      { oid: 'ada', scopes: expect.arrayContaining([`api://${clientId}/access_as_user`]), clientId },
    ]);
    expect(await log(page).textContent()).not.toContain('token-1');
  });

  it('withholds or spoils answers on demand', async () => {
    const hang = await open('?as=ada@contoso.example&fault=getComposeTypeAsync:hang');
    await log(hang).getByText('never answered').waitFor({ state: 'attached' });
    expect(await count(hang, 'completed()')).toBe(0);
    await context.close();
    const page = await open('?as=ada@contoso.example&fault=setSignatureAsync:5001&fault=nonsense');
    await settled(page);
    expect(await page.locator('.bar-error').innerText()).toMatch(/^5001 /);
    expect(await log(page).textContent()).toMatch(/unknown fault.*nonsense/);
  });

  it('starts a fresh item with New message, and refuses signatures in meetings', async () => {
    const page = await open('?as=ada@contoso.example');
    await settled(page);
    await page.getByLabel('Subject').fill('Old');
    await page.getByRole('button', { name: 'New message' }).click();
    await settled(page);
    expect(await page.getByLabel('Subject').inputValue()).toBe('');
    expect(await count(page, 'OnNewMessageCompose')).toBe(1);
    await page.getByRole('button', { name: 'Meeting' }).click();
    await settled(page);
    expect(await page.locator('.bar-error').innerText()).toMatch(/^5000 /);
  });

  it('shows odd names as text, finds people, and fits a telephone', async () => {
    const page = await open('?as=nobody@contoso.example', { width: 390, height: 844 });
    await page.getByText('Nobody here has the address').waitFor();
    await page.getByLabel('Search people').fill('script');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.locator('[data-ref=me]').innerText()).toContain('<script>alert(1)</script>');
    const { width, wanted } = await page.evaluate(() => ({
      width: document.documentElement.clientWidth,
      wanted: document.documentElement.scrollWidth,
    }));
    expect(wanted).toBeLessThanOrEqual(width);
  });

  it('says so when the manifest cannot be read', async () => {
    await world.stopAddin();
    const page = await open('?as=ada@contoso.example');
    const problem = page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.innerText()).toContain(`Is Signet running at ${world.appUrl}?`);
    trouble.length = 0;
  });
});
